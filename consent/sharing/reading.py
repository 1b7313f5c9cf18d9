"""Reading what was stated: by the patient themselves, and by the practice with a grant."""

from typing import Any
from uuid import UUID

import msgspec

from consent.files import facts_of_person
from consent.model import Actor, Grant, Patient, Section, Standing
from consent.queries import sharing as queries
from consent.sharing.model import (
    Answer,
    Category,
    Channel,
    Organisation,
    Scope,
    Statement,
    Told,
    Version,
)


class Shared(msgspec.Struct, frozen=True):
    """All that was stated about one file, the oldest first, and whom one can choose by name."""

    patient: UUID
    practice_name: str
    versions: tuple[Version, ...]
    organisations: tuple[Organisation, ...]


async def own(reader: Actor) -> list[tuple[Patient, Shared]]:
    """Give what was stated about each of a person's own files, ordered by practice."""
    files = [one.patient for one in await facts_of_person(reader.id)] if reader.id else []
    return [(one, await shared_of(one)) for one in files]


async def reviewed(grant: Grant) -> Shared:
    """Give what was stated about a file that was opened for work at the practice."""
    return await _shared(grant.patient, grant.practice, grant.practice_name)


async def shared_of(file: Patient) -> Shared:
    """Give what was stated about a file whose owner, or whose practice, is at work on it."""
    return await _shared(file.id, file.practice, file.practice_name)


async def _shared(patient: UUID, practice: UUID, practice_name: str) -> Shared:
    rows = await queries.versions(patient)
    known = await queries.organisations(practice)
    return Shared(
        patient=patient,
        practice_name=practice_name,
        versions=tuple(_version(row) for row in rows),
        organisations=tuple(
            Organisation(row["id"], row["name"], row["ura"], Category(row["category"]))
            for row in known
        ),
    )


def _version(row: Any) -> Version:
    scope = Scope(
        category=Category(row["category"]) if row["category"] else None,
        organisation=row["ura"],
        section=Section(row["section"]) if row["section"] else None,
        emergency=row["emergency"],
    )
    return Version(
        statement=Statement(
            row["id"], scope, Answer(row["answer"]), row["starts_on"], row["ends_on"]
        ),
        told=Told(Standing(row["stated_by"]), Channel(row["channel"]), row["recorded_by"]),
        at=row["recorded_at"],
        name=row["name"],
    )
