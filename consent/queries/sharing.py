"""Statements of consent for other care providers; what was stated is only ever added."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.ids import new_id
from consent.statements import fetch, require_transaction
from consent.tables import CareOrganisation, SharingStatement

# In the order in which they were stated, also where a double file became part of this one.
VERSIONS = """
select s.id, s.category, s.section, s.emergency, s.answer, s.starts_on, s.ends_on, s.stated_by,
       s.channel, s.recorded_at, coalesce(o.ura, '') as ura, coalesce(o.name, '') as name,
       coalesce(e.name, '') as recorded_by
from sharing_statement s
left join care_organisation o on o.id = s.organisation
left join membership m on m.id = s.membership
left join employee e on e.id = m.employee
where s.patient = $1 order by s.recorded_at, s.id
"""


async def versions(patient: UUID) -> Sequence[Any]:
    """Give all that was stated about a file, the oldest first."""
    return await fetch(VERSIONS, patient)


async def add(row: dict[str, Any]) -> None:
    """Write what was stated."""
    require_transaction()
    await SharingStatement.insert(SharingStatement(**row))


async def organisations(practice: UUID) -> Sequence[Any]:
    """Give the care organisations that a practice knows, by name."""
    return await fetch(
        "select id, name, ura, category from care_organisation where practice = $1"
        " order by lower(name), id",
        practice,
    )


async def add_organisation(row: dict[str, Any]) -> bool:
    """Write a care organisation; False when the practice knows its number already."""
    require_transaction()
    added = await CareOrganisation.insert(CareOrganisation(**row)).on_conflict(action="DO NOTHING")
    return bool(added)


async def copy(double: UUID, into: UUID, at: datetime) -> None:
    """Let what was stated about one file hold for another, at the moments it was stated."""
    require_transaction()
    rows = await fetch(
        "select * from sharing_statement where patient = $1 order by recorded_at, id", double
    )
    for row in rows:
        await add({**row, "id": new_id(at), "patient": into})
