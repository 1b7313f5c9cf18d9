"""What is known of a file before a look: read here, decided in `policy`, logged in `access`."""

from typing import Any
from uuid import UUID

from consent.model import Agreements, Handling, Patient, PersonName, ReleaseStatus
from consent.policy import FileFacts
from consent.queries import files as queries


async def facts_of_person(person: UUID) -> list[FileFacts]:
    """Give the facts of every file of a person, ordered by practice."""
    return [_facts(row) for row in await queries.of_person(person)]


async def facts_of_patient(patient: UUID) -> FileFacts | None:
    """Give the facts of one file; None when there is none."""
    row = await queries.of_patient(patient)
    return _facts(row) if row else None


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
            name=PersonName(row["given"], row["prefix"], row["family"]),
            born=row["born"],
        ),
        agreements=agreements_of(row),
        release=row["release"],
        release_status=ReleaseStatus(status) if status else None,
        open_request=row["open_request"],
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
    )
