"""Statements of how results are shown: the patient's pace, and what is told to wait."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.model import Grant
from consent.statements import fetch, fetch_one, require_transaction
from publishing.queries.reading import whole
from publishing.tables import Publication, ReadingPace
from publishing.visibility.expected import ON_ITS_WAY
from publishing.visibility.replaced import CORRECTION_SHOWN, WAS_CORRECTED_AT
from publishing.visibility.sql import (
    REPORT_READY,
    RESULT_SHOWN,
    WANTS_TALK,
    WANTS_WARNING,
    grant_rows,
)

FRAME = """
from report rp
join patient f on f.id = rp.patient
join person p on p.id = f.person
join practice pr on pr.id = f.practice
"""
COLUMNS = """
select rp.id, rp.patient, pr.name as practice_name, pr.phone as practice_phone, rp.category,
       p.given, p.prefix, p.family"""
# Only what is of a sort that somebody chose a pace for is looked at, however much there is.
KEPT_BACK = f"""{COLUMNS}, pb.visible_from as since,
       case when {WANTS_TALK} then 'talk' else 'opening' end as waits_for
from (select k.id from report k join reading_pace y
      on y.person = g.person and y.category = k.category and y.pace <> 'at_once'
      where k.patient = g.patient offset 0) kept
join publication pb on pb.report = kept.id
join report rp on rp.id = kept.id
join patient f on f.id = rp.patient
join person p on p.id = f.person
join practice pr on pr.id = f.practice
where {REPORT_READY} and ({WANTS_TALK} or {WANTS_WARNING})
"""
# Who it waits for: the laboratory as long as nothing in it can be published.
EXPECTED = f"""{COLUMNS}, rp.received_at as since,
       case when exists (select from result r where r.report = rp.id and r.status <> 'pending'
           and {RESULT_SHOWN}) then 'practice' else 'laboratory' end as waits_for
{FRAME}
where rp.patient = g.patient and $2::timestamptz is not null and {ON_ITS_WAY}
  and {WAS_CORRECTED_AT} is null
"""
# What was replaced before the file was opened, its reader never saw.
CORRECTED = f"""{COLUMNS}, seen.corrected_at as since, 'look' as waits_for
{FRAME}
cross join lateral (select {WAS_CORRECTED_AT} as corrected_at offset 0) seen
where rp.patient = g.patient and seen.corrected_at > g.released_at and {CORRECTION_SHOWN}
    and not exists (select from recall rc where rc.object_id = rp.id
        and rc.recalled_at >= seen.corrected_at)
"""
# Looked up, so that one plan serves every moment: making this one takes longer than running it.
NOW = "(select $2::timestamptz)"
ALL = whole(
    f"({KEPT_BACK}) union all ({EXPECTED}) union all"
    f" ({CORRECTED} and rp.state in ('received', 'saved'))",
    "waits_for = 'look' desc, since desc, id desc limit 50",
).replace("$2", NOW)
ONE = whole(
    f"({KEPT_BACK} and rp.id = $3) union all"
    f" ({CORRECTED} and rp.state <> 'recalled' and rp.id = $3)"
)
OPEN = f"""
update publication set opened_at = $2 where id in ({
    whole(
        f"select pb.id from publication pb join report rp on rp.id = pb.report"
        f" where rp.patient = g.patient and rp.id = $3 and {REPORT_READY} and {WANTS_WARNING}"
    )
}) returning id
"""


async def paces(person: UUID) -> Sequence[Any]:
    """Give what somebody chose."""
    return await fetch(
        "select category, pace, chosen_at from reading_pace where person = $1", person
    )


async def put_pace(row: dict[str, Any]) -> None:
    """Write a choice, in the place of the one before."""
    require_transaction()
    await ReadingPace.insert(ReadingPace(**row)).on_conflict(
        target=(ReadingPace.person, ReadingPace.category),
        action="DO UPDATE",
        values=[ReadingPace.pace, ReadingPace.chosen_at],
    )


async def forget_paces(person: UUID) -> None:
    """Take away all choices of somebody."""
    require_transaction()
    await ReadingPace.update({ReadingPace.pace: "at_once"}).where(ReadingPace.person == person)


async def bring_forward(report: UUID, at: datetime) -> None:
    """Let what is planned be visible now."""
    require_transaction()
    await Publication.update({Publication.visible_from: at}).where(
        Publication.report == report,
        Publication.ended_at.is_null(),
        Publication.visible_from > at,
    )


async def open_publication(grants: Sequence[Grant], report: UUID) -> None:
    """Write that the patient opened what they were warned of."""
    require_transaction()
    await fetch(OPEN, grant_rows(grants), grants[0].at, report)


async def expected(grants: Sequence[Grant]) -> Sequence[Any]:
    """Give what is on its way in these files, or waits, the latest first; corrections before it."""
    return await fetch(ALL, grant_rows(grants), grants[0].at)


async def waiting(grants: Sequence[Grant], report: UUID) -> Any | None:
    """Give one report that waits as its patient wants, or for a look at its correction."""
    return await fetch_one(ONE, grant_rows(grants), grants[0].at, report)
