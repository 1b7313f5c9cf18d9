"""Which sorts of letters the patients of a practice see: chosen sort by sort, on record."""

from datetime import datetime
from typing import Any

import msgspec

from consent.agreements.entering import enter, held
from consent.agreements.model import shared_letters
from consent.errors import NotFound, Refused
from consent.model import Actor, LetterCategory, Reason
from consent.queries import practices as queries
from consent.register.practices import practice_of

_PREFIX = "letter_category."


class Sort(msgspec.Struct, frozen=True):
    """One sort of letter; `chosen_at` (UTC) is None and `chosen_by` empty when nobody chose."""

    category: LetterCategory
    is_shared: bool
    chosen_at: datetime | None = None
    chosen_by: str = ""


async def sorts_here(reviewer: Actor) -> tuple[Sort, ...]:
    """
    Give every sort of letter with what the active practice chose.

    Raises:
        NotFound: the employee has no active practice.

    """
    row = await queries.practice(practice_of(reviewer))
    if row is None:
        raise NotFound
    shared = shared_letters(row["letter_categories"])
    made = {one["agreement"]: one for one in await queries.last_changes(row["id"])}
    return tuple(_sort(one, one in shared, made.get(_PREFIX + one)) for one in LetterCategory)


async def share_only(
    reviewer: Actor, wanted: frozenset[LetterCategory], at: datetime
) -> tuple[LetterCategory, ...]:
    """
    Let patients of the active practice see these sorts of letters, and give those that changed.

    Raises:
        NotFound: the employee has no active practice.
        Refused: the right to change agreements is missing, or no practice can share such letters.

    """
    practice = await held(reviewer)
    if not all(one.can_be_shared for one in wanted):
        raise Refused(Reason.LETTER_TRANSFER, practice=practice)
    changed = tuple(
        one.category
        for one in await sorts_here(reviewer)
        if one.is_shared != (one.category in wanted)
    )
    told = {_PREFIX + one: "yes" if one in wanted else "no" for one in changed}
    await enter(reviewer, {"letter_categories": sorted(wanted)}, told, at)
    return changed


def _sort(category: LetterCategory, is_shared: bool, change: Any) -> Sort:  # noqa: FBT001
    if change is None:
        return Sort(category, is_shared)
    return Sort(category, is_shared, change["changed_at"], change["name"] or "")
