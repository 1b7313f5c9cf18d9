"""The statement that reads the course of determinations, all of a report at once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.model import Grant
from consent.statements import fetch
from publishing.showing.margin_queries import MARGIN, MARGIN_COLUMNS
from publishing.visibility.sql import GRANTS, VALUE_SHOWN, grant_rows

# Materialized, so that whether a value is shown is decided once per value and not per pair.
COURSES = f"""
{GRANTS}, shown as materialized (
  select r.id, r.patient, r.name, r.code, r.code_system, r.comparator, r.value, r.unit,
         r.value_text, r.range_low, r.range_high, r.range_text, r.flag, r.flag_text, r.remark,
         r.status, coalesce(r.taken_at, rp.taken_at) as taken_at, {MARGIN_COLUMNS}
  from g
  join publication pb on pb.patient = g.patient
  join report rp on rp.id = pb.report
  join published_result p on p.publication = pb.id
  join result r on r.id = p.result {MARGIN}
  where {VALUE_SHOWN}
    and r.code <> '' and r.value <> '' and r.comparator = ''
    and coalesce(r.taken_at, rp.taken_at) is not null
)
select * from (
  select o.*, s.id as course_of, row_number() over (
    partition by s.id order by o.taken_at desc, o.id desc
  ) as place
  from shown s join shown o
    on o.patient = s.patient and o.code_system = s.code_system and o.code = s.code
   and o.unit = s.unit and (o.id = s.id or o.taken_at < s.taken_at)
  where s.id = any($3)
) placed
where place <= $4 order by course_of, taken_at, id
"""


async def courses(grants: Sequence[Grant], results: Sequence[UUID], limit: int) -> Sequence[Any]:
    """Give each of these results after the earlier ones of its kind, at most `limit` together."""
    return await fetch(COURSES, grant_rows(grants), grants[0].at, list(results), limit)
