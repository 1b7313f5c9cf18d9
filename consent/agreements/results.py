"""What a practice agreed on about results: what is told before they are final, and from when."""

from collections.abc import Mapping
from datetime import datetime, time

import msgspec

from consent.agreements.entering import enter, held
from consent.errors import NotFound
from consent.files import agreements_of
from consent.model import Actor, Agreements, ResultCategory
from consent.queries import practices as queries
from consent.register.practices import practice_of

NAMES = ("preliminary", "pending", "publish_from")


class ResultTerms(msgspec.Struct, frozen=True):
    """
    The terms of a practice.

    Of the sorts in `preliminary` a value may be shown before it is final, of those in `pending`
    the patient reads that a result is on its way. What is final or corrected may always be
    shown, what was withdrawn never. `publish_from` is a local time, None: at once.
    """

    preliminary: frozenset[ResultCategory] = frozenset()
    pending: frozenset[ResultCategory] = frozenset()
    publish_from: time | None = None


class Chosen(msgspec.Struct, frozen=True):
    """When (UTC) and by whom a term was last set; `by` is empty when the set-up did."""

    at: datetime
    by: str


async def terms_here(reviewer: Actor) -> tuple[ResultTerms, Mapping[str, Chosen]]:
    """
    Give the terms of the active practice, and who last set each; what nobody set is left out.

    Raises:
        NotFound: the employee has no active practice.

    """
    row = await queries.practice(practice_of(reviewer))
    if row is None:
        raise NotFound
    chosen: dict[str, Chosen] = {}
    for one in sorted(await queries.last_changes(row["id"]), key=lambda each: each["changed_at"]):
        name = one["agreement"].partition(".")[0]
        if name in NAMES:
            chosen[name] = Chosen(one["changed_at"], one["name"] or "")
    return _terms(agreements_of(row)), chosen


async def agree(reviewer: Actor, wanted: ResultTerms, at: datetime) -> tuple[str, ...]:
    """
    Set the terms of the active practice, a line for each that changes, and give their names.

    Raises:
        NotFound: the employee has no active practice.
        Refused: the right to change agreements is missing.

    """
    await held(reviewer)
    current, _ = await terms_here(reviewer)
    stored = {
        "preliminary": sorted(wanted.preliminary),
        "pending": sorted(wanted.pending),
        "shown_from": _clock(wanted.publish_from),
    }
    told = {
        **_ticked("preliminary", current.preliminary, wanted.preliminary),
        **_ticked("pending", current.pending, wanted.pending),
        **_hour(current.publish_from, wanted.publish_from),
    }
    await enter(reviewer, stored, told, at)
    return tuple(told)


def _ticked(
    column: str, current: frozenset[ResultCategory], wanted: frozenset[ResultCategory]
) -> dict[str, str]:
    return {f"{column}.{one}": "yes" if one in wanted else "no" for one in sorted(current ^ wanted)}


def _hour(current: time | None, wanted: time | None) -> dict[str, str]:
    return {} if current == wanted else {"publish_from": _clock(wanted)}


def _clock(hour: time | None) -> str:
    return hour.isoformat("minutes") if hour else ""


def _terms(agreed: Agreements) -> ResultTerms:
    return ResultTerms(agreed.preliminary, agreed.pending, agreed.publish_from)
