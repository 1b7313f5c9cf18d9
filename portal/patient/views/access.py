"""Asking for access and following it: whom to ask, and every request in three steps."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from consent import policy
from consent.dates import age, today
from consent.facts import FileFacts
from consent.model import Actor, Reason, ReleaseStatus, RequestStatus
from consent.requests.model import AccessRequest
from portal import words
from portal.frame.blocks import Badge, Fact, Step
from portal.patient.pages import AccessPage, AskForm, AskPractice, RequestCard
from portal.shown.phrases import contact, paragraphs
from portal.texts import text

ADULT = 16
_OPEN = frozenset({RequestStatus.SUBMITTED, RequestStatus.LEFT_OPEN})
_BADGES = {
    RequestStatus.APPROVED: "ok",
    RequestStatus.LEFT_OPEN: "wait",
    RequestStatus.SUBMITTED: "wait",
}

# Of who acts for another: open, never released, or to begin on a day that is known.
# Nothing has ended, and nothing is shown: a birthday or a youth's word may be answered by another.
STANDS_STILL = "suspended"
_STILL = frozenset({None, Reason.NO_RELEASE, Reason.REPRESENTATION_NOT_BEGUN})


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """What is known when somebody opens the page: who, their files, and what they asked before."""

    reader: Actor
    facts: Sequence[FileFacts]
    asked: Sequence[AccessRequest]
    at: datetime


def access_page(
    asking: Asking, language: str, *, outcome: str = "", wrong: str = "", chosen: str = ""
) -> AccessPage:
    """
    Make the page: the form where something can be asked, and every request.

    `outcome` names what was just done (sent, opened, withdrawn); `wrong` is what was wrong with
    the form; `chosen` the practice that was chosen in it.
    """
    return AccessPage(
        form=_form(asking, language, wrong, chosen),
        requests=tuple(_card(one, asking, language) for one in asking.asked),
        done_title=text(language, f"patient.request.{outcome}") if outcome else "",
        done_text=text(language, f"patient.request.{outcome}_text") if outcome else "",
    )


def _form(asking: Asking, language: str, wrong: str, chosen: str) -> AskForm | None:
    reasons = {f.patient.id: policy.may_ask(asking.reader, f, asking.at) for f in asking.facts}
    busy = {Reason.ALREADY_ASKED, Reason.ALREADY_RELEASED}
    offered = [one for one in asking.facts if reasons[one.patient.id] not in busy]
    if not offered:
        return None
    possible = [one for one in offered if reasons[one.patient.id] is None]
    automatic = bool(possible) and all(policy.rule_for(one, asking.at) for one in possible)
    only = str(possible[0].patient.id) if len(possible) == 1 else ""
    return AskForm(
        practices=tuple(
            AskPractice(
                id=str(one.patient.id),
                name=one.patient.practice_name,
                hint=_hint(one, asking.at, language),
                closed=text(language, f"reasons.reason.{reason}") if reason else "",
                checked=str(one.patient.id) == (chosen or only),
            )
            for one in offered
            for reason in [reasons[one.patient.id]]
        ),
        lead=_lead(language, automatic=automatic) if possible else "",
        possible=bool(possible),
        next=_next(language, automatic=automatic) if possible else (),
        wrong=wrong,
    )


def _hint(facts: FileFacts, at: datetime, language: str) -> str:
    if facts.representation is not None:
        return ""
    years = age(facts.patient.born, today(at))
    if (years is None or years < ADULT) and not facts.agreements.under_16:
        return text(language, "patient.ask.hint_under_16")
    return ""


def _lead(language: str, *, automatic: bool) -> str:
    return text(language, "patient.ask.lead_automatic" if automatic else "patient.ask.lead")


def _next(language: str, *, automatic: bool) -> tuple[str, ...]:
    keys = ("sent", "at_once") if automatic else ("sent", "checked", "ready")
    return tuple(text(language, f"patient.ask.next_{key}") for key in keys)


def _card(asked: AccessRequest, asking: Asking, language: str) -> RequestCard:
    release = _release_of(asked, asking)
    state = _state(asked, release)
    return RequestCard(
        id=str(asked.id),
        title=text(language, "patient.request.yours", practice=asked.practice_name),
        badge=Badge(
            "ok"
            if state == "approved"
            else _BADGES.get(RequestStatus(asked.status), "line")
            if state == asked.status
            else "line",
            text(language, f"patient.request.badge.{state}"),
        ),
        steps=_steps(asked, state, language),
        facts=(Fact(text(language, "patient.request.number"), reference(asked.id)),),
        practice=contact(asked.practice_name, asked.practice_phone),
        advice=_advice(asked, language),
        may_withdraw=asked.status in _OPEN,
        is_open=state == "approved",
    )


def reference(request: UUID) -> str:
    """Give the last eight signs of a request's number, to read out on the telephone."""
    return request.hex[-8:].upper()


