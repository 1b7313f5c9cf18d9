"""On which days something came in or took place in the files of a practice, without what it was."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from publishing.queries import happenings as queries


async def days(practice: UUID, first: date, last: date) -> Mapping[UUID, frozenset[date]]:
    """Give the days of a period, per file, on which there was a reason to look into it."""
    found: dict[UUID, set[date]] = {}
    for row in await queries.days(practice, first, last):
        found.setdefault(row["file"], set()).add(row["happened_on"])
    return {file: frozenset(dates) for file, dates in found.items()}
