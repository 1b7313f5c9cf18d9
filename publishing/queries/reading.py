"""
Statements that read patient content. Each takes grants and puts the visibility condition in.

$1 are the grants, $2 the moment; keyset paging by (moment, id) of the last thing seen.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from consent.model import Grant
from consent.statements import fetch, fetch_one
from publishing.visibility.sql import (
    EPISODE_SHOWN,
    GRANTS,
    LETTER_SHOWN,
    LINE_SHOWN,
    REPORT_SHOWN,
    RESULT_SHOWN,
    grant_rows,
)

SHOWN_AT = "coalesce(pb.visible_from, pb.acted_at)"

REPORTS = f"""
{GRANTS}
select rp.id, rp.patient, pr.name as practice_name, pr.phone as practice_phone, rp.title,
       rp.laboratory, rp.taken_at, {SHOWN_AT} as shown_at, pb.id as publication, pb.act,
       pb.invite_within, pb.conclusion, pb.meaning, pb.what_to_do, m.function as clinician_role
from g
join publication pb on pb.patient = g.patient
join report rp on rp.id = pb.report
join patient f on f.id = rp.patient
join practice pr on pr.id = f.practice
join membership m on m.id = pb.acted_by
where {REPORT_SHOWN}
"""

RESULTS = f"""
select p.publication, r.id, r.name, r.code, r.code_system, r.comparator, r.value, r.unit,
       r.value_text, r.range_low, r.range_high, r.range_text, r.flag, r.flag_text, r.remark,
       r.status, r.taken_at
from published_result p join result r on r.id = p.result
where p.publication = any($1) and {RESULT_SHOWN}
order by r.position, r.id
"""

LETTERS = f"""
{GRANTS}
select l.id, l.patient, pr.name as practice_name, pr.phone as practice_phone, l.title, l.kind,
       l.author, l.written_on, l.accorded_at as shown_at, l.explanation, l.file_size, l.file_pages,
       l.file_is_rebuilt
from g
join letter l on l.patient = g.patient
join patient f on f.id = l.patient
join practice pr on pr.id = f.practice
where {LETTER_SHOWN}
"""

LETTER_FILE = f"""
{GRANTS}
select l.id, l.patient, l.file_sealed, l.written_on
from g join letter l on l.patient = g.patient where {LETTER_SHOWN} and l.id = $3
"""

EPISODES = f"""
{GRANTS}
select e.id, e.patient, pr.name as practice_name, e.title, e.is_closed, e.started_on,
       e.last_contact_on
from g
join episode e on e.patient = g.patient
join patient f on f.id = e.patient
join practice pr on pr.id = f.practice
where {EPISODE_SHOWN}
"""

LINES = f"""
{GRANTS}
select l.id, l.kind, l.body, l.recorded_on, l.contact, l.episode, c.practitioner_role
from g
join journal_line l on l.patient = g.patient
left join contact c on c.id = l.contact
where {LINE_SHOWN}
"""

LINES_PER_EPISODE = f"""
select * from (
  select found.*, row_number() over (
    partition by found.episode order by found.recorded_on desc, found.id desc
  ) as place
  from ({LINES} and $2::timestamptz is not null and l.episode = any($3)) found
) placed
where place <= $4 order by recorded_on desc, id desc
"""

NEWS = f"""
{GRANTS}
select kind, id, practice_name, shown_at from (
  select case when pb.act = 'invite' then 'invitation' else 'result' end as kind, rp.id,
         pr.name as practice_name, {SHOWN_AT} as shown_at
  from g join publication pb on pb.patient = g.patient join report rp on rp.id = pb.report
  join patient f on f.id = rp.patient join practice pr on pr.id = f.practice
  where {REPORT_SHOWN}
  union all
  select 'letter', l.id, pr.name, l.accorded_at
  from g join letter l on l.patient = g.patient
  join patient f on f.id = l.patient join practice pr on pr.id = f.practice
  where {LETTER_SHOWN}
) as news where shown_at > $3 order by shown_at desc, id desc limit $4
"""


def _base(grants: Sequence[Grant]) -> tuple[str, datetime]:
    return grant_rows(grants), grants[0].at


async def reports(
    grants: Sequence[Grant], before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Any]:
    """Give a page of reports, the last shown first."""
    moment, last = before or (None, None)
    return await fetch(
        REPORTS + f" and ($3::timestamptz is null or ({SHOWN_AT}, rp.id) < ($3, $4::uuid))"
        f" order by {SHOWN_AT} desc, rp.id desc limit $5",
        *_base(grants),
        moment,
        last,
        limit,
    )


async def report(grants: Sequence[Grant], report_id: UUID) -> Any | None:
    """Give one report."""
    return await fetch_one(REPORTS + " and rp.id = $3", *_base(grants), report_id)


async def results(publications: Sequence[UUID]) -> Sequence[Any]:
    """Give the results of publications that have been found shown, in the laboratory's order."""
    return await fetch(RESULTS, list(publications))


