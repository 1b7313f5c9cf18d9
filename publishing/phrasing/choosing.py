"""Results of the practice to try a text on: whose and since when, nothing of what is in them."""

from datetime import datetime
from uuid import UUID

import msgspec

from consent.model import Actor, PersonName, Right
from publishing.phrasing import queries

MOST = 8


class Recent(msgspec.Struct, frozen=True):
    """A report that came in (UTC)."""

    report: UUID
    name: PersonName
    received_at: datetime


async def recent(employee: Actor) -> list[Recent]:
    """Give the reports that came in last at the active practice, for who may publish results."""
    if employee.practice is None or not employee.may(Right.RESULTS_PUBLISH):
        return []
    found = await queries.recent(employee.practice, MOST)
    return [Recent(row["id"], PersonName.of(row), row["received_at"]) for row in found]
