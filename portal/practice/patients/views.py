"""From what is registered of patients to the words of their pages."""

from collections.abc import Sequence
from typing import Any

import msgspec

from consent.model import Reason
from consent.register.correcting import Why
from consent.register.enrolment import Elsewhere, NoBsn
from consent.register.finding import Found, Registered
from consent.register.names import NameUse
from portal import words
from portal.frame.blocks import Fact
from portal.frame.links import link
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Button, Field, Option
from portal.practice.patients.forms import SearchForm
from portal.practice.patients.pages import (
    CorrectionPage,
    FoundRow,
    MergePage,
    PatientPage,
    RegistrationPage,
    SearchPage,
    Twin,
)
from portal.practice.patients.person_form import CorrectionForm, PatientForm
from portal.practice.views import phrases
from portal.texts import text

# What the person can mend on the page itself.
ON_THE_PAGE = {
    Reason.ALREADY_ENROLLED,
    Reason.BIRTH_DATE_DIFFERS,
    Reason.BSN_SHARED,
    Reason.BSN_TAKEN,
    Reason.CANNOT_MERGE,
    Reason.DECEASED,
    Reason.ENROLLED_ELSEWHERE,
    Reason.MERGE_AGES,
    Reason.MERGE_CONTENT,
    Reason.MERGE_ELSEWHERE,
    Reason.MERGE_OTHER_WAY,
    Reason.MERGE_TWO_PEOPLE,
    Reason.NOT_DECEASED,
}
# Never sent back to the browser: it is typed again.
KEPT_OUT = {"bsn"}
# Where the error summary leads to for a choice.
WHY = {"why": f"why-{Why.MISTAKE}"}


def search(
    form: SearchForm, faults: dict[str, str], found: Sequence[Found] | None, language: str
) -> SearchPage:
    """Make the page of the search."""
    rows = None if found is None else tuple(_row(one, language) for one in found)
    heading = (
        ""
        if found is None
        else phrases.counted("patients.found", len(found), language, one="patients.found_one")
    )
    return SearchPage(
        fields=_fields(form, faults),
        action=link("practice.patients"),
        heading=heading,
        rows=rows,
        faults=phrases.summary(faults),
    )


def registration(form: PatientForm, faults: dict[str, str], language: str) -> RegistrationPage:
    """Make the form of a registration."""
    return RegistrationPage(
        fields=_fields(form, faults),
        no_bsn=_options("patients.no_bsn.", NoBsn, form.no_bsn, language),
        given_unknown=_tick("given_unknown", form.given_unknown, language),
        uses=_options("patients.use.", NameUse, form.use, language),
        born_unknown=_tick("born_unknown", form.born_unknown, language),
        elsewhere=_options("patients.elsewhere.", Elsewhere, form.elsewhere, language),
        save=Button(link("practice.patient_new")),
        back=link("practice.patients"),
        faults=phrases.summary(faults),
    )


def one(known: Registered, faults: dict[str, str], language: str) -> PatientPage:
    """Make the page of one patient."""
    address = {"id": known.id}
    return PatientPage(
        name=known.name.used.full,
        born=phrases.born_on(known.born, language),
        facts=_facts(known, language),
        deregister=Button(link("practice.patient_deregister", **address)),
        died=phrases.field("died", "", faults),
        record_death=Button(link("practice.patient_death", **address)),
        double=phrases.field("number", "", faults),
        merge=Button(link("practice.patient_merge", **address)),
        correct_href=link("practice.patient_correct", **address),
        undo_death=Button(link("practice.patient_death_undo", **address)),
        whys=whys("", language),
        why_fault=faults.get("why", ""),
        back=link("practice.patients"),
        sharing=link("practice.sharing", **address),
        visible=link("practice.visible", **address),
        notes=link("practice.notes", **address),
        representatives=link("practice.representatives", **address),
        paper_only=not known.bsn,
        left=_left(known, language),
        is_dead=known.died_on is not None,
        faults=phrases.summary(faults, WHY),
    )


