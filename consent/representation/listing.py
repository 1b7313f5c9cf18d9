"""Who acts for whom, and how it stands now: for both people, and for the desk."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import policy
from consent.files import facts_of_representation
from consent.model import Grant, PersonName, Reason
from consent.queries import representation as queries
from consent.representation.model import Document, EndedBy, Representation
from consent.representation.rows import read_representation


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """
    One representation with both people in it, and how it stands at one moment.

    `subject` is the patient, `reader` who acts for them. `reason` says why nothing is open, None
    when the file is; `is_waiting` that a request waits for the practice.
    """

    one: Representation
    document: Document
    registered_at: datetime
    registered_by: str
    patient: UUID
    practice: UUID
    practice_name: str
    subject: UUID
    subject_name: PersonName
    born: str
    reader_name: PersonName
    reason: Reason | None
    is_waiting: bool = False
    ended_at: datetime | None = None
    ended_by: EndedBy | None = None
    block_reason: str = ""


async def acting_for_whom(reader: UUID, at: datetime) -> list[Known]:
    """Give everybody for whom somebody is registered, by name, with how it stands."""
    rows = await queries.of_representative(reader)
    return [_known(row, at) for row in rows if row["document"] != Document.PROVIDER]


async def who_acts_for(person: UUID, at: datetime) -> list[Known]:
    """Give everybody who is registered as acting for a person, at every practice."""
    return [_known(row, at) for row in await queries.of_person(person)]


async def at_the_desk(grant: Grant) -> list[Known]:
    """Give everybody who acts or acted for the patient of a file that was opened for review."""
    return [_known(row, grant.at) for row in await queries.of_patient(grant.patient)]


async def standing_for(reader: UUID, subject: UUID, at: datetime) -> Known | None:
    """Give as what somebody acts for another now, rather one that is open; None: as nothing."""
    rows = [row for row in await queries.of_representative(reader) if row["person"] == subject]
    known = sorted((_known(row, at) for row in rows), key=lambda one: one.reason is not None)
    return known[0] if known else None


def _known(row: Any, at: datetime) -> Known:
    by = row["ended_by"]
    return Known(
        one=read_representation(row),
        document=Document(row["document"]),
        registered_at=row["registered_at"],
        registered_by=row["registered_by"] or "",
        patient=row["patient"],
        practice=row["practice"],
        practice_name=row["practice_name"],
        subject=row["person"],
        subject_name=PersonName(row["given"], row["prefix"], row["family"]),
        born=row["born"],
        reader_name=PersonName(row["reader_given"], row["reader_prefix"], row["reader_family"]),
        reason=_reason(row, at),
        is_waiting=row["open_request"],
        ended_at=row["ended_at"],
        ended_by=EndedBy(by) if by else None,
        block_reason=row["block_reason"] or "",
    )


def _reason(row: Any, at: datetime) -> Reason | None:
    if row["ended_at"]:
        return Reason.REPRESENTATION_ENDED
    return policy.why_not_for_another(facts_of_representation(row), at)
