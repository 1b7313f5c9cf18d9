"""Statements of sample checks: what there is to draw from, what was drawn, and its outcomes."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from consent.oversight.model import Period
from consent.statements import fetch, fetch_one, require_transaction
from consent.tables import CheckDraw, CheckLine

LOOKS = """
select e.id, e.occurred_at, e.user_id, e.user_name, e.person, e.break_glass, f.id as file,
       h.family, h.own_family, h.partner_family, coalesce(s.name, '') as system
from access_entry e
join person h on h.id = e.person
left join source s on s.id = e.origin
left join patient f on f.person = e.person and f.practice = e.practice
where e.practice = $1 and e.occurred_at >= $2 and e.occurred_at < $3
  and e.action = 'R' and e.outcome = '0' and e.user_kind in ('employee', 'elsewhere')
order by e.id
"""
DRAWN = """
select c.id, c.entry, c.rules, c.due_on, c.outcome, c.note_sealed, c.told_at, c.told_sealed,
       d.month, d.drawn_at, p.name as practice_name,
       e.occurred_at, e.event_subtype, e.outcome as line_outcome, e.user_kind, e.user_id,
       e.user_name, e.user_role, e.organisation, e.practice, e.person, e.object_detail,
       e.break_glass, e.reason_text, coalesce(s.name, '') as system, f.id as file,
       coalesce(f.number, '') as number,
       h.given, h.prefix, h.family
from check_line c
join check_draw d on d.id = c.draw
join practice p on p.id = d.practice
join access_entry e on e.id = c.entry
join person h on h.id = e.person
left join source s on s.id = e.origin
left join patient f on f.person = e.person and f.practice = e.practice
"""
LINES = f"{DRAWN} where d.practice = $1"
TOLD = f"""
{DRAWN} where c.told_at is not null
  and e.person = any(array(select $1::uuid union all select id from person where merged_into = $1))
order by c.told_at desc, c.id limit 5
"""  # noqa: S608 - of our own words
# What somebody has to do something about: to judge it, or to tell it.
OPEN = " and (c.outcome in ('', 'asked') or (c.outcome = 'unlawful' and c.told_at is null))"
# Nobody checks what they did themselves, here or, by their name, in another system.
OTHERS = " and (case when e.user_id is null then e.user_name <> $2 else e.user_id <> $3::uuid end)"
WAITING = f"""
select count(*) as number, min(drawn_at) as oldest from (
  {LINES} {OPEN} {OTHERS}
) waiting
"""  # noqa: S608 - of our own words
OWN_WAITING = f"""
select count(*) as number from ({LINES} {OPEN}
  and (case when e.user_id is null then e.user_name = $2 else e.user_id = $3::uuid end)) l
"""  # noqa: S608 - of our own words
CHECKED = """
select p.name as practice, d.month, count(*) filter (where c.outcome <> '') as checked,
       count(*) filter (where c.told_at is not null) as unlawful
from patient f
join practice p on p.id = f.practice
join check_draw d on d.practice = p.id
join check_line c on c.draw = d.id
where f.person = $1 and f.ended_at is null and ($2::uuid is null or p.id = $2)
  and d.month = (select max(l.month) from check_draw l join check_line k on k.draw = l.id
                 where l.practice = p.id and k.outcome <> '')
group by p.name, d.month order by p.name
"""


async def looks(practice: UUID, period: Period) -> Sequence[Any]:
    """Give all looks of others into files of a practice."""
    return await fetch(LOOKS, practice, period.begins, period.ends)


async def add_draw(draw: dict[str, Any], lines: Sequence[dict[str, Any]]) -> None:
    """Write a draw with its lines."""
    require_transaction()
    await CheckDraw.insert(CheckDraw(**draw))
    if lines:
        await CheckLine.insert(*(CheckLine(**line) for line in lines))


async def draws(practice: UUID) -> Sequence[Any]:
    """Give the draws of a practice, the newest month first, at most a year of them."""
    return await fetch(
        "select d.id, d.month, d.seed, d.looks, d.drawn_at, count(c.id) as lines,"
        " count(c.id) filter (where c.outcome in ('lawful', 'unlawful')) as done,"
        " count(c.id) filter (where c.outcome = 'unlawful') as unlawful"
        " from check_draw d left join check_line c on c.draw = d.id"
        " where d.practice = $1 group by d.id order by d.month desc limit 12",
        practice,
    )


async def is_drawn(practice: UUID, month: date) -> bool:
    """Tell whether the sample of a month was drawn."""
    found = await fetch_one(
        "select from check_draw where practice = $1 and month = $2", practice, month
    )
    return found is not None


async def lines(practice: UUID, name: str, membership: UUID | None) -> Sequence[Any]:
    """Give the drawn lines of a practice that are not somebody's own, what waits longest first."""
    return await fetch(
        LINES
        + OTHERS
        + " order by (c.outcome = 'lawful' or c.told_at is not null), c.due_on, c.id limit 400",
        practice,
        name,
        membership,
    )


async def waiting(practice: UUID, name: str, membership: UUID | None) -> Any:
    """Count the drawn lines that wait for somebody, and give when the oldest was drawn."""
    return await fetch_one(WAITING, practice, name, membership)


async def own(practice: UUID, name: str, membership: UUID | None) -> int:
    """Count the drawn lines that wait and that somebody else has to check."""
    row = await fetch_one(OWN_WAITING, practice, name, membership)
    return int(row["number"]) if row else 0


async def line(practice: UUID, check: UUID) -> Any | None:
    """Find one drawn line of a practice."""
    return await fetch_one(LINES + " and c.id = $2", practice, check)


async def judge(check: UUID, values: dict[Any, Any]) -> bool:
    """Write the outcome of a line that has none for good; False when somebody was first."""
    require_transaction()
    return bool(
        await CheckLine.update(values)
        .where(
            (CheckLine.id == check) & (CheckLine.outcome != "lawful") & CheckLine.told_at.is_null()
        )
        .returning(CheckLine.id)
    )


async def checked(person: UUID, only: UUID | None) -> Sequence[Any]:
    """Count what was checked at each practice of a person, in the last month with an outcome."""
    return await fetch(CHECKED, person, only)


async def tell(check: UUID, outcome: str, values: dict[Any, Any]) -> bool:
    """Write what was told of a line with this outcome; False when it was told or has another."""
    require_transaction()
    return bool(
        await CheckLine.update(values)
        .where(
            (CheckLine.id == check) & (CheckLine.outcome == outcome) & CheckLine.told_at.is_null()
        )
        .returning(CheckLine.id)
    )


async def told(person: UUID) -> Sequence[Any]:
    """Give the lines about which a person was told, the newest first, at most five."""
    return await fetch(TOLD, person)
