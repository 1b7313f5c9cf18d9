"""What was shown lately, to anybody: the rough list that a message "something new" begins with."""

from datetime import datetime
from uuid import UUID

import msgspec

from publishing.queries import arrivals as queries


class Arrival(msgspec.Struct, frozen=True):
    """A thing that was published for a person; whether they may see it is not decided here."""

    person: UUID
    id: UUID
    shown_at: datetime


async def arrivals(since: datetime, until: datetime) -> list[Arrival]:
    """Give what was published, planned for, or accorded in a time (UTC), without any content."""
    return [
        Arrival(row["person"], row["id"], row["shown_at"])
        for row in await queries.shown(since, until)
    ]
