"""A practice's working agreements: settled in the team, then applied here. Source: OPEN toolkit."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound, Refused
from consent.files import agreements_of
from consent.ids import new_id
from consent.model import Actor, Agreements, Reason, Right
from consent.queries import practices as queries
from consent.statements import hold

APART = frozenset({"letter_categories", "pending", "preliminary", "publish_from"})
"""What is chosen sort by sort, or determination by determination, on a page of its own."""


class Change(msgspec.Struct, frozen=True):
    """Who last set an agreement, when (UTC), and to what; `by` is empty when the set-up did."""

    value: str
    at: datetime
    by: str


async def agreements_here(reviewer: Actor) -> tuple[Agreements, dict[str, Change]]:
    """
    Give the active practice's agreements, and per agreement (by field name) its last change.

    An agreement without a change was never chosen; its strict side holds.

    Raises:
        NotFound: the employee has no active practice.

    """
    row = await queries.practice(_practice(reviewer))
    if row is None:
        raise NotFound
    changes = {
        one["agreement"]: Change(one["value"], one["changed_at"], one["name"] or "")
        for one in await queries.last_changes(row["id"])
    }
    return agreements_of(row), changes


async def change(
    reviewer: Actor, new: Agreements, at: datetime, left_open: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """
    Set the active practice's agreements and give the names of those that changed.

    An agreement that nobody chose before counts as changed, also when its strict side is chosen;
    not when it is `left_open` again: then its strict side holds on without anybody's name.
    Every changed agreement is a row of its own and a line in the practice's log. Requests that
    wait are not touched.

    Raises:
        NotFound: the employee has no active practice.
        Refused: the right to change agreements is missing.

    """
    practice = _practice(reviewer)
    if not reviewer.may(Right.AGREEMENTS_CHANGE):
        raise Refused(Reason.NO_RIGHT, practice=practice)
    await hold(practice)
    current, chosen = await agreements_here(reviewer)
    values = {
        name: value for name, value in msgspec.structs.asdict(new).items() if name not in APART
    }
    changed = tuple(
        name
        for name, value in values.items()
        if value != getattr(current, name) or name not in chosen.keys() | left_open
    )
    if changed:
        rows = [_row(reviewer, practice, name, values[name], at) for name in changed]
        await queries.set_agreements(practice, {name: values[name] for name in changed}, rows)
        await accesslog.record(reviewer, *(_event(practice, name, at) for name in changed))
    return changed


def written(value: object) -> str:
    """Write an agreement as the history keeps it: yes, no, a word, a date or nothing."""
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case _:
            return str(value or "")


def _practice(reviewer: Actor) -> UUID:
    if reviewer.practice is None:
        raise NotFound
    return reviewer.practice


def _row(reviewer: Actor, practice: UUID, name: str, value: object, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(at),
        "practice": practice,
        "agreement": name,
        "value": written(value),
        "changed_by": reviewer.id,
        "changed_at": at,
    }


def _event(practice: UUID, name: str, at: datetime) -> Event:
    return Event(Action.AGREEMENTS_CHANGE, at, practice=practice, object_id=practice, detail=name)
