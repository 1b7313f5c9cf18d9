"""Statements of the access log: append, number, read."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.queries.insertion import Insertion
from consent.statements import fetch, fetch_one, require_transaction
from consent.tables import AccessEntry

ENTRIES = Insertion(AccessEntry)

NUMBER = """
insert into access_number (entry, person, number)
select e.id, $1::uuid, last.number + row_number() over (order by e.id)
from access_entry e
cross join (select coalesce(max(number), 0) as number from access_number where person = $1) last
where e.person = any(array(select $1::uuid union all select id from person where merged_into = $1))
  and not exists (select 1 from access_number n where n.entry = e.id)
"""

LINES = """
select n.number, e.occurred_at, e.event_subtype, e.outcome, e.user_kind, e.user_id, e.user_name,
       e.user_role, e.organisation, e.object_detail, e.break_glass, e.reason_text,
       coalesce(p.names_shown, false) as names_shown,
       e.user_kind = 'person' and e.user_id = e.person as own
from access_number n
join access_entry e on e.id = n.entry
left join practice p on p.id = e.practice
where n.person = $1
"""


async def append(rows: Sequence[dict[str, Any]]) -> None:
    """Write the lines; they cannot be changed afterwards."""
    await ENTRIES.add(rows)


async def number_lines(person: UUID) -> None:
    """
    Give every line of this person that has none yet the next number of their list.

    Lines of a double registration that became this person are among them.

    One at a time per person, so that the numbers have no gap and never change. Lines are not
    numbered as they are written: that would make all looks into one file wait for each other.
    """
    require_transaction()
    await fetch("select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 7513))", person)
    await fetch(NUMBER, person)


async def lines(person: UUID, before: int | None, limit: int) -> Sequence[Any]:
    """Give the lines of a person below the number `before`, the newest first."""
    return await fetch(
        LINES + " and ($2::bigint is null or n.number < $2) order by n.number desc limit $3",
        person,
        before,
        limit,
    )


async def counts(person: UUID) -> Any:
    """Count the numbered lines: others, own, emergency, and the moment of the oldest."""
    return await fetch_one(
        "select count(*) filter (where not (e.user_kind = 'person' and e.user_id = e.person))"
        " as others,"
        " count(*) filter (where e.user_kind = 'person' and e.user_id = e.person) as own,"
        " count(*) filter (where e.break_glass) as emergency, min(e.occurred_at) as since"
        " from access_number n join access_entry e on e.id = n.entry where n.person = $1",
        person,
    )


async def newest() -> Any | None:
    """Give the newest line of all."""
    return await fetch_one("select id, occurred_at from access_entry order by id desc limit 1")


async def has_line(line: UUID) -> bool:
    """Tell whether there is a line with this id."""
    return await fetch_one("select from access_entry where id = $1", line) is not None
