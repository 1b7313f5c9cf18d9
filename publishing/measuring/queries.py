"""
Statements that read measurements. Each takes grants and puts the visibility condition in.

$1 are the grants; pages go on after the moment and the topic or number of the last one seen.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.model import Grant
from consent.statements import fetch, fetch_one
from publishing.visibility.sql import GRANTS, MEASUREMENT_SHOWN, grant_rows

# A remark is between care providers; the copy of the whole file has it.
SHOWN = f"""
select m.id, m.patient, pr.name as practice_name, m.topic, m.series, m.position, m.name, m.code,
       m.code_system, m.comparator, m.value, m.unit, m.value_text, m.range_low, m.range_high,
       m.range_text, m.flag, '' as flag_text, '' as remark, 'final' as status, m.taken_at
from g join measurement m on m.patient = g.patient
left join contact c on c.id = m.contact
join patient f on f.id = m.patient join practice pr on pr.id = f.practice
where {MEASUREMENT_SHOWN}
"""
# The newest of every topic; a page counts topics, of which some have two numbers.
NEWEST = f"""{GRANTS}, newest as (
  select *, rank() over (partition by patient, topic order by taken_at desc) as place
  from ({SHOWN}) shown
), numbered as (
  select *, dense_rank() over (order by taken_at desc, topic desc) as number from newest
  where place = 1
    and ($2::timestamptz is null or (taken_at, topic) < ($2, $3::text))
)
select * from numbered where number <= $4 order by number, patient, position, id
"""
ONE = f"{GRANTS} {SHOWN} and m.id = $2"
COURSE = f"""{GRANTS} {SHOWN} and m.patient = $2 and m.topic = $3
  and ($4::timestamptz is null or (m.taken_at, m.id) < ($4, $5::uuid))
order by m.taken_at desc, m.id desc limit $6
"""
EVERY = f"""{GRANTS} {SHOWN} and ($2::timestamptz is null or (m.taken_at, m.id) < ($2, $3::uuid))
order by m.taken_at desc, m.id desc limit $4
"""


async def newest(
    grants: Sequence[Grant], before: tuple[datetime, str] | None, limit: int
) -> Sequence[Any]:
    """Give the newest values of a page of topics, the last measured first."""
    moment, topic = before or (None, None)
    return await fetch(NEWEST, grant_rows(grants), moment, topic, limit)


async def one(grants: Sequence[Grant], measurement: UUID) -> Any | None:
    """Give one value."""
    return await fetch_one(ONE, grant_rows(grants), measurement)


async def course(
    grants: Sequence[Grant],
    topic: tuple[UUID, str],
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> Sequence[Any]:
    """Give a page of the values of a topic in one file, the last measured first."""
    moment, last = before or (None, None)
    return await fetch(COURSE, grant_rows(grants), *topic, moment, last, limit)


async def every(
    grants: Sequence[Grant], before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Any]:
    """Give a page of all values, the last measured first."""
    moment, last = before or (None, None)
    return await fetch(EVERY, grant_rows(grants), moment, last, limit)
