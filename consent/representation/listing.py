"""Who acts for whom, and how it stands now: for both people, and for the desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import policy
from consent.dates import today
from consent.files import facts_of_representation
from consent.model import Actor, Grant, PersonName, Reason, Standing
from consent.queries import representation as queries
from consent.representation.model import Document, EndedBy, Representation
from consent.representation.rows import read_representation


class Subject(msgspec.Struct, frozen=True):
    """Whom somebody acts for, and as what."""

    person: UUID
    name: PersonName
    born: str
    standing: Standing


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """
    One representation with both people in it, and how it stands at one moment.

    `subject` is the patient, `reader` who acts for them. `reason` says why nothing is open, None
    when the file is; `is_waiting` that a request waits for the practice; `may_ask` that one can be
    made now, perhaps for a representation that begins within a month.
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
    may_ask: bool = False
    ended_at: datetime | None = None
    ended_by: EndedBy | None = None
    block_reason: str = ""


async def acting_for_whom(reader: UUID, at: datetime) -> list[Known]:
    """Give everybody for whom somebody is registered, by name, with how it stands."""
    rows = await queries.of_representative(reader)
    return [_known(row, at) for row in rows if row["document"] != Document.PROVIDER]


async def about(person: UUID, at: datetime) -> list[Known]:
    """Give every representation in which this person is one of the two."""
    return [_known(row, at) for row in await queries.about(person)]


async def who_acts_for(person: UUID, at: datetime) -> list[Known]:
    """Give everybody who is registered as acting for a person, at every practice."""
    return [_known(row, at) for row in await queries.of_person(person)]


async def of_parents(years: Sequence[int], at: datetime) -> list[Known]:
    """Give what parents and guardians do for who was born in one of these years."""
    return [_known(row, at) for row in await queries.of_parents(years)]


async def at_the_desk(grant: Grant) -> list[Known]:
    """Give everybody who acts or acted for the patient of a file that was opened for review."""
    return [_known(row, grant.at) for row in await queries.of_patient(grant.patient)]


async def patient_of(clerk: Actor, one: UUID) -> UUID | None:
    """Give the file of the clerk's practice that a representation is about, ended or not."""
    row = await queries.place_of(one)
    return row["patient"] if row and row["practice"] == clerk.practice else None


async def subject_of(reader: UUID, subject: UUID | None, at: datetime) -> Subject | None:
    """
    Give whom somebody acts for, also when that has ended: each look decides anew what is open.

    None: they were never registered for this person.
    """
    row = await queries.standing(reader, subject, today(at)) if subject else None
    if row is None:
        return None
    name = PersonName.of(row)
    return Subject(row["person"], name, row["born"], Standing(row["kind"]))


def _known(row: Any, at: datetime) -> Known:
    by, facts = row["ended_by"], facts_of_representation(row)
    return Known(
        one=read_representation(row),
        document=Document(row["document"]),
        registered_at=row["registered_at"],
        registered_by=row["registered_by"] or "",
        patient=row["patient"],
        practice=row["practice"],
        practice_name=row["practice_name"],
        subject=row["person"],
        subject_name=PersonName.of(row),
        born=row["born"],
        reader_name=PersonName.of(row, "reader_"),
        reason=Reason.REPRESENTATION_ENDED if by else policy.why_not_for_another(facts, at),
        is_waiting=row["open_request"],
        may_ask=not by and policy.why_not_ask_for_another(facts, at) is None,
        ended_at=row["ended_at"],
        ended_by=EndedBy(by) if by else None,
        block_reason=row["block_reason"] or "",
    )
