"""Which sorts of letters the patients of a practice see: chosen sort by sort, on record."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound, Refused
from consent.ids import new_id
from consent.model import Actor, LetterCategory, Reason, Right
from consent.queries import practices as queries
from consent.requests.agreed import shared_letters
from consent.statements import hold

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
    row = await queries.practice(_practice(reviewer))
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
    practice = _practice(reviewer)
    if not reviewer.may(Right.AGREEMENTS_CHANGE):
        raise Refused(Reason.NO_RIGHT, practice=practice)
    if not all(one.can_be_shared for one in wanted):
        raise Refused(Reason.LETTER_TRANSFER, practice=practice)
    await hold(practice)
    changed = tuple(
        one.category
        for one in await sorts_here(reviewer)
        if one.is_shared != (one.category in wanted)
    )
    if changed:
        rows = [_row(reviewer, practice, one, one in wanted, at) for one in changed]
        await queries.set_agreements(practice, {"letter_categories": sorted(wanted)}, rows)
        await accesslog.record(reviewer, *(_event(practice, one, at) for one in changed))
    return changed


def _sort(category: LetterCategory, is_shared: bool, change: Any) -> Sort:  # noqa: FBT001
    if change is None:
        return Sort(category, is_shared)
    return Sort(category, is_shared, change["changed_at"], change["name"] or "")


def _practice(reviewer: Actor) -> UUID:
    if reviewer.practice is None:
        raise NotFound
    return reviewer.practice


def _row(
    reviewer: Actor,
    practice: UUID,
    category: LetterCategory,
    is_shared: bool,  # noqa: FBT001 - a value of the row
    at: datetime,
) -> dict[str, Any]:
    return {
        "id": new_id(at),
        "practice": practice,
        "agreement": _PREFIX + category,
        "value": "yes" if is_shared else "no",
        "changed_by": reviewer.id,
        "changed_at": at,
    }


def _event(practice: UUID, category: LetterCategory, at: datetime) -> Event:
    detail = _PREFIX + category
    return Event(Action.AGREEMENTS_CHANGE, at, practice=practice, object_id=practice, detail=detail)
