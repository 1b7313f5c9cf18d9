"""Statements about files: the facts a decision about looking needs."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one

FACTS = """
select f.id, f.person, f.practice, f.number, pr.name as practice_name, pr.phone as practice_phone,
       p.given, p.prefix, p.family, p.born,
       pr.journal, pr.results, pr.handling, pr.journal_from, pr.under_16, pr.names_shown,
       r.id as release, r.status as release_status,
       exists (select 1 from access_request q where q.patient = f.id and q.reader = f.person
               and q.status in ('submitted', 'left_open')) as open_request
from patient f
join person p on p.id = f.person
join practice pr on pr.id = f.practice
left join release r on r.patient = f.id and r.reader = f.person
     and r.status in ('active', 'suspended')
where f.ended_at is null
"""


async def of_person(person: UUID) -> Sequence[Any]:
    """Give the facts of every file of this person, ordered by practice."""
    return await fetch(FACTS + " and f.person = $1 order by pr.name, f.id", person)


async def of_patient(patient: UUID) -> Any | None:
    """Give the facts of one file, None when there is none."""
    return await fetch_one(FACTS + " and f.id = $1", patient)
