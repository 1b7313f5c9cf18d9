"""Letters at the practice: invisible until somebody accords them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.agreements.model import shared_letters
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.model import Actor, Grant, LetterCategory, PersonName, Reason, Right
from publishing import rows
from publishing.inbox import Waiting
from publishing.letters import queries
from publishing.letters.model import DeskLetter, LetterPile

PAGE = 20


async def worklist(
    reviewer: Actor, pile: LetterPile = LetterPile.WAITING, after: UUID | None = None
) -> list[DeskLetter]:
    """Give a page of the active practice's letters of one pile, the longest waiting first."""
    if reviewer.practice is None:
        return []
    found = await queries.worklist(reviewer.practice, pile, after, PAGE)
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


async def text_for_review(grant: Grant, letter_id: UUID) -> rows.SealedText | None:
    """Give the sealed text of a letter of a file that was opened for review."""
    row = await queries.text_of(letter_id)
    if row is None or row["patient"] != grant.patient or not grant.preview:
        return None
    return rows.sealed_text(row)


async def accord(
    reviewer: Actor,
    letter_id: UUID,
    explanation: str,
    at: datetime,
    category: LetterCategory | None = None,
) -> DeskLetter:
    """
    Let the patient see a letter from now on; `category` is None where its sort stays what it is.

    Raises:
        NotFound: no such letter in this practice.
        Refused: the right to publish letters is missing, the file has not come, or patients of
            the practice do not see this sort of letter.
        AlreadyDecided: somebody was first.

    """
    letter = await letter_here(reviewer, letter_id)
    if letter is None:
        raise NotFound
    sort = category or letter.category
    may = reviewer.may(Right.LETTERS_PUBLISH)
    reason = letter.why_not(sort) if may else Reason.NO_RIGHT
    if reason is not None:
        raise Refused(reason, letter.person, letter.practice)
    if not await queries.accord(letter_id, reviewer.id, (sort, explanation.strip()), at):
        raise AlreadyDecided(Reason.ALREADY_DECIDED, letter.person, letter.practice)
    event = Event(
        Action.LETTER_ACCORD,
        at,
        person=letter.person,
        practice=letter.practice,
        object_id=letter_id,
    )
    await accesslog.record(reviewer, event)
    return msgspec.structs.replace(
        letter, explanation=explanation.strip(), accorded_at=at, category=sort
    )


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
        category=LetterCategory(row["category"]),
        shared=shared_letters(row["letter_categories"]),
        accorded_by=row["accorded_name"] or "",
    )
