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
from publishing.phrasing.queries import NAME_COLUMNS, OWN_NAME
from publishing.visibility.sql import GRANTS, MEASUREMENT_SHOWN, grant_rows

# A remark is between care providers; the copy of the whole file has it.
SHOWN = f"""
select m.id, m.patient, pr.name as practice_name, m.topic, m.series, m.position, m.name, m.code,
       m.code_system, m.comparator, m.value, m.unit, m.value_text, m.range_low, m.range_high,
       m.range_text, m.flag, '' as flag_text, '' as remark, 'final' as status, m.taken_at,
       {NAME_COLUMNS}
from g join measurement m on m.patient = g.patient
left join contact c on c.id = m.contact
join patient f on f.id = m.patient join practice pr on pr.id = f.practice
cross join lateral (select m.patient, m.code_system, m.code) r
{OWN_NAME}
where {MEASUREMENT_SHOWN}
"""
# Each topic is looked up in the index for its newest value alone, however many there are.
TOPICS = """
topics as (
  select distinct m.patient, m.topic from g join measurement m on m.patient = g.patient
  where m.superseded_at is null
)"""
# A page counts topics, of which some have two numbers at one moment.
NEWEST = f"""{GRANTS}, {TOPICS}, latest as (
  select t.patient, t.topic, one.taken_at, t.topic || '/' || t.patient as place
  from topics t cross join lateral (
    {SHOWN} and m.patient = t.patient and m.topic = t.topic order by m.taken_at desc limit 1
  ) one
  where $2::timestamptz is null or (one.taken_at, t.topic || '/' || t.patient) < ($2, $3::text)
  order by one.taken_at desc, place desc limit $4
)
select shown.* from latest l cross join lateral (
  {SHOWN} and m.patient = l.patient and m.topic = l.topic and m.taken_at = l.taken_at
) shown
order by l.taken_at desc, l.place desc, shown.position, shown.id
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
    moment, place = before or (None, None)
    return await fetch(NEWEST, grant_rows(grants), moment, place, limit)


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
