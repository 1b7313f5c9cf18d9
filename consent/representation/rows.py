"""A representation from its row, as every query about it gives it."""

from typing import Any

from consent.model import Standing
from consent.representation.model import Choice, Document, Presence, Representation


def read_representation(row: Any) -> Representation:
    """Read a representation with the last choice about it and whether it is blocked."""
    said = row["allowed"] is not None
    return Representation(
        id=row["representation"],
        representative=row["representative"],
        kind=Standing(row["kind"]),
        presence=Presence(row["presence"]),
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        choice=Choice(row["allowed"], row["chosen_at"], frozenset(row["left_out"]))
        if said
        else None,
        is_blocked=row["is_blocked"],
        is_stated=row["document"] == Document.PROVIDER,
    )
