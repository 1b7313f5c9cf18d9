"""Letters at the practice: invisible until somebody accords them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.model import Actor, Grant, PersonName, Reason
from publishing import policy, rows
from publishing.inbox import Waiting
from publishing.letters import queries

PAGE = 20


class DeskLetter(msgspec.Struct, frozen=True):
    """
    A letter as the practice sees it; `accorded_at` (UTC) is None while it is invisible.

    `size` and `pages` are None while its file has not come; it cannot be accorded then.
    `is_rebuilt`: the file did something by itself, and its pages were put into a new one.
    """

    id: UUID
    patient: UUID
    person: UUID
    practice: UUID
    number: str
    name: PersonName
    born: str
    title: str
    kind: str
    author: str
    written_on: date | None
    received_at: datetime
    status: str
    confidentiality: str
    explanation: str
    accorded_at: datetime | None
    size: int | None
    pages: int | None
    is_rebuilt: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether it can be accorded: it was not yet, and it belongs to this patient."""
        return self.accorded_at is None and self.status == "current"


async def worklist(
    reviewer: Actor, *, accorded: bool = False, after: UUID | None = None
) -> list[DeskLetter]:
    """Give a page of the active practice's letters, the longest waiting first."""
    if reviewer.practice is None:
        return []
    found = await queries.worklist(reviewer.practice, accorded=accorded, after=after, limit=PAGE)
    return [_letter(row) for row in found]


async def waiting(reviewer: Actor) -> Waiting | None:
    """Count the letters that wait for accord; None when none does."""
    row = await queries.waiting(reviewer.practice) if reviewer.practice else None
    return Waiting(row["number"], row["oldest"]) if row and row["number"] else None


async def letter_here(reviewer: Actor, letter_id: UUID) -> DeskLetter | None:
    """Give a letter of the active practice; None when there is none. Logs nothing."""
    row = await queries.letter(letter_id)
    if row is None or row["practice"] != reviewer.practice:
        return None
    return _letter(row)


async def file_for_review(grant: Grant, letter_id: UUID) -> rows.SealedFile | None:
    """Give the sealed file of a letter of a file that was opened for review."""
    row = await queries.file_of(letter_id)
    if row is None or row["file_sealed"] is None:
        return None
    if row["patient"] != grant.patient or not grant.preview:
        return None
    return rows.sealed_file(row)


async def accord(reviewer: Actor, letter_id: UUID, explanation: str, at: datetime) -> DeskLetter:
    """
    Let the patient see a letter from now on.

    Raises:
        NotFound: no such letter in this practice.
        Refused: the right to publish letters is missing, or the file has not come.
        AlreadyDecided: somebody was first.

    """
    letter = await letter_here(reviewer, letter_id)
    if letter is None:
        raise NotFound
    reason = policy.may_accord(reviewer, has_file=letter.size is not None)
    if reason is not None:
        raise Refused(reason, letter.person, letter.practice)
    if not await queries.accord(letter_id, reviewer.id, explanation.strip(), at):
        raise AlreadyDecided(Reason.ALREADY_DECIDED, letter.person, letter.practice)
    event = Event(
        Action.LETTER_ACCORD,
        at,
        person=letter.person,
        practice=letter.practice,
        object_id=letter_id,
    )
    await accesslog.record(reviewer, event)
    return msgspec.structs.replace(letter, explanation=explanation.strip(), accorded_at=at)


def _letter(row: Any) -> DeskLetter:
    return DeskLetter(
        id=row["id"],
        patient=row["patient"],
        person=row["person"],
        practice=row["practice"],
        number=row["number"],
        name=PersonName.of(row),
        born=row["born"],
        title=row["title"],
        kind=row["kind"],
        author=row["author"],
        written_on=row["written_on"],
        received_at=row["received_at"],
        status=row["status"],
        confidentiality=row["confidentiality"],
        explanation=row["explanation"],
        accorded_at=row["accorded_at"],
        size=row["file_size"],
        pages=row["file_pages"],
        is_rebuilt=row["file_is_rebuilt"],
    )
