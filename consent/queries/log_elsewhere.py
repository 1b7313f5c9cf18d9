"""Statements of lines that other systems logged."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one

COVERAGE = """
select p.name as practice, coalesce(s.name, '') as system, s.log_since,
       coalesce(s.kind = 'practice_system', false) as is_own
from patient f
join practice p on p.id = f.practice
left join source s on s.practice = p.id and s.log_since is not null and s.ended_at is null
where f.person = $1 and f.ended_at is null and ($2::uuid is null or p.id = $2)
order by p.name, s.log_since, s.name
"""


async def by_key(source: UUID, key: str) -> Any | None:
    """Find the line that a source sent under this number."""
    return await fetch_one(
        "select person, occurred_at, action, outcome, user_name, user_role, organisation,"
        " object_detail, break_glass, reason_text from access_entry"
        " where origin = $1 and origin_key = $2",
        source,
        key,
    )


async def coverage(person: UUID, only: UUID | None) -> Sequence[Any]:
    """Give every practice of a person, or only one, with each system that sends its log, if any."""
    return await fetch(COVERAGE, person, only)
