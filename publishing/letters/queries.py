"""Statements of letters at the practice: what waits for accord, and the accord."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from publishing.tables import Letter

LETTER = """
select l.id, l.patient, l.title, l.kind, l.author, l.written_on, l.received_at, l.status,
       l.confidentiality, l.explanation, l.accorded_at, l.file_size, l.file_pages,
       l.file_is_rebuilt,
       f.practice, f.number, f.person, p.given, p.prefix, p.family, p.born
from letter l
join patient f on f.id = l.patient
join person p on p.id = f.person
where l.superseded_at is null
"""


async def worklist(
    practice: UUID, *, accorded: bool, after: UUID | None, limit: int
) -> Sequence[Any]:
    """Give letters of a practice that are or are not accorded, the longest waiting first."""
    return await fetch(
        LETTER + " and f.practice = $1 and f.ended_at is null and (l.accorded_at is not null) = $2"
        " and l.status = 'current' and ($3::uuid is null or l.id > $3) order by l.id limit $4",
        practice,
        accorded,
        after,
        limit,
    )


async def waiting(practice: UUID) -> Any:
    """Count the letters of a practice that wait for accord."""
    return await fetch_one(
        "select count(*) as number, min(l.received_at) as oldest from letter l"
        " join patient f on f.id = l.patient where f.practice = $1 and f.ended_at is null"
        " and l.accorded_at is null"
        " and l.superseded_at is null and l.status = 'current'",
        practice,
    )


async def letter(letter_id: UUID) -> Any | None:
    """Give one letter with its file's owner."""
    return await fetch_one(LETTER + " and l.id = $1", letter_id)


async def file_of(letter_id: UUID) -> Any | None:
    """Give the sealed file of one letter."""
    return await fetch_one(
        "select id, patient, file_sealed, written_on from letter where id = $1", letter_id
    )


async def accord(letter_id: UUID, by: UUID | None, explanation: str, at: datetime) -> bool:
    """Accord a letter; False: somebody was first."""
    require_transaction()
    done = (
        await Letter.update(
            {Letter.accorded_at: at, Letter.accorded_by: by, Letter.explanation: explanation}
        )
        .where(Letter.id == letter_id, Letter.accorded_at.is_null(), Letter.status == "current")
        .returning(Letter.id)
    )
    return bool(done)
