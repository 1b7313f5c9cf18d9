"""Statements of letters at the practice: what waits for accord, and the accord."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.agreements.model import SHARED_BY_DEFAULT
from consent.model import LetterCategory
from consent.statements import fetch, fetch_one, require_transaction
from publishing.letters.model import LetterPile
from publishing.tables import Letter

LETTER = """
select l.id, l.patient, l.title, l.kind, l.author, l.written_on, l.received_at, l.status,
       l.confidentiality, l.explanation, l.accorded_at, l.file_size, l.file_pages,
       l.file_is_rebuilt, l.category, pr.letter_categories, e.name as accorded_name,
       f.practice, f.number, f.person, p.given, p.prefix, p.family, p.born
from letter l
join patient f on f.id = l.patient
join person p on p.id = f.person
join practice pr on pr.id = f.practice
left join membership m on m.id = l.accorded_by
left join employee e on e.id = m.employee
where l.superseded_at is null
"""
# Of which patients see the sort; what the practice does not share waits for nobody.
SHARED = "l.category = any(coalesce(pr.letter_categories, $2::varchar[]))"
PILES = {
    LetterPile.WAITING: f"l.accorded_at is null and {SHARED}",
    LetterPile.ACCORDED: "l.accorded_at is not null and $2::varchar[] is not null",
    LetterPile.UNSHARED: f"l.accorded_at is null and not {SHARED}",
}
WORKLIST = {
    pile: f"{LETTER} and f.practice = $1 and f.ended_at is null and {condition}"
    " and l.status = 'current' and ($3::uuid is null or l.id > $3) order by l.id limit $4"
    for pile, condition in PILES.items()
}
WAITING = f"""
select count(*) as number, min(l.received_at) as oldest
from letter l join patient f on f.id = l.patient join practice pr on pr.id = f.practice
where f.practice = $1 and f.ended_at is null and {PILES[LetterPile.WAITING]}
    and l.superseded_at is null and l.status = 'current'
"""


async def worklist(
    practice: UUID, pile: LetterPile, after: UUID | None, limit: int
) -> Sequence[Any]:
    """Give letters of a practice of one pile, the longest waiting first."""
    return await fetch(WORKLIST[pile], practice, sorted(SHARED_BY_DEFAULT), after, limit)


async def waiting(practice: UUID) -> Any:
    """Count the letters of a practice that wait for accord."""
    return await fetch_one(WAITING, practice, sorted(SHARED_BY_DEFAULT))


async def letter(letter_id: UUID) -> Any | None:
    """Give one letter with its file's owner."""
    return await fetch_one(LETTER + " and l.id = $1", letter_id)


async def file_of(letter_id: UUID) -> Any | None:
    """Give the sealed file of one letter."""
    return await fetch_one(
        "select id, patient, file_sealed, written_on from letter where id = $1", letter_id
    )


async def text_of(letter_id: UUID) -> Any | None:
    """Give the sealed text of one letter."""
    return await fetch_one(
        "select id, patient, text_sealed, text_is_cut from letter where id = $1", letter_id
    )


async def accord(
    letter_id: UUID, by: UUID | None, said: tuple[LetterCategory, str], at: datetime
) -> bool:
    """Accord a letter of this sort, with this explanation; False: somebody was first."""
    require_transaction()
    category, explanation = said
    done = (
        await Letter.update(
            {
                Letter.accorded_at: at,
                Letter.accorded_by: by,
                Letter.explanation: explanation,
                Letter.category: category.value,
            }
        )
        .where(Letter.id == letter_id, Letter.accorded_at.is_null(), Letter.status == "current")
        .returning(Letter.id)
    )
    return bool(done)


async def added(patient: UUID, source: UUID, begin: str) -> Sequence[Any]:
    """Give the letters in force of a source in a file, of which the key begins like this."""
    return await fetch(
        "select id, status from letter where patient = $1 and source = $2"
        " and starts_with(source_key, $3) and superseded_at is null order by id",
        patient,
        source,
        begin,
    )


async def by_key(patient: UUID, source: UUID, key: str) -> Any | None:
    """Give the letter in force of this key."""
    return await fetch_one(
        "select id from letter where patient = $1 and source = $2 and source_key = $3"
        " and superseded_at is null",
        patient,
        source,
        key,
    )


async def explain(letter: UUID, explanation: str) -> None:
    """Keep the explanation that goes with a letter which nobody accorded yet."""
    require_transaction()
    await Letter.update({Letter.explanation: explanation}).where(
        Letter.id == letter, Letter.accorded_at.is_null()
    )
