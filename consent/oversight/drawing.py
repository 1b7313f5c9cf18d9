"""The monthly sample: drawn once, from a seed that is kept, so that it can be drawn again."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import today
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.ids import new_id
from consent.model import Actor, Reason, Right
from consent.oversight import check_queries as queries
from consent.oversight.model import Period
from consent.oversight.rules import NEARBY, TERM, Flagged, SeenLook, drawn
from consent.statements import hold

# Days on which something came in or took place, per file of a practice.
Happened = Callable[[UUID, date, date], Awaitable[Mapping[UUID, frozenset[date]]]]
LONGEST_MONTH = timedelta(days=31)


class Draw(msgspec.Struct, frozen=True):
    """One month's sample: from how many looks, how many lines, and how many have an outcome."""

    id: UUID
    month: date
    looks: int
    lines: int
    done: int
    unlawful: int
    drawn_at: datetime


def last_month(on: date) -> date:
    """Give the first day of the month before the one of a date."""
    return (on.replace(day=1) - timedelta(days=1)).replace(day=1)


async def draw(reviewer: Actor, month: date, happened: Happened, at: datetime) -> int:
    """
    Draw the sample of a month at the reviewer's practice, and give how many lines it has.

    Raises:
        NotFound: the reviewer has no active practice, or the month is not over.
        Refused: the right is missing.
        AlreadyDecided: the month was drawn.

    """
    practice = reviewer.practice
    if practice is None or month > last_month(today(at)):
        raise NotFound
    if not reviewer.may(Right.LOG_REVIEW):
        raise Refused(Reason.NO_RIGHT, practice=practice)
    await hold(practice)
    if await queries.is_drawn(practice, month):
        raise AlreadyDecided(Reason.ALREADY_DECIDED, practice=practice)
    seed = secrets.token_bytes(32)
    looks = await looks_of(practice, month, happened)
    sample = drawn(seed, looks)
    number = new_id(at)
    row = {
        "id": number,
        "practice": practice,
        "month": month,
        "seed": seed,
        "looks": len(looks),
        "drawn_at": at,
        "drawn_by": reviewer.id,
    }
    await queries.add_draw(row, _lines(number, sample, at))
    event = Event(Action.CHECK_DRAW, at, practice=practice, object_id=practice)
    await accesslog.record(reviewer, event)
    return len(sample)


async def looks_of(practice: UUID, month: date, happened: Happened) -> list[SeenLook]:
    """Give what there is to draw from in a month of a practice."""
    period = Period(month, (month + LONGEST_MONTH).replace(day=1) - timedelta(days=1))
    days = await happened(practice, period.first - NEARBY, period.last + NEARBY)
    return [_look(row, days) for row in await queries.looks(practice, period)]


async def draws(reviewer: Actor) -> list[Draw]:
    """Give the samples of the reviewer's practice, the newest first."""
    rows = await queries.draws(reviewer.practice) if reviewer.practice else []
    return [
        Draw(
            row["id"],
            row["month"],
            row["looks"],
            row["lines"],
            row["done"],
            row["unlawful"],
            row["drawn_at"],
        )
        for row in rows
    ]


def _lines(number: UUID, sample: Flagged, at: datetime) -> list[dict[str, object]]:
    return [
        {
            "id": new_id(at),
            "draw": number,
            "entry": entry,
            "rules": sorted(flag.value for flag in flags),
            "due_on": today(at) + TERM,
        }
        for entry, flags in sample.items()
    ]


def _look(row: Any, days: Mapping[UUID, frozenset[date]]) -> SeenLook:
    names = (row["family"], row["own_family"], row["partner_family"])
    return SeenLook(
        entry=row["id"],
        at=row["occurred_at"],
        by=str(row["user_id"] or f"{row['system']}: {row['user_name']}"),
        name=row["user_name"],
        person=row["person"],
        families=frozenset(name for name in names if name),
        is_emergency=row["break_glass"],
        happened=days.get(row["file"], frozenset()),
    )
