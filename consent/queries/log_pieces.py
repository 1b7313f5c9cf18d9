"""Statements that read the whole log of a person, piece by piece."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.queries.log import LINES
from consent.statements import fetch, fetch_one

# By organisation first: counting the different ones among all lines would sort them all.
OUTLINE = f"""
select coalesce(sum(number) filter (where not own), 0)::int as others,
       coalesce(sum(number) filter (where own), 0)::int as own,
       coalesce(sum(emergency), 0)::int as emergency, min(since) as since,
       count(*) filter (where not own) as organisations,
       coalesce(bool_or(shows_names) filter (where not own), false) as shows_names,
       coalesce(max(newest), 0) as newest
from (
  select own, organisation, count(*) as number, count(*) filter (where break_glass) as emergency,
         min(occurred_at) as since, bool_or(names_shown and user_name <> '') as shows_names,
         max(number) as newest
  from ({LINES}) lines group by own, organisation
) organisations
"""  # noqa: S608 - of our own words
PIECE = LINES + " and (e.user_kind = 'person' and e.user_id = e.person) = $2"


async def outline(person: UUID) -> Any:
    """Count the numbered lines and say what there is to know of them beforehand."""
    return await fetch_one(OUTLINE, person)


async def piece(person: UUID, numbers: range, *, own: bool) -> Sequence[Any]:
    """
    Give the lines with these numbers that are, or are not, somebody's own, the newest first.

    Numbers instead of a limit: whatever the database expects, it reads these lines alone.
    """
    return await fetch(
        PIECE + " and n.number >= $3 and n.number < $4 order by n.number desc",
        person,
        own,
        numbers.start,
        numbers.stop,
    )
