"""Statements of one report in the clinician's inbox, and of the acts on it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from publishing.inbox.pile_queries import REPORT
from publishing.phrasing.queries import NAME_COLUMNS, OWN_NAME
from publishing.showing.margin_queries import MARGIN, MARGIN_COLUMNS
from publishing.tables import Publication, PublishedResult, Report
from publishing.visibility.replaced import COLUMNS, EARLIER

RESULTS = f"""
select r.report, r.id, r.name, r.code, r.code_system, r.comparator, r.value, r.unit, r.value_text,
       r.range_low, r.range_high, r.range_text, r.flag, r.flag_text, r.remark, r.status, r.taken_at,
       {COLUMNS}, {NAME_COLUMNS},
       {MARGIN_COLUMNS}
from result r {EARLIER} true {OWN_NAME} {MARGIN}
where r.report = any($1) and r.superseded_at is null order by r.position, r.id
"""


# Ticked is what was ticked in any version, so that a correction keeps the choice, and what came
# after the act, because nobody has chosen about it: both ids begin with the moment they were made.
CURRENT = """
select pb.*, m.function as clinician_role, array(
    select r.id from result r where r.report = pb.report and r.superseded_at is null and (
        exists (select from published_result pr join result o on o.id = pr.result
            where pr.publication = pb.id and o.patient = r.patient and o.source = r.source
              and o.source_key = r.source_key)
        or r.version = 1 and substr(r.id::text, 15, 1) = '7' and substr(pb.id::text, 15, 1) = '7'
          and r.id > pb.id)) as results
from publication pb join membership m on m.id = pb.acted_by
where pb.report = $1 and pb.ended_at is null
"""


async def report(report_id: UUID) -> Any | None:
    """Give one report with its file."""
    return await fetch_one(REPORT + " where rp.id = $1", report_id)


async def patient_of(report_id: UUID) -> UUID | None:
    """Find the file that a report is in."""
    row = await fetch_one("select patient from report where id = $1", report_id)
    return row["patient"] if row else None


async def results(reports: Sequence[UUID]) -> Sequence[Any]:
    """Give the current results of these reports, in the laboratory's order."""
    return await fetch(
        RESULTS,
        list(reports),
    )


async def current_publication(report_id: UUID) -> Any | None:
    """Give the act that is in force on a report, and which current results it ticks."""
    return await fetch_one(CURRENT, report_id)


async def move(report_id: UUID, to: str, expected: Sequence[str]) -> bool:
    """Bring a report from one of the expected states to another; False: somebody was first."""
    require_transaction()
    moved = (
        await Report.update({Report.state: to})
        .where(Report.id == report_id, Report.state.is_in(list(expected)))
        .returning(Report.id)
    )
    return bool(moved)


async def end_publication(report_id: UUID, at: object) -> None:
    """End the act that was in force on a report."""
    require_transaction()
    await Publication.update({Publication.ended_at: at}).where(
        Publication.report == report_id, Publication.ended_at.is_null()
    )


async def add_publication(row: dict[str, Any], results: Sequence[dict[str, Any]]) -> None:
    """Write an act and the results it shows; the database refuses one without a conclusion."""
    require_transaction()
    await Publication.insert(Publication(**row))
    if results:
        await PublishedResult.insert(*(PublishedResult(**one) for one in results))
