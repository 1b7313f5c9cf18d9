"""Who opened one thing while it was shared, for who has to take it back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from consent.actions import Action
from consent.queries import log as queries


class Reading(msgspec.Struct, frozen=True):
    """One time that a patient or representative opened a thing: when (UTC), and as what."""

    at: datetime
    function: str


async def readings(
    thing: UUID, actions: Sequence[Action], since: datetime, until: datetime
) -> list[Reading]:
    """Give every time that a thing was opened in one of these ways, the first one first."""
    kinds = [action.value for action in actions]
    rows = await queries.readings(thing, kinds, since, until)
    return [Reading(row["occurred_at"], row["user_role"]) for row in rows]
