"""From a thing that is or was shared to its page: the form, who read it, the text of a report."""

from datetime import datetime

import msgspec

from consent.model import Actor, PersonName, Reason
from portal import words
from portal.frame.links import link
from portal.practice.pages.parts import Option
from portal.practice.recall.forms import RecallForm
from portal.practice.recall.pages import Form, Outcome, RecallPage
from portal.practice.views import phrases
from portal.texts import text
from publishing.recalling import RIGHTS, Recalled, RecallReason, Thing

_NAV = {Thing.LETTER: "letters", Thing.REPORT: "results"}
_ORDER = (RecallReason.WRONG_PATIENT, RecallReason.MISTAKE)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """
    One result or letter; `shared_at` (UTC) is None when the patient does not see it.

    `here` and `back` are the addresses of this page and of the thing's own.
    """

    kind: Thing
    name: PersonName
    born: str
    title: str
    here: str
    back: str
    shared_at: datetime | None
    recalled: Recalled | None = None
    form: RecallForm = RecallForm()
    faults: dict[str, str] = {}


def page(case: Case, employee: Actor, at: datetime, language: str) -> RecallPage:
    """Make the page: the form while it is shared, what came of it afterwards."""
    shared, recalled = case.shared_at, case.recalled
    return RecallPage(
        nav=_NAV[case.kind],
        identity=phrases.identity(case.name, case.born, at, language),
        title=text(language, f"recall.title.{case.kind.value}"),
        about=case.title or text(language, f"recall.thing.{case.kind.value}"),
        back=case.back,
        shared=text(language, "recall.shared", moment=_moment(shared, language)) if shared else "",
        form=_form(case, employee, language) if shared else None,
        outcome=_outcome(recalled, language) if recalled and not shared else None,
        faults=phrases.summary(case.faults, {"reason": f"reason-{_ORDER[0].value}"}),
    )


def address(kind: Thing, thing: object) -> tuple[str, str]:
    """Give the addresses of a thing's recall and of its own page."""
    name = "result" if kind is Thing.REPORT else "letter"
    return link(f"practice.{name}_recall", id=thing), link(f"practice.{name}", id=thing)


def _form(case: Case, employee: Actor, language: str) -> Form:
    why = None if employee.may(RIGHTS[case.kind]) else Reason.NO_RIGHT
    return Form(
        recall=phrases.button(case.here, why, language),
        reasons=tuple(_option(reason, case.form, language) for reason in _ORDER),
        reason_fault=case.faults.get("reason", ""),
        explanation=phrases.field("explanation", case.form.explanation, case.faults),
    )


def _option(reason: RecallReason, form: RecallForm, language: str) -> Option:
    return phrases.option(
        "reason",
        reason.value,
        text(language, f"recall.reason.{reason.value}"),
        hint=text(language, f"recall.hint.{reason.value}"),
        chosen=form.reason == reason.value,
    )


def _outcome(recalled: Recalled, language: str) -> Outcome:
    role = text(language, f"log.function.{recalled.role.value}").lower()
    key = "seen" if recalled.was_seen else "unseen"
    return Outcome(
        said=text(
            language,
            f"recall.said.{recalled.reason.value}",
            moment=_moment(recalled.recalled_at, language),
            role=role,
        ),
        explanation=recalled.explanation,
        read_title=phrases.counted("recall.read", len(recalled.read), language)
        if recalled.read
        else text(language, f"recall.{key}"),
        read=tuple(_read(one.at, one.function, language) for one in recalled.read),
        leak=_leak(recalled, language) if _is_leak(recalled) else (),
    )


def _is_leak(recalled: Recalled) -> bool:
    return recalled.reason is RecallReason.WRONG_PATIENT and recalled.was_seen


def _leak(recalled: Recalled, language: str) -> tuple[str, ...]:
    """What the Dutch authority asks for, as far as the portal knows; no name, nothing clinical."""
    said = {
        "what": text(language, f"recall.thing.{recalled.kind.value}"),
        "since": _moment(recalled.shared_at, language),
        "until": _moment(recalled.recalled_at, language),
        "count": len(recalled.read),
    }
    parts = ("happened", "data", "period", "read", "done", "term")
    return tuple(text(language, f"recall.leak.{part}", **said) for part in parts)


def _read(at: datetime, function: str, language: str) -> str:
    who = text(language, f"log.function.{function}")
    return text(language, "recall.read_by", moment=_moment(at, language), who=who)


def _moment(at: datetime, language: str) -> str:
    return words.moment(at, language)
