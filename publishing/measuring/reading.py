"""
Reading measurements: no grant, no rows.

Whoever calls has opened the files through `consent.access`, so the line is written.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.model import Grant
from publishing import rows
from publishing.measuring import queries
from publishing.measuring.model import Measurement

TOPICS_PAGE = 20
PAGE = 60

Moment = tuple[datetime, UUID]


async def newest(
    grants: Sequence[Grant], before: tuple[datetime, str] | None = None
) -> list[Measurement]:
    """
    Give the newest values of a page of topics, the last measured first.

    `before` is what `topic_place` gives of the last one seen. What was measured together stands
    together.
    """
    if not grants:
        return []
    return [measurement_of(row) for row in await queries.newest(grants, before, TOPICS_PAGE)]


async def measurement(grants: Sequence[Grant], number: UUID) -> Measurement | None:
    """Give one value; None when it is not there for these grants."""
    row = await queries.one(grants, number) if grants else None
    return measurement_of(row) if row else None


async def course(
    grants: Sequence[Grant], of: Measurement, before: Moment | None = None
) -> list[Measurement]:
    """Give a page of the values of the topic of one that is shown, the last measured first."""
    if not grants:
        return []
    found = await queries.course(grants, (of.patient, of.topic), before, PAGE)
    return [measurement_of(row) for row in found]


async def every(grants: Sequence[Grant], before: Moment | None = None) -> list[Measurement]:
    """Give a page of all values, the last measured first."""
    if not grants:
        return []
    return [measurement_of(row) for row in await queries.every(grants, before, PAGE)]


def place(one: Measurement) -> Moment:
    """Give the place of a value in its list."""
    if one.value.taken_at is None:
        raise ValueError("taken_at")
    return one.value.taken_at, one.id


def topic_place(one: Measurement) -> tuple[datetime, str]:
    """Give the place of the newest value of a topic in the list of topics."""
    return place(one)[0], f"{one.topic}/{one.patient}"


def measurement_of(row: Any) -> Measurement:
    """Read a value from its row."""
    return Measurement(
        patient=row["patient"],
        practice_name=row["practice_name"],
        topic=row["topic"],
        series=row["series"],
        value=rows.result(row),
    )