def _release_of(asked: AccessRequest, asking: Asking) -> str | None:
    newest = next(one for one in asking.asked if one.patient == asked.patient)
    if newest.id != asked.id:
        return ReleaseStatus.ENDED
    facts = next((one for one in asking.facts if one.patient.id == asked.patient), None)
    if facts is None or facts.representation is None:
        return facts.release_status if facts else None
    # What is stored may have been closed since by a birthday or a youth's word.
    reason = policy.why_not_for_another(facts, asking.at)
    if reason in _STILL:
        return facts.release_status
    return ReleaseStatus.ENDED if reason is Reason.FROM_16 else STANDS_STILL


def _state(asked: AccessRequest, release: str | None) -> str:
    if asked.status is not RequestStatus.APPROVED or release is ReleaseStatus.ACTIVE:
        return asked.status.value
    return release or ReleaseStatus.ENDED.value


def _steps(asked: AccessRequest, state: str, language: str) -> tuple[Step, ...]:
    first = Step(
        state="done",
        title=_say(language, "asked"),
        when=words.moment(asked.asked_at, language),
        text=_say(language, "asked_text"),
    )
    if asked.status in _OPEN:
        note = "left_open" if asked.status is RequestStatus.LEFT_OPEN else "checking_text"
        return (
            first,
            Step(state="now", title=_say(language, "checking"), text=_say(language, note)),
            Step(
                state="todo",
                title=_say(language, "released"),
                text=_say(language, "released_todo"),
            ),
        )
    if asked.status in {RequestStatus.WITHDRAWN, RequestStatus.EXPIRED}:
        return (first, _stop(state, language))
    when = words.moment(asked.decided_at, language) if asked.decided_at else ""
    checked = Step(
        state="done", title=_say(language, "checked_rule" if asked.rule else "checked"), when=when
    )
    return (first, checked, _last(asked, state, language))


def _last(asked: AccessRequest, state: str, language: str) -> Step:
    if asked.status is RequestStatus.REFUSED:
        reason = text(language, f"reasons.refusal.{asked.refusal}") if asked.refusal else ""
        return Step(state="stop", title=_say(language, "refused"), text=reason)
    if state == RequestStatus.APPROVED:
        released, done = _say(language, "released"), _say(language, "released_done")
        return Step(state="done", title=released, text=done)
    return _stop(state, language)


def _stop(state: str, language: str) -> Step:
    return Step(state="stop", title=_say(language, state), text=_say(language, f"{state}_text"))


def _advice(asked: AccessRequest, language: str) -> tuple[str, ...]:
    if asked.status is not RequestStatus.REFUSED:
        return ()
    advice = text(language, f"reasons.refusal_advice.{asked.refusal}") if asked.refusal else ""
    return (*paragraphs(asked.explanation), *((advice,) if advice else ()))


def _say(language: str, key: str) -> str:
    return text(language, f"patient.request.step.{key}")
