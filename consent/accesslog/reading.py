"""What the access log tells: a person's own lines, how many, and the newest line of all."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.accesslog.writing import SUCCESS
from consent.actions import Action
from consent.model import Grant
from consent.queries import log as queries
from consent.queries import log_pieces

PAGE = 20


class Line(msgspec.Struct, frozen=True):
    """One line of a person's log; `name` is empty where the practice does not show names."""

    number: int
    at: datetime
    action: Action
    refused: bool
    own: bool
    kind: str
    function: str
    organisation: str
    name: str
    section: str
    emergency: bool
    reason: str


class LogCounts(msgspec.Struct, frozen=True):
    """How often who looked; `since` is the moment of the oldest line, None when there is none."""

    others: int
    own: int
    emergency: int
    since: datetime | None


class Outline(msgspec.Struct, frozen=True):
    """
    What is known of a whole log before its lines are read.

    `organisations` and `shows_names` are about lines of others; `newest` is the last number, and
    what is numbered later is not part of it.
    """

    counts: LogCounts
    organisations: int
    shows_names: bool
    newest: int


class Newest(msgspec.Struct, frozen=True):
    """The newest line of the whole log: its id, and the moment (UTC) it tells of."""

    id: UUID
    at: datetime


async def number_lines(grant: Grant) -> None:
    """Number the lines of this person that are new since the last look, own look included."""
    await queries.number_lines(grant.person)


async def lines(grant: Grant, before: int | None = None, limit: int = PAGE) -> list[Line]:
    """Give a page of numbered lines, the newest first; `before` is the last number seen."""
    return [_line(row) for row in await queries.lines(grant.person, before, limit)]


async def outline(grant: Grant) -> Outline:
    """Tell what there is to know of this person's whole log."""
    row = await log_pieces.outline(grant.person)
    counted = LogCounts(row["others"], row["own"], row["emergency"], row["since"])
    return Outline(counted, row["organisations"], row["shows_names"], row["newest"])


async def piece(grant: Grant, numbers: range, *, own: bool) -> list[Line]:
    """
    Give the lines with these numbers, the newest first: the person's own looks, or others'.

    Lines and their numbers never change, so that the pieces need no common transaction.
    """
    return [_line(row) for row in await log_pieces.piece(grant.person, numbers, own=own)]


async def counts(grant: Grant) -> LogCounts:
    """Count the numbered lines of this person."""
    row = await queries.counts(grant.person)
    return LogCounts(row["others"], row["own"], row["emergency"], row["since"])


async def newest() -> Newest | None:
    """Give the newest line of the whole log; None when it has none."""
    row = await queries.newest()
    return Newest(row["id"], row["occurred_at"]) if row else None


async def has_line(line: UUID) -> bool:
    """Tell whether the log has this line: one that is gone says that an older log was put back."""
    return await queries.has_line(line)


def _line(row: Any) -> Line:
    return Line(
        number=row["number"],
        at=row["occurred_at"],
        action=Action(row["event_subtype"]),
        refused=row["outcome"] != SUCCESS,
        own=row["own"],
        kind=row["user_kind"],
        function=row["user_role"],
        organisation=row["organisation"],
        name=row["user_name"] if row["names_shown"] else "",
        section=row["object_detail"],
        emergency=row["break_glass"],
        reason=row["reason_text"],
    )
