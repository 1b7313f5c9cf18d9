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
from publishing.phrasing.queries import NAME_COLUMNS, OWN_NAME, OWN_WORDS
from publishing.showing.margin_queries import MARGIN, MARGIN_COLUMNS
from publishing.visibility.replaced import COLUMNS, CORRECTED_AT, EARLIER_SHOWN
from publishing.visibility.sql import (
    EPISODE_SHOWN,
    GRANTS,
    LETTER_SHOWN,
    LINE_SHOWN,
    REPORT_READY,
    REPORT_SHOWN,
    RESULT_SHOWN,
    WANTS_TALK,
    grant_rows,
)

SHOWN_AT = "coalesce(pb.visible_from, pb.acted_at)"
# A limit that is looked up keeps the planner from sorting a whole file for a page of it.
PAGE_OF = "limit (select ${}::int)"
CONTACT_AT = "coalesce(e.last_contact_on, date '0001-01-01')"

REPORT = f"""
select rp.id, rp.patient, pr.name as practice_name, pr.phone as practice_phone, rp.title,
       rp.laboratory, rp.taken_at, {SHOWN_AT} as shown_at, pb.id as publication, pb.act,
       pb.invite_within, pb.conclusion, pb.meaning, pb.what_to_do, m.function as clinician_role,
       {CORRECTED_AT} as corrected_at
from publication pb
join report rp on rp.id = pb.report
join patient f on f.id = rp.patient
join practice pr on pr.id = f.practice
join membership m on m.id = pb.acted_by
where pb.patient = g.patient and {REPORT_SHOWN}
"""

RESULTS = f"""{GRANTS}
select p.publication, r.id, r.name, r.code, r.code_system, r.comparator, r.value, r.unit,
       r.value_text, r.range_low, r.range_high, r.range_text, r.flag, r.flag_text, r.remark,
       r.status, r.taken_at, {COLUMNS}, {NAME_COLUMNS},
       {MARGIN_COLUMNS}
from published_result p join result r on r.id = p.result
join report rp on rp.id = r.report
join g on g.patient = rp.patient {EARLIER_SHOWN} {OWN_NAME} {MARGIN}
where p.publication = any($2) and {RESULT_SHOWN}
order by r.position, r.id
"""

EPISODE = f"""
select e.id, e.patient, pr.name as practice_name, e.title, e.is_closed, e.started_on,
       e.last_contact_on, {CONTACT_AT} as shown_on
from episode e
join patient f on f.id = e.patient
join practice pr on pr.id = f.practice
where e.patient = g.patient and $2::timestamptz is not null and {EPISODE_SHOWN}
"""

LINE = f"""
select l.id, l.kind, l.body, l.recorded_on, l.contact, l.episode, c.practitioner_role
from journal_line l
left join contact c on c.id = l.contact
where l.patient = g.patient and $2::timestamptz is not null and {LINE_SHOWN}
"""

NEW_REPORT = f"""
select case when pb.act = 'invite' then 'invitation' else 'result' end as kind, rp.id,
       pr.name as practice_name, {SHOWN_AT} as shown_at
from publication pb join report rp on rp.id = pb.report
join patient f on f.id = rp.patient join practice pr on pr.id = f.practice
where pb.patient = g.patient and {SHOWN_AT} > $3 and {REPORT_READY} and not {WANTS_TALK}
order by {SHOWN_AT} desc, pb.report desc limit $4
"""

NEW_LETTER = f"""
select 'letter', l.id, pr.name, l.accorded_at
from letter l join patient f on f.id = l.patient join practice pr on pr.id = f.practice
where l.patient = g.patient and l.accorded_at > $3 and {LETTER_SHOWN}
order by l.accorded_at desc, l.id desc limit $4
"""


def whole(body: str, order: str = "") -> str:
    """
    Make the statement that reads one kind of thing, file by file.

    Within one file an index gives the order, so that a page costs the same however long the list.
    """
    ordered = f" order by {order}" if order else ""
    return f"{GRANTS} select found.* from g cross join lateral ({body}) found{ordered}"


