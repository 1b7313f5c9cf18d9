"""Statements of letters as the holders of grants see them; $1 are the grants, $2 the moment."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.model import Grant
from consent.statements import fetch, fetch_one
from publishing.queries.reading import PAGE_OF, after, whole, with_words
from publishing.visibility.sql import LETTER_SHOWN, grant_rows

LETTER = f"""
select l.id, l.patient, pr.name as practice_name, pr.phone as practice_phone, l.title, l.kind,
       l.author, l.written_on, l.accorded_at as shown_at, l.explanation, l.file_size, l.file_pages,
       l.file_is_rebuilt, m.function as accorded_role
from letter l
join patient f on f.id = l.patient
join practice pr on pr.id = f.practice
left join membership m on m.id = l.accorded_by
where l.patient = g.patient and {LETTER_SHOWN}
"""

LETTER_FILE = f"""
select l.id, l.patient, l.file_sealed, l.written_on
from letter l where l.patient = g.patient and {LETTER_SHOWN}
"""

LETTER_TEXT = f"""
select l.id, l.text_sealed, l.text_is_cut
from letter l where l.patient = g.patient and {LETTER_SHOWN}
"""

LETTERS = whole(
    f"{LETTER} and {after('l.accorded_at, l.id', 'timestamptz')}"
    f" order by l.accorded_at desc, l.id desc {PAGE_OF.format(5)}",
    "shown_at desc, id desc limit $5",
)
ONE_LETTER = with_words(f"{LETTER} and l.id = $3")
FILE_OF_LETTER = whole(f"{LETTER_FILE} and l.id = $3")
TEXT_OF_LETTER = whole(f"{LETTER_TEXT} and l.id = $3")


async def letters(
    grants: Sequence[Grant], before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Any]:
    """Give a page of letters, the last accorded first."""
    moment, last = before or (None, None)
    return await fetch(
        LETTERS,
        *_base(grants),
        moment,
        last,
        limit,
    )


async def letter(grants: Sequence[Grant], letter_id: UUID) -> Any | None:
    """Give one letter."""
    return await fetch_one(ONE_LETTER, *_base(grants), letter_id)


async def letter_file(grants: Sequence[Grant], letter_id: UUID) -> Any | None:
    """Give the sealed file of one letter."""
    return await fetch_one(FILE_OF_LETTER, *_base(grants), letter_id)


async def letter_text(grants: Sequence[Grant], letter_id: UUID) -> Any | None:
    """Give the sealed text of one letter."""
    return await fetch_one(TEXT_OF_LETTER, *_base(grants), letter_id)


def _base(grants: Sequence[Grant]) -> tuple[str, datetime]:
    return grant_rows(grants), grants[0].at
