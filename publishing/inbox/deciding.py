"""
The four acts of a clinician on a report: one act, one line, one winner.

A result is invisible until a clinician publishes it with a conclusion; nothing runs at a planned
time. What is saved or invited stays on the list.
Source: MijnGezondheid.net, FAQ online inzage.
"""

from datetime import datetime
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.ids import new_id
from consent.model import Actor, Reason
from consent.statements import hold
from publishing import policy
from publishing.inbox import queries
from publishing.inbox.listing import report_here
from publishing.inbox.model import InboxReport
from publishing.model import Act
from publishing.phrasing import templates
from publishing.policy import Decision
from publishing.tasks import queries as tasks

ACTIONS = {
    Act.INVITE: Action.RESULT_INVITE,
    Act.PUBLISH: Action.RESULT_PUBLISH,
    Act.PUBLISH_AND_INVITE: Action.RESULT_PUBLISH,
    Act.SAVE: Action.RESULT_SAVE,
}


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
    if decision.act.shows_values and report.terms.awaits_talk:
        await _keep_for_talk(clinician, report, at)
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
    shown = [one for one in report.results if one.id in decision.ticks.shown]
    if decision.act.shows_values and not any(map(report.terms.may_show, shown)):
        raise Refused(Reason.NOTHING_CHOSEN, report.person, report.practice)


async def _keep_for_talk(clinician: Actor, report: InboxReport, at: datetime) -> None:
    """Put it on the action list, where it is ticked that they have talked, unless it is there."""
    if report.doing.task is not None:
        return
    await tasks.end(report.id, at)
    row = {"id": new_id(at), "report": report.id, "owner": clinician.id, "body": ""}
    await tasks.add({**row, "set_by": clinician.id, "set_at": at})
    await accesslog.record(
        clinician, Event(Action.TASK_SET, at, practice=report.practice, object_id=report.id)
    )


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
        "visible_from": policy.shown_from(decision, report.terms.publish_from, at)
        if shows
        else None,
        "invite_within": decision.invite_within.value if decision.invite_within else "",
        "acted_by": clinician.id,
        "acted_at": at,
    }
    ticked = [result.id for result in report.results if result.id in decision.ticks.shown]
    await queries.add_publication(
        row,
        [{"id": new_id(at), "publication": publication, "result": one} for one in ticked],
    )
    await templates.note_use(clinician, publication, decision.begun, at)


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
