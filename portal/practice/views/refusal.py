"""Refusing a request: the reasons, and the message as the patient will read it."""

from datetime import datetime

import msgspec

from consent.model import Actor, Reason, RefusalReason, Right
from consent.requests.model import AccessRequest
from portal.frame.links import link
from portal.practice.forms.requests import RefuseForm
from portal.practice.pages.parts import Option
from portal.practice.pages.request import RefusalPage
from portal.practice.views import phrases
from portal.practice.views.requests import WAITING
from portal.texts import text

__all__ = ["WAITING", "Case", "page"]

_ORDER = (
    RefusalReason.UNDER_16,
    RefusalReason.IDENTITY_UNSURE,
    RefusalReason.TALK_FIRST,
    RefusalReason.NOT_OUR_PATIENT,
    RefusalReason.OTHER,
)


class Case(msgspec.Struct, frozen=True):
    """A request with the refusal as far as it was filled in."""

    request: AccessRequest
    form: RefuseForm
    faults: dict[str, str]


def page(case: Case, employee: Actor, at: datetime, language: str) -> RefusalPage:
    """Make the page."""
    request, form = case.request, case.form
    why = None if employee.may(Right.REQUESTS_DECIDE) else Reason.NO_RIGHT
    moment = phrases.ago(request.asked_at, at, language)
    return RefusalPage(
        identity=phrases.identity(request.name, request.born, at, language),
        asked=text(language, "practice.request.asked", moment=moment),
        back=link("practice.request", id=request.id),
        reasons=tuple(_option(reason, form, language) for reason in _ORDER),
        reason_fault=case.faults.get("reason", ""),
        explanation=phrases.field("explanation", form.explanation, case.faults),
        message_title=text(language, "practice.refusal.message_title"),
        message=_message(form, language),
        advice=_advice(form, language),
        preview_title=text(language, "practice.preview.reads", name=request.name.full),
        refuse=phrases.button(link("practice.request_refuse", id=request.id), why, language),
        faults=phrases.summary(case.faults, {"reason": f"reason-{_ORDER[0]}"}),
    )


def _option(reason: RefusalReason, form: RefuseForm, language: str) -> Option:
    return phrases.option(
        "reason",
        reason.value,
        text(language, f"practice.refusal.reason.{reason.value}"),
        hint=text(language, f"practice.refusal.hint.{reason.value}"),
        chosen=form.reason == reason.value,
    )


def _message(form: RefuseForm, language: str) -> tuple[str, ...]:
    if form.reason not in set(RefusalReason):
        return (text(language, "practice.refusal.no_reason"),)
    said = text(language, f"reasons.refusal.{form.reason}")
    return (said, *form.explanation.splitlines())


def _advice(form: RefuseForm, language: str) -> str:
    if form.reason not in set(RefusalReason):
        return ""
    return text(language, f"reasons.refusal_advice.{form.reason}")
