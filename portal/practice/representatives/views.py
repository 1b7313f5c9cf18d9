"""From who acts for a patient to the words of the mandates desk."""

from collections.abc import Sequence
from datetime import date

import msgspec

from consent.model import Patient, Reason
from consent.representation.listing import Known
from consent.representation.rules import KINDS, band_on
from portal import words
from portal.frame.blocks import Fact
from portal.frame.links import link
from portal.patient.acting.views import state, why
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Button, Field, Notice, Option
from portal.practice.representatives.forms import (
    DOCUMENTS,
    NO,
    PRESENCES,
    YES,
    RepresentativeForm,
)
from portal.practice.representatives.pages import DeskPage, Registered
from portal.practice.views import phrases
from portal.texts import text

# What the person at the desk can mend on the page itself.
ON_THE_PAGE = frozenset(
    {
        Reason.ALREADY_REGISTERED,
        Reason.BIRTH_DATE_DIFFERS,
        Reason.BIRTH_DATE_UNKNOWN,
        Reason.CHECK_MISSING,
        Reason.DECEASED,
        Reason.EXPLANATION_MISSING,
        Reason.FROM_16,
        Reason.PARENTS_OFF,
        Reason.SAME_PERSON,
        Reason.UNDER_16,
    }
)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """The patient, who acts for them, and the form as it stands."""

    patient: Patient
    known: Sequence[Known]
    today: date
    form: RepresentativeForm = RepresentativeForm()
    faults: tuple[FieldFault, ...] = ()
    notice: Notice | None = None


def page(case: Case, language: str) -> DeskPage:
    """Make the page; a BSN is never sent back."""
    told = _sentences(case.faults, language)
    values = msgspec.structs.asdict(case.form) | {"bsn": ""}
    kinds = _options("kind", KINDS, "log.function", case.form.kind, language)
    return DeskPage(
        name=case.patient.name.full,
        born=phrases.born_on(case.patient.born, language),
        law=_law(case, language),
        back=link("practice.patient", id=case.patient.id),
        people=tuple(_registered(one, language) for one in case.known),
        fields={name: phrases.field(name, value, told) for name, value in values.items()},
        kinds=kinds,
        documents=_options(
            "document", DOCUMENTS, "representatives.document", case.form.document, language
        ),
        presences=_options(
            "presence", PRESENCES, "representatives.presence", case.form.presence, language
        ),
        agrees=_options(
            "youth_agrees", (YES, NO), "representatives.agrees", case.form.youth_agrees, language
        ),
        save=Button(link("practice.representatives", id=case.patient.id)),
        faults=phrases.summary(told),
        notice=case.notice,
    )


def _sentences(faults: Sequence[FieldFault], language: str) -> dict[str, str]:
    told: dict[str, str] = {}
    for one in faults:
        long = one.code == "too_long"
        key = "practice.form.too_long" if long else f"representatives.form.{one.code}"
        told.setdefault(one.field, text(language, key))
    return told


def _law(case: Case, language: str) -> str:
    band = band_on(case.patient.born, case.today) or "unknown"
    return text(language, f"representatives.law.{band}")


def _registered(known: Known, language: str) -> Registered:
    one = {"id": known.one.id}
    is_over, is_blocked = known.ended_at is not None, known.one.is_blocked
    may_block = not is_over and not is_blocked
    return Registered(
        id=str(known.one.id),
        name=known.reader_name.full,
        standing=text(language, f"log.function.{known.one.kind}"),
        badge=state(known, language),
        why=why(known, language) if not is_blocked else "",
        facts=_facts(known, language),
        end=None if is_over else Button(link("practice.representative_end", **one)),
        block=Button(link("practice.representative_block", **one)) if may_block else None,
        reason=Field(f"reason-{known.one.id}", "reason") if may_block else None,
        lift=Button(link("practice.representative_lift", **one)) if is_blocked else None,
        blocked=known.block_reason,
    )


def _facts(known: Known, language: str) -> tuple[Fact, ...]:
    one, said = known.one, known.one.choice
    agreed = "" if said is None else text(language, f"representatives.agrees.{_word(said.allowed)}")
    last = words.day(one.ends_on, language) if one.ends_on else ""
    over = words.moment(known.ended_at, language) if known.ended_at else ""
    told = {
        "document": text(language, f"representatives.document.{known.document}"),
        "presence": text(language, f"representatives.presence.{one.presence}"),
        "by": known.registered_by,
        "on": words.moment(known.registered_at, language),
        "starts": words.day(one.starts_on, language),
        "ends": last,
        "agrees": agreed,
        "ended": over,
        "ended_by": text(language, f"representatives.ended_by.{known.ended_by}") if over else "",
    }
    return tuple(
        Fact(text(language, f"representatives.fact.{key}"), value)
        for key, value in told.items()
        if value
    )


def _word(allowed: bool) -> str:  # noqa: FBT001 - what was said
    return YES if allowed else NO


def _options(
    name: str, offered: Sequence[str], key: str, chosen: str, language: str
) -> tuple[Option, ...]:
    return tuple(
        phrases.option(name, str(one), text(language, f"{key}.{one}"), chosen=one == chosen)
        for one in offered
    )
