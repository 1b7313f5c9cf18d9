"""
Reading medicines, hypersensitivities and vaccinations: no grant, no rows.

Whoever calls has opened the files through `consent.access`, so the line is written.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from consent.model import Grant, Section
from publishing.summary import queries
from publishing.summary.model import State, SummaryItem

PAGE = 20
Place = tuple[bool, date, UUID]
"""Where a list goes on: whether the last item seen held, its day, and its number."""


async def items(
    grants: Sequence[Grant], section: Section, before: Place | None = None
) -> list[SummaryItem]:
    """Give a page of a section: what holds now, then what has ended, the latest first."""
    if not grants:
        return []
    return [item_of(row) for row in await queries.items(grants, section, before, PAGE)]


async def counts(grants: Sequence[Grant]) -> Mapping[Section, int]:
    """Give how much holds now of each section of the summary, and of how many measurements."""
    if not grants:
        return {}
    return {Section(row["section"]): row["number"] for row in await queries.counts(grants)}


def place(item: SummaryItem) -> Place:
    """Give the place of an item in its list."""
    return item.is_current, item.shown_on, item.id


def item_of(row: Any) -> SummaryItem:
    """Read an item from its row."""
    return SummaryItem(
        id=row["id"],
        patient=row["patient"],
        practice_name=row["practice_name"],
        section=Section(row["section"]),
        name=row["name"],
        detail=row["detail"],
        nature=row["nature"],
        gravity=row["gravity"],
        state=State(row["state"]),
        code=row["code"],
        code_system=row["code_system"],
        begun_on=row["begun_on"],
        ended_on=row["ended_on"],
        is_current=row["is_current"],
    )
