"""Statements of the access log: append, number, read."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, NamedTuple
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

# Whose list: a person's whole log, or in it the looks of one who acts for them. That one's list
# has numbers of its own and holds nothing that others did.
Whose = tuple[UUID, UUID | None]

LINES = """
select {number} as number, e.id, e.occurred_at, e.event_subtype, e.outcome, e.user_kind,
       e.user_id, e.user_name, e.user_role, e.organisation, e.practice, e.object_detail,
       e.break_glass, e.reason_text, coalesce(s.name, '') as system,
       coalesce(p.names_shown, false) or e.responsible_id is not null as names_shown,
       e.user_kind = 'person' and e.user_id = coalesce($2::uuid, e.person) as own,
       e.action = 'R' and e.user_kind <> 'person' and (e.practice is null or not exists (
         select from patient f where f.person = $1 and f.practice = e.practice)) as outside
from access_number n
join access_entry e on e.id = n.entry
left join practice p on p.id = e.practice
left join source s on s.id = e.origin
where n.person = $1 and {whose}
"""
WHOLE = LINES.format(number="n.number", whose="$2::uuid is null")
OF_READER = LINES.format(
    number="row_number() over (order by e.id)",
    whose="e.user_kind = 'person' and e.user_id = $2",
)


class Statements(NamedTuple):
    """What is asked of one of the two kinds of list."""

    every_line: str
    page: str
    line: str
    totals: str
    involved: str


def statements(lines: str) -> Statements:
    """
    Make the statements over lines; $1 and $2 say whose.

    $3 to $6 are what was chosen: a period, whose lines, an organisation.
    """
    chosen = f"""
    select * from ({lines}) l
    where ($3::timestamptz is null or l.occurred_at >= $3)
      and ($4::timestamptz is null or l.occurred_at < $4)
      and case $5 when 'own' then l.own when 'others' then not l.own
                  when 'emergency' then l.break_glass when 'outside' then l.outside else true end
      and ($6 = '' or (l.organisation = $6 and not l.own))
    """  # noqa: S608 - of our own words
    newest_first = " order by l.occurred_at desc, l.id desc"
    return Statements(
        every_line=chosen + newest_first,
        page=chosen
        + " and ($7::timestamptz is null or (l.occurred_at, l.id) < ($7, $8::uuid))"
        + newest_first
        + " limit $9",
        line=f"select * from ({lines}) l where l.id = $3",  # noqa: S608 - idem
        totals=f"""
        select own, organisation, count(*) as number,
               count(*) filter (where break_glass) as emergency, min(occurred_at) as since
        from ({lines}) l group by own, organisation order by number desc, organisation
        """,  # noqa: S608 - idem
        involved=f"""
        select l.user_kind, l.user_role, l.organisation, l.outside,
               case when l.names_shown then l.user_name else '' end as name,
               count(*) as number, min(l.occurred_at) as first, max(l.occurred_at) as last
        from ({lines}) l
        where not l.own and l.user_kind in ('employee', 'elsewhere') and l.outcome = '0'
        group by 1, 2, 3, 4, 5 order by last desc, organisation, user_role limit $3
        """,  # noqa: S608 - idem
    )


OF_ALL, OF_ONE = statements(WHOLE), statements(OF_READER)


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
    whose: Whose, chosen: Sequence[Any], before: Sequence[Any], limit: int
) -> Sequence[Any]:
    """
    Give chosen lines before a moment and id (or None and None), the newest first.

    `chosen` are two moments (or None), whose lines, and an organisation (or "").
    """
    return await fetch(_of(whose).page, *whose, *chosen, *before, limit)


def every_line(whose: Whose, chosen: Sequence[Any]) -> AsyncIterator[Sequence[Any]]:
    """Give all chosen lines in pieces, the newest first, in the open transaction."""
    return stream(_of(whose).every_line, *whose, *chosen)


async def line(whose: Whose, entry: UUID) -> Any | None:
    """Give one numbered line of this list."""
    return await fetch_one(_of(whose).line, *whose, entry)


async def totals(whose: Whose) -> Sequence[Any]:
    """Count the lines of this list per organisation, own ones apart, the most first."""
    return await fetch(_of(whose).totals, *whose)


async def involved(whose: Whose, limit: int) -> Sequence[Any]:
    """Give who looked or did something in this list, each once, who came last first."""
    return await fetch(_of(whose).involved, *whose, limit)


def _of(whose: Whose) -> Statements:
    return OF_ALL if whose[1] is None else OF_ONE


async def newest() -> Any | None:
    """Give the newest line of all."""
    return await fetch_one("select id, occurred_at from access_entry order by id desc limit 1")


async def has_line(line: UUID) -> bool:
    """Tell whether there is a line with this id."""
    return await fetch_one("select from access_entry where id = $1", line) is not None


async def readings(
    thing: UUID, actions: Sequence[str], since: object, until: object
) -> Sequence[Any]:
    """Give the looks of patients and representatives at one thing in a period, oldest first."""
    return await fetch(
        "select occurred_at, user_role from access_entry where object_id = $1"
        " and user_kind = 'person' and event_subtype = any($2) and outcome = '0'"
        " and occurred_at >= $3 and occurred_at < $4 order by occurred_at, id",
        thing,
        list(actions),
        since,
        until,
    )
