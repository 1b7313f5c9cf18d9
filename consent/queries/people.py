"""Statements of people and their enrolment at practices."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.ids import new_id
from consent.statements import fetch_one, require_transaction
from consent.tables import Patient, Person

PERSON = "select id, given, prefix, family, born, language, died_on from person"


async def by_bsn_keys(keys: Sequence[bytes]) -> Any | None:
    """Find the person under one of these keyed hashes."""
    return await fetch_one(PERSON + " where bsn_key = any($1::bytea[])", list(keys))


async def by_id(person: UUID) -> Any | None:
    """Find a person."""
    return await fetch_one(PERSON + " where id = $1", person)


async def sealed_bsn(person: UUID) -> bytes | None:
    """Give the sealed BSN of a person; None when they have none."""
    row = await fetch_one("select bsn_sealed from person where id = $1", person)
    return row["bsn_sealed"] if row else None


async def add_person(row: dict[str, Any]) -> UUID:
    """Write a person unless the BSN is known, and give the id: one per BSN, also in a race."""
    require_transaction()
    await Person.insert(Person(**row)).on_conflict(action="DO NOTHING")
    found = await fetch_one("select id from person where bsn_key = $1", row["bsn_key"])
    return UUID(str(found["id"])) if found else row["id"]


async def set_language(person: UUID, language: str) -> None:
    """Keep the language somebody chose."""
    require_transaction()
    await Person.update({Person.language: language}).where(Person.id == person)


async def enrol(person: UUID, practice: UUID, number: str, at: datetime) -> UUID:
    """Enrol a person at a practice unless they are, and give the file."""
    require_transaction()
    file = new_id(at)
    row: dict[str, Any] = {
        "id": file,
        "person": person,
        "practice": practice,
        "number": number,
        "enrolled_at": at,
    }
    await Patient.insert(Patient(**row)).on_conflict(
        target=(Patient.person, Patient.practice), action="DO NOTHING"
    )
    found = await patient_of(person, practice)
    return found or file


async def patient_of(person: UUID, practice: UUID) -> UUID | None:
    """Find the file of a person at a practice."""
    row = await fetch_one(
        "select id from patient where person = $1 and practice = $2 and ended_at is null",
        person,
        practice,
    )
    return row["id"] if row else None


async def has_left(keys: Sequence[bytes], practice: UUID) -> bool:
    """Tell whether a file of the person under one of these keyed hashes ended at a practice."""
    row = await fetch_one(
        "select from patient f join person p on p.id = f.person"
        " where p.bsn_key = any($1::bytea[]) and f.practice = $2 and f.ended_at is not null",
        list(keys),
        practice,
    )
    return row is not None


async def by_number(practice: UUID, number: str) -> UUID | None:
    """Find a file of a practice by its dossier number."""
    row = await fetch_one(
        "select id from patient where practice = $1 and number = $2 and ended_at is null",
        practice,
        number,
    )
    return row["id"] if row else None


async def next_number() -> int:
    """Draw the next dossier number."""
    row = await fetch_one("select nextval('patient_number') as number")
    return int(row["number"]) if row else 0
