"""
Lines that other systems logged: kept beside our own, never merged with them and never changed.

A line is known by its source and the source's number of it, so that it comes once.
"""

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from consent.accesslog.natures import ELSEWHERE, NATURES
from consent.accesslog.writing import retain_until
from consent.ids import new_id
from consent.model import ActorKind, Grant, Standing
from consent.queries import log, log_elsewhere
from consent.register.sources import Source


class EventElsewhere(msgspec.Struct, frozen=True):
    """
    What happened in another system, as that system logged it; `at` is in UTC.

    `crude` is one of C R U D E, `outcome` 0 4 8 or 12, `function` a code of ours or words.
    """

    key: str
    at: datetime
    crude: str
    outcome: str
    name: str
    function: str
    organisation: str
    section: str
    is_emergency: bool
    reason: str


class TakenOver(StrEnum):
    """What became of a line of another system."""

    ADDED = "added"
    DIFFERS = "differs"
    KNOWN = "known"


class System(msgspec.Struct, frozen=True):
    """A system whose lines are in the list, since when, and for which practice."""

    name: str
    practice: str
    since: datetime


class Coverage(msgspec.Struct, frozen=True):
    """
    What a person's list covers besides this portal.

    `asking` are the practices of which the own system sends no lines: they have to be asked.
    """

    systems: tuple[System, ...] = ()
    asking: tuple[str, ...] = ()


async def take_over(source: Source, person: UUID, event: EventElsewhere, at: datetime) -> TakenOver:
    """
    Append a line of another system to the log of a person, in the open transaction.

    `at` is when it came: from then it is kept its five years. The id begins with the moment it
    tells of, so that a line that comes late stands at its own time.
    """
    row = _row(source, person, event)
    known = await log_elsewhere.by_key(source.id, event.key)
    if known is not None:
        same = all(known[name] == row[name] for name in TOLD)
        return TakenOver.KNOWN if same else TakenOver.DIFFERS
    await log.append([row | {"salt": secrets.token_bytes(16), "retain_until": retain_until(at)}])
    return TakenOver.ADDED


async def coverage(grant: Grant) -> Coverage:
    """Tell which other systems a person's list covers and since when, and whom else to ask."""
    # Who looks along learns nothing of other practices.
    only = None if grant.standing is Standing.SELF else grant.practice
    rows = await log_elsewhere.coverage(grant.person, only)
    systems = tuple(
        System(row["system"], row["practice"], row["log_since"]) for row in rows if row["system"]
    )
    own = {row["practice"] for row in rows if row["is_own"]}
    everywhere = dict.fromkeys(row["practice"] for row in rows)
    return Coverage(systems, tuple(name for name in everywhere if name not in own))


# What a line tells: when it comes again it has to be the same.
TOLD = (
    "person",
    "occurred_at",
    "action",
    "outcome",
    "user_name",
    "user_role",
    "organisation",
    "object_detail",
    "break_glass",
    "reason_text",
)


def _row(source: Source, person: UUID, event: EventElsewhere) -> dict[str, Any]:
    action = ELSEWHERE[event.crude]
    nature = NATURES[action]
    return {
        "id": new_id(event.at),
        "person": person,
        "practice": source.practice,
        "event_code": nature.event,
        "action": event.crude,
        "occurred_at": event.at,
        "event_subtype": action.value,
        "outcome": event.outcome,
        "user_kind": ActorKind.ELSEWHERE.value,
        "user_name": event.name,
        "user_role": event.function,
        "organisation": event.organisation,
        "access_point": "",
        "object_type": nature.object_type,
        "object_detail": event.section,
        "authorization_protocol": "",
        "break_glass": event.is_emergency,
        "reason_text": event.reason,
        "source_id": str(source.id),
        "origin": source.id,
        "origin_key": event.key,
    }
