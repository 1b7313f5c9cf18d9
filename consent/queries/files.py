"""Statements about files: the facts a decision about looking needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one

# Of a file `f` of a person `p` at a practice `pr`: what every decision needs.
FILE = """
       f.id, f.person, f.practice, f.number, pr.name as practice_name, pr.phone as practice_phone,
       p.given, p.prefix, p.family, p.born,
       pr.journal, pr.results, pr.handling, pr.journal_from, pr.under_16, pr.names_shown,
       pr.parents, pr.closed_episodes, pr.without_contact, pr.history_months, pr.answer_days,
       pr.preliminary, pr.pending, pr.shown_from,
       pr.code_by_mail, pr.letter_categories"""
FACTS = f"""
select {FILE},
       r.id as release, r.started_at as released_at, r.status as release_status,
       exists (select 1 from access_request q where q.patient = f.id and q.reader = f.person
               and q.status in ('submitted', 'left_open')) as open_request
from patient f
join person p on p.id = f.person
join practice pr on pr.id = f.practice
left join release r on r.patient = f.id and r.reader = f.person
     and r.status = 'active'
"""  # noqa: S608 - of our own words
CURRENT = " where f.ended_at is null"
# As who acts for another ($1): on a day ($2) what holds then stands before what is to come.
# What a login stated holds only in that login ($3); $4 is the one representation that is meant.
FOR_ANOTHER = f"""
select {FILE},
       x.id as representation, x.representative, x.kind, x.presence, x.document, x.starts_on,
       x.ends_on, c.allowed, c.left_out, c.chosen_at, b.id is not null as is_blocked,
       r.id as release, r.started_at as released_at, r.status as release_status,
       exists (select 1 from access_request q where q.representation = x.id
               and q.status in ('submitted', 'left_open')) as open_request
from patient f
join person p on p.id = f.person
join practice pr on pr.id = f.practice
join lateral (
  select * from representation x
  where x.patient = f.id and x.representative = $1 and x.ended_at is null
    and (x.document <> 'provider' or $3) and ($4::uuid is null or x.id = $4)
  order by (x.starts_on <= $2 and coalesce(x.ends_on >= $2, true)) desc, x.starts_on desc, x.id desc
  limit 1) x on true
left join lateral (
  select allowed, left_out, chosen_at from representation_choice
  where representation = x.id order by id desc limit 1) c on true
left join representation_block b on b.patient = f.id and b.representative = x.representative
     and b.lifted_at is null
left join release r on r.representation = x.id and r.status = 'active'
where f.ended_at is null
"""  # noqa: S608 - of our own words


async def of_person(person: UUID) -> Sequence[Any]:
    """Give the facts of every file of this person, ordered by practice."""
    return await fetch(FACTS + CURRENT + " and f.person = $1 order by pr.name, f.id", person)


async def of_patient(patient: UUID) -> Any | None:
    """Give the facts of one file, None when there is none."""
    return await fetch_one(FACTS + CURRENT + " and f.id = $1", patient)


async def of_registration(patient: UUID) -> Any | None:
    """Give the facts of one file, also of somebody who died; None when there is none."""
    return await fetch_one(FACTS + " where f.id = $1 and f.ended_reason in ('', 'died')", patient)


async def of_represented(person: UUID, reader: UUID, on: date, *, stated: bool) -> Sequence[Any]:
    """Give the facts of every file of a person in which somebody acts for them, by practice."""
    return await fetch(
        FOR_ANOTHER + " and f.person = $5 order by pr.name, f.id", reader, on, stated, None, person
    )


async def of_representation(
    patient: UUID, reader: UUID, on: date, representation: UUID | None, *, stated: bool
) -> Any | None:
    """Give the facts of one file in which somebody acts for its person; None when they do not."""
    return await fetch_one(
        FOR_ANOTHER + " and f.id = $5", reader, on, stated, representation, patient
    )