async def letters(
    grants: Sequence[Grant], before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Any]:
    """Give a page of letters, the last accorded first."""
    moment, last = before or (None, None)
    return await fetch(
        LETTERS + " and ($3::timestamptz is null or (l.accorded_at, l.id) < ($3, $4::uuid))"
        " order by l.accorded_at desc, l.id desc limit $5",
        *_base(grants),
        moment,
        last,
        limit,
    )


async def letter(grants: Sequence[Grant], letter_id: UUID) -> Any | None:
    """Give one letter."""
    return await fetch_one(LETTERS + " and l.id = $3", *_base(grants), letter_id)


async def letter_file(grants: Sequence[Grant], letter_id: UUID) -> Any | None:
    """Give the sealed file of one letter."""
    return await fetch_one(LETTER_FILE, *_base(grants), letter_id)


async def episodes(
    grants: Sequence[Grant], before: tuple[date, UUID] | None, limit: int
) -> Sequence[Any]:
    """Give a page of episodes, the latest contact first; unknown dates come last."""
    contact, last = before or (None, None)
    order = "coalesce(e.last_contact_on, date '0001-01-01')"
    return await fetch(
        EPISODES + " and $2::timestamptz is not null"
        f" and ($3::date is null or ({order}, e.id) < ($3, $4::uuid))"
        f" order by {order} desc, e.id desc limit $5",
        *_base(grants),
        contact,
        last,
        limit,
    )


async def episode(grants: Sequence[Grant], episode_id: UUID) -> Any | None:
    """Give one episode."""
    return await fetch_one(
        EPISODES + " and $2::timestamptz is not null and e.id = $3", *_base(grants), episode_id
    )


async def lines(
    grants: Sequence[Grant],
    episode_id: UUID | None,
    before: tuple[date, UUID] | None,
    limit: int,
) -> Sequence[Any]:
    """Give a page of lines of one episode (None: of no episode), the last recorded first."""
    recorded, last = before or (None, None)
    return await fetch(
        LINES + " and $2::timestamptz is not null and l.episode is not distinct from $3"
        " and ($4::date is null or (l.recorded_on, l.id) < ($4, $5::uuid))"
        " order by l.recorded_on desc, l.id desc limit $6",
        *_base(grants),
        episode_id,
        recorded,
        last,
        limit,
    )


async def lines_per_episode(
    grants: Sequence[Grant], episodes: Sequence[UUID], limit: int
) -> Sequence[Any]:
    """Give the first lines of each of these episodes, at most `limit` each."""
    return await fetch(LINES_PER_EPISODE, *_base(grants), list(episodes), limit)


async def news(grants: Sequence[Grant], since: datetime, limit: int) -> Sequence[Any]:
    """Give what became visible since a moment, the last first."""
    return await fetch(NEWS, *_base(grants), since, limit)
