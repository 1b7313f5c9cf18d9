"""One access request as a page: the advice with its reasons, and the decision that was taken."""

from datetime import datetime

import msgspec

from consent.model import Actor, Agreements, Reason, RequestStatus, Right
from consent.requests.desk import Advice
from consent.requests.model import AccessRequest
from portal import words
from portal.frame.links import link
from portal.practice.pages.parts import Fault, Notice
from portal.practice.pages.request import Advice as AdviceBox
from portal.practice.pages.request import (
    Carried,
    Decision,
    DossierPreview,
    EpisodeTick,
    LineTick,
    RequestPage,
)
from portal.practice.views import phrases, requests
from portal.practice.views.requests import WAITING
from portal.texts import text


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """All there is to know of one request before its page is made."""

    request: AccessRequest
    advice: Advice
    agreements: Agreements
    hidden: int
    barrier: Reason | None = None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the page besides the facts: the ticks, the preview, and what was typed."""

    episodes: tuple[EpisodeTick, ...]
    loose: tuple[LineTick, ...] = ()
    preview: DossierPreview | None = None
    carried: tuple[Carried, ...] = ()
    note: str = ""
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None


def page(case: Case, shown: Shown, employee: Actor, at: datetime, language: str) -> RequestPage:
    """Make the page; a request that was decided shows how, and nothing on it can be changed."""
    request, is_open = case.request, case.request.status in WAITING
    return RequestPage(
        identity=phrases.identity(request.name, request.born, at, language),
        asked=_asked(request, at, language),
        state=requests.state(request, at, language),
        advice=advice(case, at, language) if is_open else None,
        episodes=shown.episodes,
        loose=shown.loose,
        preview_title=text(language, "practice.preview.title", name=request.name.full),
        preview=shown.preview,
        decision=_decision(case, shown, employee, language) if is_open else None,
        outcome="" if is_open else outcome(request, language),
        faults=shown.faults,
        notice=shown.notice,
    )


def advice(case: Case, at: datetime, language: str) -> AdviceBox:
    """Say what the rules advise, with every reason that they looked at."""
    another = case.request.is_for_another
    why = None if another else requests.why_check(case.advice)
    clear = why is None and not another and case.agreements.open_for_patients
    return AdviceBox(
        kind="ok" if clear else "wait",
        icon="circle-check" if clear else "eye",
        title=text(language, f"practice.request.{'can_go' if clear else 'check'}"),
        reasons=(*_who(case, why, at, language), *_what(case, language)),
    )


def _asked(request: AccessRequest, at: datetime, language: str) -> str:
    moment = phrases.ago(request.asked_at, at, language)
    if request.reader_name is None or not request.is_for_another:
        return text(language, "practice.request.asked", moment=moment)
    return text(
        language,
        "practice.request.asked_for_another",
        moment=moment,
        name=request.reader_name.full,
        standing=text(language, f"log.function.{request.standing}"),
    )


def outcome(request: AccessRequest, language: str) -> str:
    """Say how and when a request ended, and whether a rule decided."""
    said = text(language, f"practice.requests.{request.status.value}")
    if request.decided_at is None:
        return said
    key = "outcome_rule" if request.rule else "outcome"
    moment = words.moment(request.decided_at, language)
    return text(language, f"practice.request.{key}", state=said, moment=moment)


def _who(case: Case, why: str | None, at: datetime, language: str) -> tuple[str, ...]:
    request, key = case.request, "self"
    if request.is_for_another:
        key = "for_another"
    said = [
        text(
            language,
            f"practice.request.reason_{key}",
            age=phrases.years(request.born, at, language),
        ),
        text(language, "practice.request.reason_enrolled", practice=request.practice_name),
    ]
    if case.barrier:
        said.append(phrases.why_not(case.barrier, language))
    if why:
        said.append(text(language, f"practice.request.reason_{why}"))
    if why == "under_16" and not case.agreements.under_16:
        said.append(text(language, "practice.request.reason_under_16_off"))
    return tuple(said)


def _what(case: Case, language: str) -> tuple[str, ...]:
    said = []
    if not case.agreements.open_for_patients:
        said.append(text(language, "practice.request.reason_facility_off"))
    if case.hidden:
        said.append(phrases.counted("practice.request.reason_hidden", case.hidden, language))
    else:
        said.append(text(language, "practice.request.reason_no_hidden"))
    return tuple(said)


def _decision(case: Case, shown: Shown, employee: Actor, language: str) -> Decision:
    here = case.request.id
    why = None if employee.may(Right.REQUESTS_DECIDE) else Reason.NO_RIGHT
    left = case.request.status is RequestStatus.LEFT_OPEN
    stop = why or case.barrier
    return Decision(
        approve=phrases.button(link("practice.request_release", id=here), stop, language),
        leave_open=None
        if left
        else phrases.button(link("practice.request_leave_open", id=here), why, language),
        refuse=phrases.button(link("practice.request_refuse", id=here), why, language),
        preview=link("practice.request", id=here),
        note=phrases.field("note", shown.note or case.request.note, {}),
        carried=shown.carried,
    )
