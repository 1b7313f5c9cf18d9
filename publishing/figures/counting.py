"""How long results took, month by month, and how long those that wait have waited."""

from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from consent.agreements.entering import allowed
from consent.dates import LOCAL, today
from consent.model import Actor
from publishing.figures import queries

MONTHS = 12
AGES = ("day", "three_days", "week", "two_weeks", "longer")
"""The stretches by which what waits is counted: below 1, 3, 7 and 14 days, and longer."""


class Month(msgspec.Struct, frozen=True):
    """
    What came in during one month, and how it went; `on` is its first day.

    `median` and `most` are how long half and nine in ten of those that are shown waited, None
    when none is. `in_time` of `due` were answered within the term that holds now; what still has
    time is not yet `due`.
    """

    on: date
    arrived: int
    shown: int
    median: timedelta | None
    most: timedelta | None
    in_time: int
    due: int


class Figures(msgspec.Struct, frozen=True):
    """The months with results, the newest first, and what waits now by its age."""

    months: tuple[Month, ...]
    waiting: dict[str, int]


async def figures(employee: Actor, at: datetime) -> Figures:
    """
    Count for the active practice. Nothing of a file is read beyond counts, so no line is written.

    Raises:
        NotFound: the employee has no active practice.
        Refused: the right to the practice's agreements is missing.

    """
    practice = allowed(employee)
    rows = await queries.months(practice, _first_day(today(at)), at)
    waits = await queries.waiting(practice, at)
    return Figures(tuple(_month(row) for row in rows), {age: waits[age] for age in AGES})


def _first_day(on: date) -> datetime:
    months = on.year * 12 + on.month - MONTHS
    first = date(months // 12, months % 12 + 1, 1)
    return datetime.combine(first, time(), LOCAL)


def _month(row: Any) -> Month:
    median, most = row["waited"] or (None, None)
    return Month(
        on=row["month"],
        arrived=row["arrived"],
        shown=row["shown"],
        median=None if median is None else timedelta(seconds=median),
        most=None if most is None else timedelta(seconds=most),
        in_time=row["in_time"],
        due=row["arrived"] - row["still_open"],
    )
