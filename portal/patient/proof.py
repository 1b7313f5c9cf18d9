"""What a page says of the fresh login that taking a file home asks for."""

from enum import StrEnum

from litestar.connection import ASGIConnection

from portal.identity.limits import has_proved_lately
from portal.identity.visitor import Visitor

DONE = "ingelogd"


class Proof(StrEnum):
    """Whether a fresh login comes first, was just given, or is no matter."""

    DONE = "done"
    ENOUGH = ""
    FIRST = "first"


def proof_of(connection: ASGIConnection, visitor: Visitor, done: str) -> Proof:  # type: ignore[type-arg]
    """Tell what a page has to say; `done` is what its address says was just done."""
    if not has_proved_lately(connection, visitor):
        return Proof.FIRST
    return Proof.DONE if done == DONE else Proof.ENOUGH