def after(key: str, kind: str, place: int = 3) -> str:
    """
    Say that a row comes after the last one seen: its moment of this kind and its id, or null.

    Both are looked up, as a limit is: what the planner cannot see, it does not plan anew for each
    time, which takes longer than reading a page.
    """
    moment, last = f"(select ${place}::{kind})", f"(select ${place + 1}::uuid)"
    return f"({moment} is null or ({key}) < ({moment}, {last}))"


def with_words(body: str) -> str:
    """Make the statement that reads one thing, with the hard words of the practice it is from."""
    return (
        f"{GRANTS} select found.*, {OWN_WORDS} from g cross join lateral ({body}) found"
        " join patient f on f.id = found.patient"
    )


REPORTS = whole(
    f"{REPORT} and {after(f'{SHOWN_AT}, pb.report', 'timestamptz')}"
    f" order by {SHOWN_AT} desc, pb.report desc {PAGE_OF.format(5)}",
    "shown_at desc, id desc limit $5",
)
EPISODES = whole(
    f"{EPISODE} and {after(f'{CONTACT_AT}, e.id', 'date')}"
    f" order by {CONTACT_AT} desc, e.id desc {PAGE_OF.format(5)}",
    "shown_on desc, id desc limit $5",
)
LINES, LOOSE_LINES = (
    whole(
        f"{LINE} and {whose} and {after('l.recorded_on, l.id', 'date', 4)}"
        f" order by l.recorded_on desc, l.id desc {PAGE_OF.format(6)}",
        "recorded_on desc, id desc limit $6",
    )
    # Two statements, so that each has an index in the order of its pages.
    for whose in ("l.episode = $3", "l.episode is null and $3::uuid is null")
)
FIRST = f"{LINE} and l.episode = wanted.id order by l.recorded_on desc, l.id desc limit $4"
LINES_PER_EPISODE = whole(
    f"select first.* from unnest($3::uuid[]) as wanted(id) cross join lateral ({FIRST}) first",
    "recorded_on desc, id desc",
)
NEWS = whole(f"({NEW_REPORT}) union all ({NEW_LETTER})", "shown_at desc, id desc limit $4")
ONE_REPORT = with_words(f"{REPORT} and rp.id = $3")
ONE_EPISODE = whole(f"{EPISODE} and e.id = $3")


def _base(grants: Sequence[Grant]) -> tuple[str, datetime]:
    return grant_rows(grants), grants[0].at


async def reports(
    grants: Sequence[Grant], before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Any]:
    """Give a page of reports, the last shown first."""
    moment, last = before or (None, None)
    return await fetch(
        REPORTS,
        *_base(grants),
        moment,
        last,
        limit,
    )


async def report(grants: Sequence[Grant], report_id: UUID) -> Any | None:
    """Give one report."""
    return await fetch_one(ONE_REPORT, *_base(grants), report_id)


async def results(grants: Sequence[Grant], publications: Sequence[UUID]) -> Sequence[Any]:
    """Give the results of publications that have been found shown, in the laboratory's order."""
    return await fetch(RESULTS, grant_rows(grants), list(publications))


async def episodes(
    grants: Sequence[Grant], before: tuple[date, UUID] | None, limit: int
) -> Sequence[Any]:
    """Give a page of episodes, the latest contact first; unknown dates come last."""
    contact, last = before or (None, None)
    return await fetch(
        EPISODES,
        *_base(grants),
        contact,
        last,
        limit,
    )


async def episode(grants: Sequence[Grant], episode_id: UUID) -> Any | None:
    """Give one episode."""
    return await fetch_one(ONE_EPISODE, *_base(grants), episode_id)


async def lines(
    grants: Sequence[Grant],
    episode_id: UUID | None,
    before: tuple[date, UUID] | None,
    limit: int,
) -> Sequence[Any]:
    """Give a page of lines of one episode (None: of no episode), the last recorded first."""
    recorded, last = before or (None, None)
    return await fetch(
        LINES if episode_id else LOOSE_LINES,
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
