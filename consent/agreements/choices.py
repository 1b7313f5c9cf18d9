"""A practice's working agreements: settled in the team, then applied here. Source: OPEN toolkit."""

from datetime import date, datetime

import msgspec

from consent.agreements.entering import enter, held
from consent.errors import NotFound
from consent.files import agreements_of
from consent.model import Actor, Agreements
from consent.queries import practices as queries
from consent.register.practices import practice_of

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
    row = await queries.practice(practice_of(reviewer))
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
    await held(reviewer)
    current, chosen = await agreements_here(reviewer)
    values = {
        name: value
        for name, value in msgspec.structs.asdict(new).items()
        if name not in APART
        and (value != getattr(current, name) or name not in chosen.keys() | left_open)
    }
    told = {name: written(value) for name, value in values.items()}
    await enter(reviewer, values, told, at)
    return tuple(values)


def written(value: object) -> str:
    """Write an agreement as the history keeps it: yes, no, a word, a date or nothing."""
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case _:
            return str(value or "")
