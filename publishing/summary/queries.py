"""
Statements that read the summary. Each takes grants and puts the visibility condition in.

$1 are the grants, in which the day of the look stands too.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from consent.model import Grant, Section
from consent.statements import fetch
from publishing.measuring.queries import TOPICS
from publishing.visibility.sql import (
    GRANTS,
    MEASUREMENT_SHOWN,
    SUMMARY_CURRENT,
    SUMMARY_SHOWN,
    grant_rows,
)

# What holds comes first, then by the day it began, or ended; what has no day comes last.
ITEMS = f"""{GRANTS}
select * from (
  select s.id, s.patient, pr.name as practice_name, s.section, s.name, s.detail, s.nature,
         s.gravity, s.state, s.code, s.code_system, s.begun_on, s.ended_on,
         {SUMMARY_CURRENT} as is_current,
         coalesce(case when {SUMMARY_CURRENT} then s.begun_on
             else coalesce(s.ended_on, s.begun_on) end, date '0001-01-01') as shown_on
  from g join summary_item s on s.patient = g.patient
  join patient f on f.id = s.patient join practice pr on pr.id = f.practice
  where s.section = $2 and {SUMMARY_SHOWN}
) found
where $3::boolean is null or (is_current, shown_on, id) < ($3, $4::date, $5::uuid)
order by is_current desc, shown_on desc, id desc limit $6
"""

COUNTS = f"""{GRANTS}, {TOPICS}
select s.section, count(*) as number
from g join summary_item s on s.patient = g.patient
where {SUMMARY_SHOWN} and {SUMMARY_CURRENT} group by s.section
union all
select 'measurements', count(*) from g join topics t on t.patient = g.patient
where exists (select from measurement m left join contact c on c.id = m.contact
    where m.patient = t.patient and m.topic = t.topic and {MEASUREMENT_SHOWN})
"""


async def items(
    grants: Sequence[Grant],
    section: Section,
    before: tuple[bool, date, UUID] | None,
    limit: int,
) -> Sequence[Any]:
    """Give a page of one section: what holds now, then what has ended, the latest first."""
    current, day, last = before or (None, None, None)
    return await fetch(ITEMS, grant_rows(grants), section.value, current, day, last, limit)


async def counts(grants: Sequence[Grant]) -> Sequence[Any]:
    """Give how much of each section holds now, and of how many things there are measurements."""
    return await fetch(COUNTS, grant_rows(grants))
