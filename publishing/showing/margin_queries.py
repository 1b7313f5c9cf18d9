"""Statements of margins: those in force, what can have one, and setting one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, require_transaction
from publishing.tables import Margin

# The margin of the determination `r`, as its practice has it now.
MARGIN = """left join lateral (
    select a.amount, a.unit from margin a join patient mo on mo.practice = a.practice
    where mo.id = r.patient and a.code_system = r.code_system and a.code = r.code
      and a.ended_at is null and a.is_on) slight on true
"""
MARGIN_COLUMNS = "slight.amount as margin_amount, slight.unit as margin_unit"


async def margins(practice: UUID) -> Sequence[Any]:
    """Give the margins of a practice in force, by name."""
    return await fetch(
        "select a.code_system, a.code, a.name, a.amount, a.unit, a.set_at, e.name as set_by"
        " from margin a join membership m on m.id = a.set_by join employee e on e.id = m.employee"
        " where a.practice = $1 and a.ended_at is null and a.is_on order by lower(a.name), a.id",
        practice,
    )


async def measured(practice: UUID, fewest: int) -> Sequence[Any]:
    """Give the determinations with a number and a limit that so many patients here had."""
    return await fetch(
        "select r.code_system, r.code, min(r.name) as name, min(r.unit) as unit from result r"
        " join patient f on f.id = r.patient"
        " where f.practice = $1 and r.code <> '' and r.value <> '' and r.superseded_at is null"
        " and (r.range_low <> '' or r.range_high <> '')"
        " group by r.code_system, r.code having count(distinct r.patient) >= $2"
        " order by name, r.code limit 200",
        practice,
        fewest,
    )


async def end(practice: UUID, code_system: str, code: str, at: datetime) -> None:
    """End the margin of a determination."""
    require_transaction()
    await Margin.update({Margin.ended_at: at}).where(
        Margin.practice == practice,
        Margin.code_system == code_system,
        Margin.code == code,
        Margin.ended_at.is_null(),
    )


async def add(row: dict[str, Any]) -> None:
    """Write a margin."""
    require_transaction()
    await Margin.insert(Margin(**row))
