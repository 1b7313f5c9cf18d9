"""From what is registered of patients to the words of their pages."""

from collections.abc import Sequence
from typing import Any

import msgspec

from consent.model import Reason
from consent.register.enrolment import Elsewhere, NoBsn
from consent.register.finding import Found
from consent.register.names import NameUse
from portal.frame.links import link
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Button, Field, Option
from portal.practice.patients.forms import SearchForm
from portal.practice.patients.pages import (
    FoundRow,
    RegistrationPage,
    SearchPage,
)
from portal.practice.patients.person_form import PatientForm
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
}
# Never sent back to the browser: it is typed again.
KEPT_OUT = {"bsn"}


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
        fields=fields(form, faults),
        action=link("practice.patients"),
        heading=heading,
        rows=rows,
        faults=phrases.summary(faults),
    )


def registration(form: PatientForm, faults: dict[str, str], language: str) -> RegistrationPage:
    """Make the form of a registration."""
    return RegistrationPage(
        fields=fields(form, faults),
        no_bsn=options("patients.no_bsn.", NoBsn, form.no_bsn, language),
        given_unknown=tick("given_unknown", form.given_unknown, language),
        uses=options("patients.use.", NameUse, form.use, language),
        born_unknown=tick("born_unknown", form.born_unknown, language),
        elsewhere=options("patients.elsewhere.", Elsewhere, form.elsewhere, language),
        save=Button(link("practice.patient_new")),
        back=link("practice.patients"),
        faults=phrases.summary(faults),
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


def _row(found: Found, language: str) -> FoundRow:
    return FoundRow(
        name=found.name.full,
        href=link("practice.patient", id=found.id),
        born=phrases.born_on(found.born, language),
        number=found.number,
        released=found.released,
        is_dead=found.is_dead,
    )


def fields(form: msgspec.Struct, faults: dict[str, str]) -> dict[str, Field]:
    """Make the fields of a form; what is never sent back is empty."""
    values = msgspec.structs.asdict(form)
    return {
        name: phrases.field(name, "" if name in KEPT_OUT else value, faults)
        for name, value in values.items()
    }


def options(key: str, kinds: Any, chosen: str, language: str) -> tuple[Option, ...]:
    """Make the radio buttons of a choice; `key` is where its texts begin."""
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


def tick(name: str, value: str, language: str) -> Option:
    """Make one tick."""
    label = text(language, f"patients.tick.{name}")
    return Option(id=name, name=name, value="yes", label=label, chosen=bool(value))
