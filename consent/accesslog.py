"""
The access log: a line for every look and act, written where it happens or it does not happen.

Lines are appended in the transaction of the look or act and never changed. Every line is kept
at least five years from the day it is written. Source: NEN 7513:2018; Stcrt 2019-38007.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.actions import NATURES, Action
from consent.dates import today
from consent.ids import new_id
from consent.model import Actor, Grant
from consent.queries import log as queries
from consent.queries import log_pieces

RETENTION_YEARS = 5
SUCCESS, REFUSED = "0", "8"
PAGE = 20


class Event(msgspec.Struct, frozen=True):
    """
    What happened, as the log keeps it.

    `person` is whose log it belongs to; None where it may not name anybody, such as a refused
    look at another practice's patient. `refused` is the reason code of a refusal, empty when it
    succeeded. `detail` overrides the section that belongs to the action.
    """

    action: Action
    at: datetime
    person: UUID | None = None
    practice: UUID | None = None
    object_id: UUID | None = None
    release: UUID | None = None
    detail: str = ""
    refused: str = ""
    protocol: str = ""


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


Listener = Callable[[Actor, Event], None]
_listeners: list[Listener] = []


async def record(actor: Actor, *events: Event) -> None:
    """
    Append one line per event, in the open transaction.

    Raises:
        NoTransactionError: no transaction is open, so act and line could come apart.

    """
    await queries.append([_row(actor, event) for event in events])
    for listener in _listeners:
        for event in events:
            listener(actor, event)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tell ``listener`` of every line that is appended meanwhile; it is not committed yet then."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


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


def retain_until(at: datetime) -> date:
    """Give the day until which a line written now is kept; 29 February becomes 1 March."""
    day = today(at)
    if (day.month, day.day) == (2, 29):
        return date(day.year + RETENTION_YEARS, 3, 1)
    return day.replace(year=day.year + RETENTION_YEARS)


def _row(actor: Actor, event: Event) -> dict[str, object]:
    nature = NATURES[event.action]
    return {
        "id": new_id(event.at),
        "person": event.person,
        "practice": event.practice,
        "event_code": nature.event,
        "action": nature.crude,
        "occurred_at": event.at,
        "event_subtype": event.action.value,
        "outcome": REFUSED if event.refused else SUCCESS,
        "checks": event.refused,
        "user_id": actor.id,
        "user_kind": actor.kind.value,
        "user_name": actor.name,
        "user_role": actor.function.value,
        "organisation": actor.organisation,
        "object_type": nature.object_type,
        "object_id": event.object_id,
        "object_detail": event.detail or nature.section,
        "authorization_protocol": event.protocol or "online-inzage/1",
        "consent_ref": event.release,
        "request_id": actor.request_id,
        "salt": secrets.token_bytes(16),
        "retain_until": retain_until(event.at),
    }


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
