"""
A practice reads its own log: of one patient with a reason, or counted over a period.

A practice never sees what happened at another one, and every reading is a line.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event, Line, Place
from consent.accesslog.writing import SUCCESS
from consent.actions import Action
from consent.errors import NotFound
from consent.model import Actor, Grant
from consent.oversight import queries
from consent.oversight.model import Listed, Per, Period, Total

PAGE = 50
MOST_TOTALS = 400
MOST_LINES = 20_000


class Wanted(msgspec.Struct, frozen=True):
    """
    Which lines of the practice are wanted.

    `by` is one membership, None for everybody; `number` one dossier as it is registered, or "".
    """

    period: Period
    by: UUID | None = None
    number: str = ""


class Page(msgspec.Struct, frozen=True):
    """Lines, the newest first, and where the next page goes on; None: there is none."""

    lines: tuple[Listed, ...]
    older: Place | None


async def overview(reader: Actor, wanted: Wanted, per: Per, at: datetime) -> list[Total]:
    """
    Count the lines of the reader's practice, at most four hundred rows, and write that line.

    Raises:
        NotFound: the reader has no active practice.

    """
    practice = await _noted(reader, Action.LOG_OVERVIEW, at, per.value)
    rows = await queries.totals(per, practice, _asked(wanted), MOST_TOTALS)
    return [msgspec.convert(dict(row), Total) for row in rows]


async def export(reader: Actor, wanted: Wanted, at: datetime) -> list[Listed] | None:
    """
    Give all lines of a period to be kept, and write that line; None: there are too many.

    Raises:
        NotFound: the reader has no active practice.

    """
    practice = await _noted(reader, Action.LOG_EXPORT, at, "")
    rows = await queries.lines(practice, _asked(wanted), MOST_LINES + 1)
    return [listed(row) for row in rows] if len(rows) <= MOST_LINES else None


async def of_patient(grant: Grant, period: Period, before: Place | None = None) -> Page:
    """Give a page of what the log of the practice has of the person of an opened file."""
    place = before or (None, None)
    rows = await queries.lines_of_person(grant.practice, grant.person, period, place, PAGE + 1)
    found = tuple(listed(row) for row in rows[:PAGE])
    return Page(found, (found[-1].line.at, found[-1].line.id) if len(rows) > PAGE else None)


async def all_of_patient(grant: Grant, period: Period) -> list[Listed] | None:
    """Give all that the log of the practice has of a person; None: there is too much."""
    nothing = (None, None)
    most = MOST_LINES + 1
    rows = await queries.lines_of_person(grant.practice, grant.person, period, nothing, most)
    return [listed(row) for row in rows] if len(rows) <= MOST_LINES else None


def _asked(wanted: Wanted) -> Sequence[Any]:
    return wanted.period.begins, wanted.period.ends, wanted.by, wanted.number


async def _noted(reader: Actor, action: Action, at: datetime, detail: str) -> UUID:
    if reader.practice is None:
        raise NotFound
    event = Event(action, at, practice=reader.practice, object_id=reader.practice, detail=detail)
    await accesslog.record(reader, event)
    return reader.practice


def listed(row: Any) -> Listed:
    """Read a row that has the columns of a line of the practice's log."""
    line = Line(
        number=0,
        id=row["id"],
        at=row["occurred_at"],
        action=Action(row["event_subtype"]),
        refused=row["outcome"] != SUCCESS,
        own=row["own"],
        outside=False,
        kind=row["user_kind"],
        function=row["user_role"],
        organisation=row["organisation"],
        practice=row["practice"],
        name=row["user_name"],
        section=row["object_detail"],
        emergency=row["break_glass"],
        reason=row["reason_text"],
        system=row["system"],
    )
    return Listed(line, row["user_id"], row["file"], row["number"])
