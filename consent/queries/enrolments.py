"""Statements of enrolment: who is found, who is registered where, and how it ends."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from consent.ids import new_id
from consent.queries.ending import end_of_file
from consent.statements import fetch, fetch_one, require_transaction
from consent.tables import Patient, Person

MOST_FOUND = 20
FOUND = """
select f.id, f.number, f.person, p.given, p.prefix, p.family, p.born, p.no_bsn_reason,
       f.ended_reason,
       exists (select from release r where r.patient = f.id and r.status = 'active') as released
from patient f join person p on p.id = f.person
where f.practice = $1 and f.ended_reason in ('', 'died')
"""
ORDER = " order by f.ended_at is not null, lower(p.family), lower(p.given), f.id limit 20"
REGISTERED = """
select f.id, f.number, f.person, f.enrolled_at, p.given, p.prefix, p.family, p.own_prefix,
       p.own_family, p.partner_prefix, p.partner_family, p.name_use, p.born, p.no_bsn_reason,
       p.bsn_sealed, p.bsn_key, p.died_on, f.ended_at, f.ended_reason
from patient f join person p on p.id = f.person where f.id = $1
"""


async def by_number(practice: UUID, number: str) -> Sequence[Any]:
    """Find who has this dossier number at a practice."""
    return await fetch(FOUND + " and f.number = $2", practice, number)


async def by_bsn_keys(practice: UUID, keys: Sequence[bytes]) -> Sequence[Any]:
    """Find who of a practice is known under one of these keyed hashes."""
    return await fetch(FOUND + " and p.bsn_key = any($2::bytea[])", practice, list(keys))


async def by_name(practice: UUID, family: str, born: str) -> Sequence[Any]:
    """Find who of a practice has this surname, used or registered, and this birth date."""
    return await fetch(
        FOUND + " and p.born = $3 and lower($2) in"
        " (lower(p.family), lower(p.own_family), lower(p.partner_family))" + ORDER,
        practice,
        family,
        born,
    )


async def registered(patient: UUID) -> Any | None:
    """Give what a file says of its person."""
    return await fetch_one(REGISTERED, patient)


async def person(person_id: UUID) -> Any | None:
    """Give what has to be known of a person to register them somewhere."""
    return await fetch_one(
        "select id, born, died_on, merged_into from person where id = $1", person_id
    )


async def files_of(person_id: UUID) -> Sequence[Any]:
    """Give every file of a person, also those that ended."""
    return await fetch(
        "select id, practice, number, ended_at, ended_reason from patient"
        " where person = $1 order by id",
        person_id,
    )


async def add_person(row: dict[str, Any]) -> None:
    """Write a person, unless somebody did so under the same number a moment ago."""
    require_transaction()
    await Person.insert(Person(**row)).on_conflict(action="DO NOTHING")


async def open_file(person_id: UUID, practice: UUID, number: str, at: datetime) -> UUID:
    """Enrol a person at a practice; a file that ended there is opened again."""
    require_transaction()
    row: dict[str, Any] = {
        "id": new_id(at),
        "person": person_id,
        "practice": practice,
        "number": number,
        "enrolled_at": at,
        "ended_at": None,
        "ended_reason": "",
    }
    written = (
        await Patient.insert(Patient(**row))
        .on_conflict(
            target=(Patient.person, Patient.practice),
            action="DO UPDATE",
            values=[Patient.enrolled_at, Patient.ended_at, Patient.ended_reason],
        )
        .returning(Patient.id)
    )
    return UUID(str(written[0]["id"]))


async def end_file(patient: UUID, reason: str, at: datetime) -> bool:
    """End an enrolment with all that rests on it; False: it had ended."""
    require_transaction()
    ended = (
        await Patient.update({Patient.ended_at: at, Patient.ended_reason: reason})
        .where(Patient.id == patient, Patient.ended_at.is_null())
        .returning(Patient.id)
    )
    await end_of_file(patient, reason, at)
    return bool(ended)


async def reopen_file(patient: UUID) -> None:
    """Let an enrolment that ended go on; what rested on it stays ended."""
    require_transaction()
    await Patient.update({Patient.ended_at: None, Patient.ended_reason: ""}).where(
        Patient.id == patient
    )


async def correct_person(person_id: UUID, values: dict[Any, Any]) -> None:
    """Write what is registered of a person, by the names of the columns."""
    require_transaction()
    await Person.update(values).where(Person.id == person_id)


async def has_bsn(keys: Sequence[bytes]) -> bool:
    """Tell whether somebody is known under one of these keyed hashes."""
    row = await fetch_one("select from person where bsn_key = any($1::bytea[])", list(keys))
    return row is not None


async def record_death(person_id: UUID, died_on: date | None) -> None:
    """Write down on which day a person died; None: they did not."""
    require_transaction()
    await Person.update({Person.died_on: died_on}).where(Person.id == person_id)
