"""What lies in the inbox: a page of reports, how many wait, and one of them; nothing is logged."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.agreements.model import hour_of
from consent.dates import today
from consent.model import Actor, PersonName, ResultCategory
from publishing import rows
from publishing.inbox import pile_queries, queries
from publishing.inbox.model import Attention, Doing, InboxReport, InForce, Pile, Terms, Waiting
from publishing.inbox.pile_queries import Asked
from publishing.model import Act, InviteWithin, Pace, ReportState

PAGE = 20


async def worklist(
    clinician: Actor, pile: Pile, at: datetime, after: UUID | None = None
) -> list[InboxReport]:
    """Give a page of one list of the active practice, worst first, after a report."""
    asked = _asked(clinician, at)
    if asked is None:
        return []
    found = await pile_queries.listed(asked, pile, after, PAGE)
    results = await queries.results([row["id"] for row in found])
    return [_report(row, [one for one in results if one["report"] == row["id"]]) for row in found]


async def following(clinician: Actor, pile: Pile, report: UUID, at: datetime) -> UUID | None:
    """Give the next report of a list; None after the last one."""
    asked = _asked(clinician, at)
    found = await pile_queries.listed(asked, pile, report, 1) if asked else []
    return found[0]["id"] if found else None


async def counts(clinician: Actor, at: datetime) -> dict[Pile, Waiting]:
    """Count what lies on each list that asks for something; empty lists are left out."""
    asked = _asked(clinician, at)
    if asked is None:
        return {}
    row = await pile_queries.counts(asked)
    return {
        pile: Waiting(row[f"{pile}_number"], row[f"{pile}_oldest"])
        for pile in Pile
        if pile is not Pile.DONE and row[f"{pile}_number"]
    }


async def report_here(clinician: Actor, report_id: UUID) -> InboxReport | None:
    """Give a report of the active practice; None when there is none. Logs nothing."""
    row = await queries.report(report_id)
    if row is None or row["practice"] != clinician.practice:
        return None
    results = await queries.results([report_id])
    in_force = await queries.current_publication(report_id)
    return _report(row, results, _in_force(in_force) if in_force else None)


def _asked(clinician: Actor, at: datetime) -> Asked | None:
    practice = clinician.practice
    return Asked(practice, clinician.id, at, today(at)) if practice else None


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
        attention=Attention(row["attention"]),
        answer_by=row["answer_by"],
        doing=Doing(
            owner=row["owner"],
            owner_name=row["owner_name"] or "",
            task=row["task"],
            due_on=row["due_on"],
            discussed_on=row["discussed_on"],
        ),
        terms=Terms(
            category=ResultCategory(row["category"]),
            takes_preliminary=row["takes_preliminary"],
            publish_from=hour_of(row["shown_from"]),
            pace=Pace(row["pace"]) if row["pace"] else Pace.AT_ONCE,
            is_discussed=row["is_discussed"],
        ),
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
