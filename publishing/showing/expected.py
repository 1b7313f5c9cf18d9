"""What a patient may know to be on its way, or to wait for them; no value and no name of a test."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from consent.model import Grant, PersonName, ResultCategory
from publishing.showing import queries


class WaitsFor(StrEnum):
    """
    Whose turn it is; OPENING and TALK are for the patient, who chose so.

    LOOK is for the practice: it was visible, and the laboratory corrected it since.
    """

    LABORATORY = "laboratory"
    OPENING = "opening"
    LOOK = "look"
    PRACTICE = "practice"
    TALK = "talk"


class Expected(msgspec.Struct, frozen=True):
    """
    A result that is not shown; `since` (UTC) is when it came in, was corrected or could be opened.

    `is_own` says that it waits for the reader themselves, and not for whom they act for.
    """

    id: UUID
    patient: UUID
    name: PersonName
    practice_name: str
    practice_phone: str
    category: ResultCategory
    waits_for: WaitsFor
    since: datetime
    is_own: bool


async def expected(grants: Sequence[Grant]) -> list[Expected]:
    """Give at most fifty that are on their way or wait, the latest first; corrections before it."""
    if not grants:
        return []
    return [_expected(row, grants) for row in await queries.expected(grants)]


async def waiting(grants: Sequence[Grant], report: UUID) -> Expected | None:
    """Give a result that waits as its patient wants, or for a look; None: there is no such."""
    row = await queries.waiting(grants, report) if grants else None
    return _expected(row, grants) if row else None


def _expected(row: Any, grants: Sequence[Grant]) -> Expected:
    grant = next(one for one in grants if one.patient == row["patient"])
    return Expected(
        id=row["id"],
        patient=row["patient"],
        name=PersonName.of(row),
        practice_name=row["practice_name"],
        practice_phone=row["practice_phone"],
        category=ResultCategory(row["category"]),
        waits_for=WaitsFor(row["waits_for"]),
        since=row["since"],
        is_own=grant.reader.subject is None and grant.reader.id == grant.person,
    )
