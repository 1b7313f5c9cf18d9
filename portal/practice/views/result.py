"""One result as a page for the clinician: its rows, the form with four acts, and the preview."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from consent.model import Actor, Reason, Right
from portal import words
from portal.frame.blocks import Badge
from portal.frame.links import link
from portal.practice.forms.publishing import TO_THE_LIST, PublishForm
from portal.practice.pages.parts import Notice, Option
from portal.practice.pages.results import (
    Publishing,
    ResultPage,
    ResultPreview,
    TaskCard,
    When,
)
from portal.practice.phrasing import writing
from portal.practice.phrasing.writing import Beside
from portal.practice.views import phrases, results
from portal.practice.views.determinations import determination
from portal.practice.views.terms import hour_hint, wish_of
from portal.texts import text
from publishing.inbox import InboxReport, InForce
from publishing.model import Act, InviteWithin, ReportState
from publishing.policy import OPEN_STATES, SHARED_STATES

# The style sheet hides what does not apply by these ids; the order is the order on the page.
_ACTS = {
    "p1": Act.PUBLISH,
    "p2": Act.PUBLISH_AND_INVITE,
    "p3": Act.INVITE,
    "p4": Act.SAVE,
}
_WHEN = {"w1": "now", "w2": "later"}
_TERMS = (InviteWithin.DAY, InviteWithin.WEEK, InviteWithin.TWO_WEEKS, InviteWithin.MONTH)
_TARGETS = {"act": "p1"}


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One report with the form as it stands, and the list in which it was opened."""

    report: InboxReport
    form: PublishForm
    queue: Sequence[InboxReport] = ()
    tab: str = results.NEW
    following: UUID | None = None
    beside: Beside = Beside()
    faults: dict[str, str] = {}
    notice: Notice | None = None


def page(
    case: Case, preview: ResultPreview | None, clinician: Actor, at: datetime, language: str
) -> ResultPage:
    """Make the page; a published result shows how, and nothing on it can be changed."""
    report, is_open = case.report, case.report.state in OPEN_STATES
    shared = _shared(case)
    return ResultPage(
        identity=phrases.identity(report.name, report.born, at, language),
        title=report.title or text(language, "practice.results.laboratory"),
        origin=_origin(report, at, language),
        state=_state(report, at, language),
        determinations=tuple(determination(one, shared, language) for one in report.results),
        queue=tuple(results.row(one, at, language, report, case.tab) for one in case.queue),
        preview_title=text(language, "practice.preview.title", name=report.name.full),
        preview=preview,
        task=_task(report, language),
        form=_form(case, clinician, at, language) if is_open else None,
        outcome="" if is_open else _outcome(report.in_force, at, language),
        begun=writing.begun_with(case.beside, language),
        corrected=text(language, "practice.result.correction") if report.is_corrected else "",
        wish=wish_of(report, language),
        recall=_recall(report),
        marks=results.marks(report, at, language),
        is_next=case.notice is not None,
        faults=phrases.summary(case.faults, _TARGETS),
        notice=case.notice,
    )


def first_form(report: InboxReport, begun: tuple[str, ...] = ()) -> PublishForm:
    """Fill the form with what was saved before, else with everything shared; no act is chosen."""
    every = tuple(str(result.id) for result in report.results)
    seen = tuple(str(one) for one in sorted(report.seen))
    draft = report.in_force
    if draft is None:
        return PublishForm(seen=seen, share=every, within=InviteWithin.MONTH.value)
    shown = tuple(str(one.id) for one in report.results if one.id in draft.shown)
    return PublishForm(
        seen=seen,
        share=shown or every,
        conclusion=draft.conclusion,
        meaning=draft.meaning,
        what_to_do=draft.what_to_do,
        within=(draft.invite_within or InviteWithin.MONTH).value,
        begun=begun,
    )


def with_act(form: PublishForm, act: Act) -> PublishForm:
    """Fill in the act that the address names, where the form names none."""
    return msgspec.structs.replace(form, act=act.value)


def _shared(case: Case) -> frozenset[UUID]:
    return frozenset(
        result.id for result in case.report.results if str(result.id) in case.form.share
    )


