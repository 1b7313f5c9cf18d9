"""Statements that count how results went: one for the months, one for what is open now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one

# Answered is published or invited; what was only saved is not. A publication counts from the
# moment from which it shows. What the laboratory is still at has not arrived.
MONTHS = """
with acted as (
    select pb.report,
           min(coalesce(pb.visible_from, pb.acted_at))
               filter (where pb.act <> 'save') as answered_at,
           min(pb.visible_from) as shown_at
    from publication pb join patient f on f.id = pb.patient
    where f.practice = $1 and pb.acted_at >= $2 group by pb.report),
told as (
    select rp.received_at, rp.received_at + make_interval(days => pr.answer_days) as answer_by,
           acted.answered_at, acted.shown_at
    from report rp join patient f on f.id = rp.patient join practice pr on pr.id = f.practice
    left join acted on acted.report = rp.id
    where f.practice = $1 and rp.received_at >= $2 and rp.received_at <= $3
      and exists (select from result r where r.report = rp.id and r.status <> 'pending'))
select date_trunc('month', received_at at time zone 'Europe/Amsterdam')::date as month,
       count(*) as arrived,
       count(*) filter (where shown_at <= $3) as shown,
       count(*) filter (where answered_at <= least(answer_by, $3)) as in_time,
       count(*) filter (where coalesce(answered_at > $3, true) and answer_by >= $3) as still_open,
       percentile_cont(array[0.5, 0.9]) within group (order by
           extract(epoch from shown_at - received_at)) filter (where shown_at <= $3) as waited
from told group by month order by month desc
"""
OPEN = """
select count(*) filter (where age < interval '1 day') as day,
       count(*) filter (where age >= interval '1 day' and age < interval '3 days') as three_days,
       count(*) filter (where age >= interval '3 days' and age < interval '7 days') as week,
       count(*) filter (where age >= interval '7 days' and age < interval '14 days') as two_weeks,
       count(*) filter (where age >= interval '14 days') as longer
from (select $2::timestamptz - rp.received_at as age
      from report rp join patient f on f.id = rp.patient
      where f.practice = $1 and f.ended_at is null and rp.state = 'received'
        and exists (select from result r where r.report = rp.id and r.superseded_at is null
            and r.status <> 'pending')) waiting
"""


async def months(practice: UUID, since: datetime, at: datetime) -> Sequence[Any]:
    """Count what came in per month of the Netherlands, and how it was answered, newest first."""
    return await fetch(MONTHS, practice, since, at)


async def waiting(practice: UUID, at: datetime) -> Any:
    """Count what waits for an act now, by how long it does."""
    return await fetch_one(OPEN, practice, at)
