"""Statements of what practices wrote."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.statements import fetch, require_transaction
from portal.wording.tables import PracticeWording


async def latest(practice: UUID) -> Sequence[Any]:
    """Give the last version of every text of a practice."""
    return await fetch(
        "select distinct on (page, language) page, language, body from practice_wording"
        " where practice = $1 order by page, language, id desc",
        practice,
    )


async def of_page(page: str, language: str) -> Sequence[Any]:
    """Give what every practice adds to a page in a language."""
    return await fetch(
        "select distinct on (practice) practice, body from practice_wording"
        " where page = $1 and language = $2 order by practice, id desc",
        page,
        language,
    )


async def add(rows: Sequence[dict[str, Any]]) -> None:
    """Write new versions."""
    require_transaction()
    await PracticeWording.insert(*(PracticeWording(**row) for row in rows))
