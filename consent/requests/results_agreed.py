"""What a practice agreed on about results: what is told before they are final, and from when."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound, Refused
from consent.files import agreements_of
from consent.ids import new_id
from consent.model import Actor, Agreements, Reason, ResultCategory, Right
from consent.queries import practices as queries
from consent.statements import hold

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
    row = await queries.practice(_practice(reviewer))
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
    practice = _practice(reviewer)
    if not reviewer.may(Right.AGREEMENTS_CHANGE):
        raise Refused(Reason.NO_RIGHT, practice=practice)
    await hold(practice)
    current, _ = await terms_here(reviewer)
    changes = [
        *_ticked("preliminary", current.preliminary, wanted.preliminary),
        *_ticked("pending", current.pending, wanted.pending),
        *_hour(current.publish_from, wanted.publish_from),
    ]
    if changes:
        stored = {
            "preliminary": sorted(wanted.preliminary),
            "pending": sorted(wanted.pending),
            "shown_from": _clock(wanted.publish_from),
        }
        rows = [_row(reviewer, practice, change, at) for change in changes]
        await queries.set_agreements(practice, stored, rows)
        lines = (
            Event(Action.AGREEMENTS_CHANGE, at, practice=practice, object_id=practice, detail=name)
            for name, _ in changes
        )
        await accesslog.record(reviewer, *lines)
    return tuple(name for name, _ in changes)


def _ticked(
    column: str, current: frozenset[ResultCategory], wanted: frozenset[ResultCategory]
) -> list[tuple[str, str]]:
    return [
        (f"{column}.{one}", "yes" if one in wanted else "no") for one in sorted(current ^ wanted)
    ]


def _hour(current: time | None, wanted: time | None) -> list[tuple[str, str]]:
    if current == wanted:
        return []
    return [("publish_from", _clock(wanted))]


def _clock(hour: time | None) -> str:
    return hour.isoformat("minutes") if hour else ""


def _terms(agreed: Agreements) -> ResultTerms:
    return ResultTerms(agreed.preliminary, agreed.pending, agreed.publish_from)


def _practice(reviewer: Actor) -> UUID:
    if reviewer.practice is None:
        raise NotFound
    return reviewer.practice


def _row(reviewer: Actor, practice: UUID, change: tuple[str, str], at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(at),
        "practice": practice,
        "agreement": change[0],
        "value": change[1],
        "changed_by": reviewer.id,
        "changed_at": at,
    }