def correction(
    known: Registered, form: CorrectionForm, faults: dict[str, str], language: str
) -> CorrectionPage:
    """Make the form in which a registration is put right."""
    return CorrectionPage(
        name=known.name.used.full,
        fields=_fields(form, faults),
        given_unknown=_tick("given_unknown", form.given_unknown, language),
        uses=_options("patients.use.", NameUse, form.use, language),
        born_unknown=_tick("born_unknown", form.born_unknown, language),
        bsn=known.bsn,
        whys=whys(form.why, language),
        why_fault=faults.get("why", ""),
        save=Button(link("practice.patient_correct", id=known.id)),
        back=link("practice.patient", id=known.id),
        faults=phrases.summary(faults, WHY),
    )


def filled(known: Registered) -> CorrectionForm:
    """Fill the form with what is registered; the BSN stays out of it."""
    name = known.name
    year, month, day = (*known.born.split("-"), "", "")[:3]
    return CorrectionForm(
        given=name.given,
        given_unknown="" if name.given else "yes",
        own_prefix=name.own_prefix,
        own_family=name.own_family,
        partner_prefix=name.partner_prefix,
        partner_family=name.partner_family,
        use=name.use,
        day=day,
        month=month,
        year=year,
        born_unknown="" if known.born else "yes",
    )


def whys(chosen: str, language: str) -> tuple[Option, ...]:
    """Give the reasons why something is put right."""
    return _options("patients.why.", Why, chosen, language)


def merging(stays: Registered, goes: Registered, language: str) -> MergePage:
    """Make the page that shows both before they become one."""
    return MergePage(
        stays=_twin(stays, language),
        goes=_twin(goes, language),
        number=goes.number,
        merge=Button(link("practice.patient_merge", id=stays.id)),
        back=link("practice.patient", id=stays.id),
    )


def sentences(faults: Sequence[FieldFault], language: str) -> dict[str, str]:
    """Give the sentence per field; the first fault of a field counts."""
    told: dict[str, str] = {}
    for fault in faults:
        told.setdefault(fault.field, _sentence(fault.code, language))
    return told


def _sentence(code: str, language: str) -> str:
    if code == "too_long":
        return text(language, "practice.form.too_long")
    return text(language, f"patients.form.{code}")


def _twin(known: Registered, language: str) -> Twin:
    return Twin(known.name.used.full, _facts(known, language))


def _left(known: Registered, language: str) -> str:
    if known.left_at is None:
        return ""
    key = f"patients.left.{known.left}"
    day = words.day(words.local_day(known.left_at), language)
    died = words.day(known.died_on, language) if known.died_on else ""
    return text(language, key, date=day, died=died)


def _row(found: Found, language: str) -> FoundRow:
    return FoundRow(
        name=found.name.full,
        href=link("practice.patient", id=found.id),
        born=phrases.born_on(found.born, language),
        number=found.number,
        released=found.released,
        left=text(language, f"patients.gone.{found.left}") if found.left else "",
    )


def _facts(known: Registered, language: str) -> tuple[Fact, ...]:
    name = known.name
    reason = known.no_bsn_reason
    without = text(language, f"patients.no_bsn.{reason}") if reason else ""
    told = {
        "number": known.number,
        "given": name.given or text(language, "common.date.unknown"),
        "own": " ".join(part for part in (name.own_prefix, name.own_family) if part),
        "partner": " ".join(part for part in (name.partner_prefix, name.partner_family) if part),
        "use": text(language, f"patients.use.{name.use}") if name.partner_family else "",
        "born": phrases.born_on(known.born, language),
        "bsn": known.bsn or text(language, "patients.fact.no_bsn", reason=without),
        "since": words.day(words.local_day(known.since), language),
    }
    return tuple(
        Fact(text(language, f"patients.fact.{key}"), value) for key, value in told.items() if value
    )


def _fields(form: msgspec.Struct, faults: dict[str, str]) -> dict[str, Field]:
    values = msgspec.structs.asdict(form)
    return {
        name: phrases.field(name, "" if name in KEPT_OUT else value, faults)
        for name, value in values.items()
    }


def _options(key: str, kinds: Any, chosen: str, language: str) -> tuple[Option, ...]:
    name = key.split(".")[1]
    return tuple(
        Option(
            id=f"{name}-{kind.value or 'no'}",
            name=name,
            value=kind.value,
            label=text(language, key + (kind.value or "no")),
            chosen=kind.value == chosen,
        )
        for kind in kinds
    )


def _tick(name: str, value: str, language: str) -> Option:
    label = text(language, f"patients.tick.{name}")
    return Option(id=name, name=name, value="yes", label=label, chosen=bool(value))
