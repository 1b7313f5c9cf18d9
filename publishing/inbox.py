"""
The clinician's inbox: what came in, and the four acts on it.

A result is invisible until a clinician publishes it with a conclusion; nothing runs at a planned
time. What is saved or invited stays on the list.
Source: MijnGezondheid.net, FAQ online inzage.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.ids import new_id
from consent.model import Actor, PersonName, Reason
from consent.statements import hold
from publishing import policy, rows
from publishing.model import Act, InviteWithin, ReportState, Result, ResultFlag
from publishing.policy import Decision
from publishing.queries import inbox as queries

PAGE = 20
ACTIONS = {
    Act.INVITE: Action.RESULT_INVITE,
    Act.PUBLISH: Action.RESULT_PUBLISH,
    Act.PUBLISH_AND_INVITE: Action.RESULT_PUBLISH,
    Act.SAVE: Action.RESULT_SAVE,
}


class InForce(msgspec.Struct, frozen=True):
    """The act in force on a report: a publication, an invitation or a saved draft; times in UTC."""

    id: UUID
    act: Act
    conclusion: str
    meaning: str
    what_to_do: str
    visible_from: datetime | None
    invite_within: InviteWithin | None
    acted_at: datetime
    clinician_role: str
    shown: frozenset[UUID]


class InboxReport(msgspec.Struct, frozen=True):
    """A report as the clinician sees it: all current results, and what was done with it so far."""

    id: UUID
    patient: UUID
    person: UUID
    practice: UUID
    practice_name: str
    practice_phone: str
    number: str
    name: PersonName
    born: str
    title: str
    laboratory: str
    taken_at: datetime | None
    received_at: datetime
    state: ReportState
    results: tuple[Result, ...]
    in_force: InForce | None = None
    visible_from: datetime | None = None
    """When the patient gets to see its values (UTC); None when that was not decided."""

    def is_planned(self, at: datetime) -> bool:
        """Whether it is published for a moment that has yet to come."""
        return self.visible_from is not None and self.visible_from > at

    @property
    def seen(self) -> frozenset[UUID]:
        """What its form shows: the results, and the act in force. A decision says it saw these."""
        results = frozenset(result.id for result in self.results)
        return results | {self.in_force.id} if self.in_force else results

    @property
    def is_corrected(self) -> bool:
        """Whether the laboratory corrected what was visible, and nobody acted on it since."""
        return any(one.replaced is not None and one.replaced.is_open for one in self.results)

    @property
    def abnormal(self) -> int:
        """How many results lie outside their range."""
        calm = {ResultFlag.NORMAL, ResultFlag.UNKNOWN}
        return sum(policy.flag_of(result) not in calm for result in self.results)


class Waiting(msgspec.Struct, frozen=True):
    """How many reports wait in one state, and since when the oldest does (UTC)."""

    number: int
    oldest: datetime


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


async def decide(
    clinician: Actor, report_id: UUID, decision: Decision, at: datetime
) -> InboxReport:
    """
    Publish, publish and invite, invite only, or save: one act, one line, one winner.

    Raises:
        NotFound: no such report in this practice.
        Refused: no right, no conclusion, nothing ticked, or a moment that has passed.
        AlreadyDecided: somebody was first, or a result came or changed since the form was made.

    """
    patient = await queries.patient_of(report_id)
    if patient is None:
        raise NotFound
    await hold(patient)
    report = await _now(clinician, report_id)
    _check(clinician, report, decision, at)
    expected = [state.value for state in policy.OPEN_STATES]
    if not await queries.move(report_id, policy.NEXT_STATE[decision.act].value, expected):
        raise AlreadyDecided(Reason.ALREADY_DECIDED, report.person, report.practice)
    await queries.end_publication(report_id, at)
    await _write(clinician, report, decision, at)
    await accesslog.record(clinician, _event(report, decision, at))
    return await _now(clinician, report_id)


def _check(clinician: Actor, report: InboxReport, decision: Decision, at: datetime) -> None:
    reason = policy.may_decide(clinician, report.state, decision, at)
    if reason is Reason.ALREADY_DECIDED:
        raise AlreadyDecided(reason, report.person, report.practice)
    if reason is not None:
        raise Refused(reason, report.person, report.practice)
    if report.in_force is not None and report.in_force.id not in decision.ticks.seen:
        raise AlreadyDecided(Reason.ALREADY_DECIDED, report.person, report.practice)
    current = {result.id for result in report.results}
    if decision.ticks.seen != report.seen or not decision.ticks.shown <= current:
        raise AlreadyDecided(Reason.LIST_CHANGED, report.person, report.practice)


async def _write(clinician: Actor, report: InboxReport, decision: Decision, at: datetime) -> None:
    publication = new_id(at)
    shows = decision.act.shows_values
    row = {
        "id": publication,
        "report": report.id,
        "patient": report.patient,
        "act": decision.act.value,
        "conclusion": decision.conclusion.strip(),
        "meaning": decision.meaning.strip(),
        "what_to_do": decision.what_to_do.strip(),
        "visible_from": (decision.visible_from or at) if shows else None,
        "invite_within": decision.invite_within.value if decision.invite_within else "",
        "acted_by": clinician.id,
        "acted_at": at,
    }
    ticked = [result.id for result in report.results if result.id in decision.ticks.shown]
    await queries.add_publication(
        row,
        [{"id": new_id(at), "publication": publication, "result": one} for one in ticked],
    )


async def _now(clinician: Actor, report_id: UUID) -> InboxReport:
    report = await report_here(clinician, report_id)
    if report is None:
        raise NotFound
    return report


def _event(report: InboxReport, decision: Decision, at: datetime) -> Event:
    return Event(
        ACTIONS[decision.act],
        at,
        person=report.person,
        practice=report.practice,
        object_id=report.id,
    )


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
