"""
How far beyond a limit a practice calls a determination slightly high or low.

A margin is set per determination, by whoever changes the working agreements; without one there
is no "slightly".
"""

from datetime import datetime
from decimal import Decimal

import msgspec

from consent.agreements.entering import held, note
from consent.errors import NotFound
from consent.ids import new_id
from consent.model import Actor
from consent.register.practices import practice_of
from publishing.policy import FEWEST_PATIENTS
from publishing.showing import margin_queries as queries


class MarginSet(msgspec.Struct, frozen=True):
    """
    A margin in force; `unit` is empty for a part of the limit in percent.

    `set_at` is in UTC.
    """

    code_system: str
    code: str
    name: str
    amount: Decimal
    unit: str
    set_at: datetime
    set_by: str


class Wanted(msgspec.Struct, frozen=True):
    """A margin to be; None as amount takes the one that is there away."""

    code_system: str
    code: str
    unit: str = ""
    amount: Decimal | None = None


class Measured(msgspec.Struct, frozen=True):
    """A determination as it came in here, in one of its units."""

    code_system: str
    code: str
    name: str
    unit: str


async def margins_here(reviewer: Actor) -> list[MarginSet]:
    """Give the margins of the active practice, by name."""
    practice = practice_of(reviewer)
    return [
        MarginSet(
            row["code_system"],
            row["code"],
            row["name"],
            Decimal(row["amount"]),
            row["unit"],
            row["set_at"],
            row["set_by"],
        )
        for row in await queries.margins(practice)
    ]


async def measured_here(reviewer: Actor) -> list[Measured]:
    """Give what several patients here had measured as a number with a limit, by name."""
    rows = await queries.measured(practice_of(reviewer), FEWEST_PATIENTS)
    return [Measured(row["code_system"], row["code"], row["name"], row["unit"]) for row in rows]


async def set_margin(reviewer: Actor, wanted: Wanted, at: datetime) -> bool:
    """
    Set a margin, or take it away, with its line; False when nothing changes.

    Raises:
        NotFound: the employee has no active practice, or nobody here had this measured so.
        Refused: the right to change agreements is missing.

    """
    practice = await held(reviewer)
    key = (wanted.code_system, wanted.code)
    current = {(one.code_system, one.code): one for one in await margins_here(reviewer)}.get(key)
    if _same(current, wanted):
        return False
    known = {(one.code_system, one.code): one for one in await measured_here(reviewer)}.get(key)
    if wanted.amount is not None and known is None:
        raise NotFound
    await queries.end(practice, *key, at)
    if wanted.amount is not None and known is not None:
        row = {
            "id": new_id(at),
            "practice": practice,
            "code_system": wanted.code_system,
            "code": wanted.code,
            "name": known.name[:120],
            "unit": wanted.unit,
            "is_percent": not wanted.unit,
            "amount": f"{wanted.amount:f}",
            "set_by": reviewer.id,
            "set_at": at,
        }
        await queries.add(row)
    await note(reviewer, ["margin"], at)
    return True


def _same(current: MarginSet | None, wanted: Wanted) -> bool:
    if current is None or wanted.amount is None:
        return current is None and wanted.amount is None
    return (current.amount, current.unit) == (wanted.amount, wanted.unit)
