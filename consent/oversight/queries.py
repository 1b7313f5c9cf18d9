"""Statements that read the log of one practice: its lines, and how many of what."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from consent.oversight.model import Per, Period
from consent.statements import fetch

WITHIN = """
from access_entry e
left join source s on s.id = e.origin
left join patient f on f.person = e.person and f.practice = e.practice
where e.practice = $1 and e.occurred_at >= $2 and e.occurred_at < $3
"""
LINES = f"""
select e.id, e.occurred_at, e.event_subtype, e.outcome, e.user_kind, e.user_id, e.user_name,
       e.user_role, e.organisation, e.practice, e.object_detail, e.break_glass, e.reason_text,
       coalesce(s.name, '') as system, e.user_kind = 'person' as own,
       f.id as file, coalesce(f.number, '') as number
{WITHIN}
"""
OTHERS = "e.user_kind in ('employee', 'elsewhere')"
COUNTS = f"""
count(*) filter (where {OTHERS}) as looks,
count(*) filter (where e.user_kind = 'person') as visits,
count(distinct e.person) as files,
count(distinct coalesce(e.user_id::text, e.user_name)) filter (where {OTHERS}) as people,
count(*) filter (where e.break_glass) as emergencies
"""
OF_ONE = " and ($4::uuid is null or e.user_id = $4) and ($5 = '' or f.number = $5)"
# What is nobody's file is in the lines, and is not counted.
FILES = OF_ONE + " and e.person is not null"
DAYS = (
    f"select (e.occurred_at at time zone 'Europe/Amsterdam')::date as on, {COUNTS}"
    f"{WITHIN}{FILES} group by 1 order by 1 desc limit $6"
)
EMPLOYEES = (
    "select e.user_id as by, max(e.user_name) as name, max(e.user_role) as function,"
    f" coalesce(max(s.name), '') as system, {COUNTS} {WITHIN}{FILES}"
    f" and {OTHERS}"
    " group by e.user_id, case when e.user_id is null then e.user_name || ':' || s.name end"
    " order by looks desc, name limit $6"
)
DOSSIERS = (
    f"select f.id as file, max(f.number) as number, {COUNTS} {WITHIN}{FILES}"
    " and f.id is not null group by f.id order by looks desc, number limit $6"
)
TOTALS: Mapping[Per, str] = {Per.DAY: DAYS, Per.DOSSIER: DOSSIERS, Per.EMPLOYEE: EMPLOYEES}


async def totals(per: Per, practice: UUID, asked: Sequence[Any], limit: int) -> Sequence[Any]:
    """Count a practice's lines; asked is a begin, an end, a membership or None, a number or ""."""
    return await fetch(TOTALS[per], practice, *asked, limit)


async def lines(practice: UUID, asked: Sequence[Any], limit: int) -> Sequence[Any]:
    """Give a practice's lines, the newest first; `asked` as for `totals`."""
    return await fetch(
        LINES + OF_ONE + " order by e.occurred_at desc, e.id desc limit $6",
        practice,
        *asked,
        limit,
    )


async def lines_of_person(
    practice: UUID, person: UUID, period: Period, before: Sequence[Any], limit: int
) -> Sequence[Any]:
    """Give what a practice's log has of a person before a moment and id (or None and None)."""
    return await fetch(
        LINES + " and e.person = $4"
        " and ($5::timestamptz is null or (e.occurred_at, e.id) < ($5, $6::uuid))"
        " order by e.occurred_at desc, e.id desc limit $7",
        practice,
        period.begins,
        period.ends,
        person,
        *before,
        limit,
    )
