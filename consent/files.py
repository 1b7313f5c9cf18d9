"""What is known of a file before a look: read here, decided in `policy`, logged in `access`."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.agreements.model import hour_of, shared_letters
from consent.dates import today
from consent.errors import NotFound
from consent.facts import FileFacts
from consent.model import (
    Actor,
    Agreements,
    ClosedEpisodes,
    Handling,
    Parents,
    Patient,
    PersonName,
    ReleaseStatus,
    ResultCategory,
)
from consent.queries import files as queries
from consent.representation.rows import read_representation


async def facts_of_person(person: UUID) -> list[FileFacts]:
    """Give the facts of every file of a person, ordered by practice."""
    return [_facts(row) for row in await queries.of_person(person)]


async def facts_of_patient(patient: UUID) -> FileFacts | None:
    """Give the facts of one file; None when there is none."""
    row = await queries.of_patient(patient)
    return _facts(row) if row else None


async def patient_here(employee: Actor, patient: UUID) -> Patient:
    """
    Give whose file this is, at the practice of the employee. Logs nothing.

    Raises:
        NotFound: no such file in this practice.

    """
    facts = await facts_of_patient(patient)
    if facts is None or facts.patient.practice != employee.practice:
        raise NotFound
    return facts.patient


async def facts_for(reader: Actor, at: datetime) -> list[FileFacts]:
    """
    Give the facts of every file that somebody comes for, ordered by practice.

    Their own, or those in which they are registered as acting for another.
    """
    if reader.id is None or reader.subject is None:
        return await facts_of_person(reader.id) if reader.id else []
    rows = await queries.of_represented(reader.subject, reader.id, today(at), stated=reader.stated)
    return [facts_of_representation(row) for row in rows]


async def facts_for_file(reader: Actor, patient: UUID, at: datetime) -> FileFacts | None:
    """Give the facts of one file that somebody comes for; None: it is not theirs to come for."""
    return next((one for one in await facts_for(reader, at) if one.patient.id == patient), None)


async def facts_of_request(
    patient: UUID, reader: UUID, representation: UUID | None, at: datetime
) -> FileFacts | None:
    """
    Give the facts of a file as who asked for it stands in it; None when the file is closed.

    Without `representation` in the facts who asked for another is registered no longer.
    """
    own = await facts_of_patient(patient)
    if own is None or representation is None:
        return own
    row = await queries.of_representation(patient, reader, today(at), representation, stated=True)
    return facts_of_representation(row) if row else _of_nobody(own)


async def facts_of_registration(patient: UUID) -> FileFacts | None:
    """Give the facts of one file, also of somebody who died; None when there is none."""
    row = await queries.of_registration(patient)
    return _facts(row) if row else None


def facts_of_representation(row: Any) -> FileFacts:
    """Read the facts of a file as who acts for its person stands in it."""
    return msgspec.structs.replace(_facts(row), representation=read_representation(row))


def _facts(row: Any) -> FileFacts:
    status = row["release_status"]
    return FileFacts(
        patient=Patient(
            id=row["id"],
            person=row["person"],
            practice=row["practice"],
            practice_name=row["practice_name"],
            practice_phone=row["practice_phone"],
            number=row["number"],
            name=PersonName.of(row),
            born=row["born"],
        ),
        agreements=agreements_of(row),
        release=row["release"],
        released_at=row["released_at"],
        release_status=ReleaseStatus(status) if status else None,
        open_request=row["open_request"],
    )


def _of_nobody(facts: FileFacts) -> FileFacts:
    return msgspec.structs.replace(
        facts, release=None, release_status=None, released_at=None, open_request=False
    )


def agreements_of(row: Any) -> Agreements:
    """Read a practice's working agreements from a row that holds their columns."""
    return Agreements(
        journal=row["journal"],
        results=row["results"],
        handling=Handling(row["handling"]),
        journal_from=row["journal_from"],
        under_16=row["under_16"],
        names_shown=row["names_shown"],
        closed_episodes=ClosedEpisodes(row["closed_episodes"]),
        without_contact=row["without_contact"],
        history_months=row["history_months"],
        preliminary=frozenset(map(ResultCategory, row["preliminary"])),
        pending=frozenset(map(ResultCategory, row["pending"])),
        publish_from=hour_of(row["shown_from"]),
        answer_days=row["answer_days"],
        code_by_mail=row["code_by_mail"],
        letter_categories=shared_letters(row["letter_categories"]),
        parents=Parents(row["parents"]),
    )