def _origin(report: InboxReport, at: datetime, language: str) -> str:
    if report.taken_at is None:
        moment = phrases.ago(report.received_at, at, language)
        return text(language, "practice.result.origin_plain", moment=moment)
    return text(
        language,
        "practice.result.origin",
        laboratory=report.laboratory or text(language, "practice.results.laboratory"),
        taken=words.moment(report.taken_at, language),
    )


def _state(report: InboxReport, at: datetime, language: str) -> Badge:
    key = "planned" if report.is_planned(at) else report.state.value
    kind = "ok" if key == ReportState.PUBLISHED.value else "wait"
    return Badge(kind, text(language, f"practice.results.state.{key}"))


def _recall(report: InboxReport) -> str:
    return link("practice.result_recall", id=report.id) if report.state in SHARED_STATES else ""


def _task(report: InboxReport, language: str) -> TaskCard:
    doing = report.doing
    told = (
        ("owner", results.owner(report, language)),
        ("due", doing.due_on and words.day(doing.due_on, language)),
        ("discussed", doing.discussed_on and words.day(doing.discussed_on, language)),
    )
    facts = tuple(
        text(language, f"tasks.fact.{key}", **{"name" if key == "owner" else "date": said})
        for key, said in told
        if said
    )
    return TaskCard(link("practice.task", id=report.id), facts)


def _outcome(in_force: InForce | None, at: datetime, language: str) -> str:
    if in_force is None or in_force.visible_from is None:
        return ""
    key = "outcome_planned" if in_force.visible_from > at else "outcome_published"
    return text(
        language,
        f"practice.result.{key}",
        moment=words.moment(in_force.visible_from, language),
        name=text(language, f"log.function.{in_force.clinician_role}").lower(),
    )


def _form(case: Case, clinician: Actor, at: datetime, language: str) -> Publishing:
    here, form, faults = case.report.id, case.form, case.faults
    tab = "" if case.tab == results.NEW else case.tab
    why = None if clinician.may(Right.RESULTS_PUBLISH) else Reason.NO_RIGHT
    return Publishing(
        publish=phrases.button(link("practice.result_publish", id=here, stand=tab), why, language),
        preview=results.address(here, case.tab),
        skip=_skip(case),
        back=_back(language),
        seen=form.seen,
        conclusion=phrases.field("conclusion", form.conclusion, faults),
        meaning=phrases.field("meaning", form.meaning, faults),
        what_to_do=phrases.field("what_to_do", form.what_to_do, faults),
        acts=tuple(_act(id_, act, form, language) for id_, act in _ACTS.items()),
        act_fault=faults.get("act", ""),
        when=_when(case, at, language),
        within=tuple(_term(term, form, language) for term in _TERMS),
        writing=writing.page(case.beside, case.report, form, language),
        share_fault=faults.get("share", ""),
    )


def _skip(case: Case) -> str:
    if case.following is None:
        return link("practice.results", stand=case.tab)
    return results.address(case.following, case.tab)


def _back(language: str) -> Option:
    label = text(language, "inbox.back")
    return phrases.option("then", TO_THE_LIST, label, chosen=False)


def _act(id_: str, act: Act, form: PublishForm, language: str) -> Option:
    name = f"practice.result.{act.value}"
    label = "practice.result.invite_label" if act is Act.INVITE else name
    return Option(
        id=id_,
        name="act",
        value=act.value,
        label=text(language, label),
        hint=text(language, f"{name}_hint"),
        chosen=form.act == act.value,
        act_label=text(language, name),
    )


def _when(case: Case, at: datetime, language: str) -> When:
    options = tuple(
        Option(
            id=id_,
            name="when",
            value=value,
            label=text(language, f"practice.result.{value}"),
            hint=hour_hint(value, case.report, at, language),
            chosen=(case.form.when or "now") == value,
        )
        for id_, value in _WHEN.items()
    )
    return When(
        options=options,
        day=phrases.field("day", case.form.day, case.faults),
        time=phrases.field("time", case.form.time, case.faults),
        first_day=words.local_day(at).isoformat(),
    )


def _term(term: InviteWithin, form: PublishForm, language: str) -> Option:
    return phrases.option(
        "within",
        term.value,
        text(language, f"practice.result.within_{term.value}"),
        chosen=form.within == term.value,
    )
