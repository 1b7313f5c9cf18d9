"""Statements of the access log: append, number, read."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

from consent.queries.insertion import Insertion
from consent.statements import fetch, fetch_one, require_transaction, stream
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
select n.number, e.id, e.occurred_at, e.event_subtype, e.outcome, e.user_kind, e.user_id,
       e.user_name, e.user_role, e.organisation, e.practice, e.object_detail, e.break_glass,
       e.reason_text, coalesce(s.name, '') as system,
       coalesce(p.names_shown, false) as names_shown,
       e.user_kind = 'person' and e.user_id = e.person as own,
       e.action = 'R' and e.user_kind <> 'person' and (e.practice is null or not exists (
         select from patient f where f.person = $1 and f.practice = e.practice)) as outside
from access_number n
join access_entry e on e.id = n.entry
left join practice p on p.id = e.practice
left join source s on s.id = e.origin
where n.person = $1
"""

# $2 to $5 are what was chosen: a period, whose lines, an organisation.
CHOSEN = f"""
select * from ({LINES}) l
where ($2::timestamptz is null or l.occurred_at >= $2)
  and ($3::timestamptz is null or l.occurred_at < $3)
  and case $4 when 'own' then l.own when 'others' then not l.own
              when 'emergency' then l.break_glass when 'outside' then l.outside else true end
  and ($5 = '' or (l.organisation = $5 and not l.own))
"""  # noqa: S608 - of our own words
NEWEST_FIRST = " order by l.occurred_at desc, l.id desc"

TOTALS = f"""
select own, organisation, count(*) as number, count(*) filter (where break_glass) as emergency,
       min(occurred_at) as since
from ({LINES}) lines group by own, organisation order by number desc, organisation
"""  # noqa: S608 - of our own words


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


async def lines(
    person: UUID, chosen: Sequence[Any], before: Sequence[Any], limit: int
) -> Sequence[Any]:
    """
    Give chosen lines before a moment and id (or None and None), the newest first.

    `chosen` are two moments (or None), whose lines, and an organisation (or "").
    """
    return await fetch(
        CHOSEN
        + " and ($6::timestamptz is null or (l.occurred_at, l.id) < ($6, $7::uuid))"
        + NEWEST_FIRST
        + " limit $8",
        person,
        *chosen,
        *before,
        limit,
    )


def every_line(person: UUID, chosen: Sequence[Any]) -> AsyncIterator[Sequence[Any]]:
    """Give all chosen lines in pieces, the newest first, in the open transaction."""
    return stream(CHOSEN + NEWEST_FIRST, person, *chosen)


async def line(person: UUID, entry: UUID) -> Any | None:
    """Give one numbered line of this person."""
    return await fetch_one(LINES + " and e.id = $2", person, entry)


async def totals(person: UUID) -> Sequence[Any]:
    """Count the numbered lines per organisation, own ones apart, the most first."""
    return await fetch(TOTALS, person)


async def newest() -> Any | None:
    """Give the newest line of all."""
    return await fetch_one("select id, occurred_at from access_entry order by id desc limit 1")


async def has_line(line: UUID) -> bool:
    """Tell whether there is a line with this id."""
    return await fetch_one("select from access_entry where id = $1", line) is not None
