"""
People and their enrolment: found by the keyed hash of the BSN alone, never by name or address.

Nobody is made here because they logged in; a practice system enrols.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.bsn import masked
from consent.ids import new_id
from consent.model import Actor, ActorKind, Function, Grant, PersonName, Standing
from consent.queries import people as queries
from consent.register.names import RegisteredName
from consent.vault import Vault

BSN_COLUMN = "person.bsn"
# For a statement whose rows name a person: who that is comes along, and `person_along` reads it.
ALONG = "left join person p on p.id = "
COLUMNS_ALONG = "p.id as known, p.given, p.prefix, p.family, p.born, p.language as reads, p.died_on"


class Person(msgspec.Struct, frozen=True):
    """Somebody who is known here; `born` is as registered and may be partial or empty."""

    id: UUID
    name: PersonName
    born: str
    language: str


class NewPerson(msgspec.Struct, frozen=True):
    """
    What a practice knows of a person; `bsn` has 9 digits and has passed the 11-test.

    `parts` is the same name in all its parts, None where only the used one is known.
    """

    bsn: str
    name: PersonName
    born: str
    parts: RegisteredName | None = None


async def person_of(bsn_keys: Sequence[bytes]) -> Person | None:
    """Find the living person with this BSN, by its keyed hashes; None when we know none."""
    return _living(await queries.by_bsn_keys(bsn_keys))


async def person_by_id(person: UUID) -> Person | None:
    """Find a living person by id; who died is logged in no longer."""
    return _living(await queries.by_id(person))


def person_along(row: Any) -> Person | None:
    """Read the living person that came along with a row; None when there is none."""
    if row["known"] is None or row["died_on"]:
        return None
    return Person(row["known"], PersonName.of(row), row["born"], row["reads"])


async def bsn_ending(vault: Vault, grant: Grant) -> str:
    """Give the last three digits of somebody's BSN, for paper; empty when they have none."""
    sealed = await queries.sealed_bsn(grant.person)
    return vault.open(sealed, BSN_COLUMN, grant.person).decode()[-3:] if sealed else ""


async def own_bsn(vault: Vault, person: UUID) -> str:
    """Give what somebody may be shown of their own BSN; empty when they have none."""
    sealed = await queries.sealed_bsn(person)
    return masked(vault.open(sealed, BSN_COLUMN, person).decode()) if sealed else ""


async def set_language(person: UUID, language: str) -> None:
    """Keep the language ("nl" or "en") somebody chose."""
    await queries.set_language(person, language)


async def enrol(vault: Vault, new: NewPerson, practice: UUID, at: datetime) -> UUID:
    """Enrol somebody at a practice, making the person when the BSN is new, and give the file."""
    person = await known_or_new(vault, new, at)
    known = await queries.patient_of(person, practice)
    if known:
        return known
    return await queries.enrol(person, practice, numbered(await queries.next_number()), at)


async def has_left(bsn_keys: Sequence[bytes], practice: UUID) -> bool:
    """Tell whether somebody with this BSN was enrolled at a practice and is no longer."""
    return await queries.has_left(bsn_keys, practice)


def numbered(number: int) -> str:
    """Write a dossier number: P and ten digits."""
    return f"P{number:010d}"


async def patient_of(bsn_keys: Sequence[bytes], practice: UUID) -> UUID | None:
    """Find the file of the person with this BSN at a practice; None when there is none."""
    person = await person_of(bsn_keys)
    return await queries.patient_of(person.id, practice) if person else None


async def patient_by_number(practice: UUID, number: str) -> UUID | None:
    """Find a file by its dossier number; "15982" and "P0000015982" are the same."""
    digits = number.strip().upper().removeprefix("P")
    if not (digits.isascii() and digits.isdigit()):
        return None
    return await queries.by_number(practice, numbered(int(digits)))


async def known_or_new(vault: Vault, new: NewPerson, at: datetime) -> UUID:
    """Give the living person with this BSN; somebody unknown is made, and enrolled nowhere."""
    keys = vault.bsn_keys(new.bsn)
    known = await person_of(keys)
    if known:
        return known.id
    person = new_id(at)
    return await queries.add_person(
        {
            "id": person,
            "bsn_key": keys[0],
            "bsn_sealed": vault.seal(new.bsn.encode(), BSN_COLUMN, person),
            "given": new.name.given,
            "prefix": new.name.prefix,
            "family": new.name.family,
            "born": new.born,
            **(new.parts.columns if new.parts else {}),
        }
    )


def acting_for(
    person: Person, subject: UUID, standing: Standing, request_id: str, *, stated: bool = False
) -> Actor:
    """
    Give the actor that the log and the policies see for somebody who acts for another.

    `standing` is what they are to that person, in the log; whether they may look is decided at
    every look. `stated` when their login said so.
    """
    return msgspec.structs.replace(
        actor(person, request_id),
        function=Function(standing.value),
        subject=subject,
        stated=stated,
    )


def actor(person: Person | None, request_id: str) -> Actor:
    """Give the actor that the log and the policies see for somebody who logged in as a patient."""
    return Actor(
        kind=ActorKind.PERSON,
        function=Function.PATIENT,
        id=person.id if person else None,
        name=person.name.full if person else "",
        request_id=request_id,
    )


def _living(row: Any | None) -> Person | None:
    return None if row is None or row["died_on"] else _person(row)


def _person(row: Any) -> Person:
    return Person(
        id=row["id"],
        name=PersonName.of(row),
        born=row["born"],
        language=row["language"],
    )
