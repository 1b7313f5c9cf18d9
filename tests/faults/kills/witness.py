"""What clients saw with their own eyes, and whether the database agrees after a disaster."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import asyncpg

LINES = """
select event_subtype as what, object_id, count(*) as number from access_entry
where outcome = '0' and occurred_at >= $1 group by event_subtype, object_id
"""
ANY_OBJECT = """
select event_subtype as what, person, count(*) as number from access_entry
where outcome = '0' and occurred_at >= $1 group by event_subtype, person
"""


@dataclass
class Witness:
    """
    What was answered completely since a moment.

    `seen` counts pages and acts by their event and its object; `asked` requests by person, for
    their number is not in the answer; `sent` are the keys of results whose message was accepted.
    """

    since: datetime
    seen: Counter[tuple[str, UUID]] = field(default_factory=Counter)
    asked: Counter[UUID] = field(default_factory=Counter)
    sent: list[str] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)

    @property
    def number(self) -> int:
        """How many answers were complete."""
        return self.seen.total() + self.asked.total() + len(self.sent)

    async def contradicts(self, connection: asyncpg.Connection) -> list[str]:
        """Give everything that was seen and is not in the database."""
        lines = Counter(
            {
                (row["what"], row["object_id"]): row["number"]
                for row in await connection.fetch(LINES, self.since)
            }
        )
        asked = Counter(
            {
                row["person"]: row["number"]
                for row in await connection.fetch(ANY_OBJECT, self.since)
                if row["what"] == "request.ask"
            }
        )
        known = "select source_key from result where source_key = any($1)"
        arrived = {row["source_key"] for row in await connection.fetch(known, self.sent)}
        missing = [f"{what} without its line" for what, _ in (self.seen - lines).elements()]
        missing += ["request.ask without its line" for _ in (self.asked - asked).elements()]
        return missing + ["accepted and not there" for key in self.sent if key not in arrived]
