"""What lies in the inbox: a page of reports, how many wait, and one of them; nothing is logged."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.model import Actor, PersonName
from publishing import rows
from publishing.inbox.model import InboxReport, InForce, Waiting
from publishing.model import Act, InviteWithin, ReportState
from publishing.queries import inbox as queries

PAGE = 20


async def worklist(
    clinician: Actor, states: Sequence[ReportState], after: UUID | None = None
) -> list[InboxReport]:
    """Give a page of reports of the active practice, the longest waiting first."""
    if clinician.practice is None:
        return []
    found = await queries.worklist(clinician.practice, [*states], after, PAGE)
    results = await queries.results([row["id"] for row in found])
    return [_report(row, [one for one in results if one["report"] == row["id"]]) for row in found]


async def counts(clinician: Actor) -> dict[ReportState, Waiting]:
    """Count the active practice's reports that wait, per state; states without any are left out."""
    if clinician.practice is None:
        return {}
    return {
        ReportState(row["state"]): Waiting(row["number"], row["oldest"])
        for row in await queries.counts(clinician.practice)
    }


async def report_here(clinician: Actor, report_id: UUID) -> InboxReport | None:
    """Give a report of the active practice; None when there is none. Logs nothing."""
    row = await queries.report(report_id)
    if row is None or row["practice"] != clinician.practice:
        return None
    results = await queries.results([report_id])
    in_force = await queries.current_publication(report_id)
    return _report(row, results, _in_force(in_force) if in_force else None)


def _report(row: Any, results: Sequence[Any], in_force: InForce | None = None) -> InboxReport:
    return InboxReport(
        id=row["id"],
        patient=row["patient"],
        person=row["person"],
        practice=row["practice"],
        practice_name=row["practice_name"],
        practice_phone=row["practice_phone"],
        number=row["number"],
        name=PersonName.of(row),
        born=row["born"],
        title=row["title"],
        laboratory=row["laboratory"],
        taken_at=row["taken_at"],
        received_at=row["received_at"],
        state=ReportState(row["state"]),
        results=tuple(rows.versioned(one) for one in results),
        in_force=in_force,
        visible_from=row["visible_from"],
    )


def _in_force(row: Any) -> InForce:
    within = row["invite_within"]
    return InForce(
        id=row["id"],
        act=Act(row["act"]),
        conclusion=row["conclusion"],
        meaning=row["meaning"],
        what_to_do=row["what_to_do"],
        visible_from=row["visible_from"],
        invite_within=InviteWithin(within) if within else None,
        acted_at=row["acted_at"],
        clinician_role=row["clinician_role"],
        shown=frozenset(row["results"]),
    )
