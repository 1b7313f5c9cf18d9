"""What the access log tells: a person's own lines, how many, and the newest line of all."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.accesslog.choosing import EVERYTHING, Choice, Place
from consent.accesslog.writing import SUCCESS
from consent.actions import Action
from consent.dates import today
from consent.model import Grant, Standing
from consent.queries import log as queries

PAGE = 50
MOST_INVOLVED = 200


class Line(msgspec.Struct, frozen=True):
    """
    One line of a person's log; `name` is empty where the practice does not show names.

    `number` never changes, `at` is in UTC, `practice` is None where no practice is concerned;
    `outside` marks a look from elsewhere than a practice of this person; `system` names the
    other system that logged it, empty for lines of our own.
    """

    number: int
    id: UUID
    at: datetime
    action: Action
    refused: bool
    own: bool
    outside: bool
    kind: str
    function: str
    organisation: str
    practice: UUID | None
    name: str
    section: str
    emergency: bool
    reason: str
    system: str = ""


class Page(msgspec.Struct, frozen=True):
    """Lines, the newest first, and where the next page goes on; None: there is none."""

    lines: tuple[Line, ...]
    older: Place | None


class LogCounts(msgspec.Struct, frozen=True):
    """
    How often who looked; `since` is the moment of the oldest line, None when there is none.

    `organisations` are those of others, whoever looked most first.
    """

    others: int
    own: int
    emergency: int
    since: datetime | None
    organisations: tuple[str, ...] = ()


class Involved(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who looked or did something: `number` times, from `first` to `last` (UTC)."""

    kind: str
    function: str
    organisation: str
    name: str
    outside: bool
    number: int
    first: datetime
    last: datetime


class Newest(msgspec.Struct, frozen=True):
    """The newest line of the whole log: its id, and the moment (UTC) it tells of."""

    id: UUID
    at: datetime


async def number_lines(grant: Grant) -> None:
    """Number the lines of this person that are new since the last look, own look included."""
    await queries.number_lines(grant.person)


async def page(grant: Grant, choice: Choice = EVERYTHING, before: Place | None = None) -> Page:
    """
    Give a page of the chosen lines after the place `before`.

    A page ends where a day does, unless one day alone is longer, so that a day is told whole.
    """
    rows = await queries.lines(_whose(grant), _chosen(choice), before or (None, None), PAGE + 1)
    found = [_line(row) for row in rows]
    if len(found) <= PAGE:
        return Page(tuple(found), None)
    next_day = today(found[PAGE].at)
    whole = [one for one in found[:PAGE] if today(one.at) != next_day] or found[:PAGE]
    return Page(tuple(whole), (whole[-1].at, whole[-1].id))


async def every_line(grant: Grant, choice: Choice = EVERYTHING) -> AsyncIterator[list[Line]]:
    """
    Give all chosen lines in pieces, the newest first, in the open transaction.

    Lines are numbered under a lock that this transaction holds: between the pieces none is added.
    """
    async for rows in queries.every_line(_whose(grant), _chosen(choice)):
        yield [_line(row) for row in rows]


async def line(grant: Grant, entry: UUID) -> Line | None:
    """Give one line of this person's log; None when it is not there."""
    row = await queries.line(_whose(grant), entry)
    return _line(row) if row else None


async def line_asked_about(person: UUID, entry: UUID) -> Line | None:
    """Give a line to the practice that its owner asked about it."""
    row = await queries.line((person, None), entry)
    return _line(row) if row else None


async def counts(grant: Grant) -> LogCounts:
    """Count the numbered lines of this person."""
    rows = await queries.totals(_whose(grant))
    others = [row for row in rows if not row["own"]]
    return LogCounts(
        others=sum(row["number"] for row in others),
        own=sum(row["number"] for row in rows if row["own"]),
        emergency=sum(row["emergency"] for row in rows),
        since=min((row["since"] for row in rows), default=None),
        organisations=tuple(row["organisation"] for row in others if row["organisation"]),
    )


async def involved(grant: Grant) -> list[Involved]:
    """Tell who looked or did something in this file, as this reader's list of lines has it."""
    return [
        Involved(
            kind=row["user_kind"],
            function=row["user_role"],
            organisation=row["organisation"],
            name=row["name"],
            outside=row["outside"],
            number=row["number"],
            first=row["first"],
            last=row["last"],
        )
        for row in await queries.involved(_whose(grant), MOST_INVOLVED)
    ]


async def newest() -> Newest | None:
    """Give the newest line of the whole log; None when it has none."""
    row = await queries.newest()
    return Newest(row["id"], row["occurred_at"]) if row else None


async def has_line(line: UUID) -> bool:
    """Tell whether the log has this line: one that is gone says that an older log was put back."""
    return await queries.has_line(line)


def _whose(grant: Grant) -> queries.Whose:
    # What others did would tell who acts for somebody what is kept from them.
    return grant.person, None if grant.standing is Standing.SELF else grant.reader.id


def _chosen(choice: Choice) -> Sequence[Any]:
    return choice.begins, choice.ends, choice.who.value, choice.organisation


def _line(row: Any) -> Line:
    return Line(
        number=row["number"],
        id=row["id"],
        at=row["occurred_at"],
        action=Action(row["event_subtype"]),
        refused=row["outcome"] != SUCCESS,
        own=row["own"],
        outside=row["outside"],
        kind=row["user_kind"],
        function=row["user_role"],
        organisation=row["organisation"],
        practice=row["practice"],
        name=row["user_name"] if row["names_shown"] else "",
        section=row["object_detail"],
        emergency=row["break_glass"],
        reason=row["reason_text"],
        system=row["system"],
    )
