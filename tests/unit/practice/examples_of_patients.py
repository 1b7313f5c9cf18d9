"""An example of every page about patients, with invented people."""

import msgspec

from consent.model import PersonName, Reason
from consent.register.finding import Found, Registered
from consent.register.names import NameUse, RegisteredName
from portal.practice.patients import registered, views
from portal.practice.patients.forms import SearchForm
from portal.practice.patients.person_form import PatientForm
from portal.practice.views import phrases
from unit.practice.examples import AT, Example, number

FOUND = (
    Found(number(1), "P0000015982", PersonName("Wilma", "van", "Zon"), "1970-04-07", released=True),
    Found(
        number(2),
        "P0000015983",
        PersonName("", "", "Onbekend"),
        "1970",
        released=False,
        is_dead=True,
    ),
)
WILMA = Registered(
    id=number(1),
    number="P0000015982",
    name=RegisteredName(
        given="Wilma",
        own_prefix="van",
        own_family="Zon",
        partner_prefix="den",
        partner_family="Braber",
        use=NameUse.PARTNER_OWN,
    ),
    born="1970-04",
    bsn="******782",
    no_bsn_reason="",
    since=AT,
)
NEWBORN = msgspec.structs.replace(WILMA, bsn="", no_bsn_reason="newborn", born="")
DEAD = msgspec.structs.replace(WILMA, died_on=AT.date())


def search_page(language: str) -> msgspec.Struct:
    """Give the form."""
    return views.search(SearchForm(), {}, None, language)


def search_found(language: str) -> msgspec.Struct:
    """Give what was found."""
    form = SearchForm(family="Zon", day="7", month="4", year="1970")
    return views.search(form, {}, FOUND, language)


def search_nobody(language: str) -> msgspec.Struct:
    """Give the page when nobody was found."""
    return views.search(SearchForm(number="1"), {}, (), language)


def search_fault(language: str) -> msgspec.Struct:
    """Give the form with faults."""
    faults = dict.fromkeys(("number", "bsn", "day"), "Kijk dit na.")
    return views.search(SearchForm(number="x"), faults, None, language)


def registration_page(language: str) -> msgspec.Struct:
    """Give the form of a registration."""
    return views.registration(PatientForm(), {}, language)


def registration_faults(language: str) -> msgspec.Struct:
    """Give that form with faults and a refusal."""
    fields = ("bsn", "given", "own_family", "partner_family", "day")
    page = views.registration(PatientForm(), dict.fromkeys(fields, "Kijk dit na."), language)
    told = phrases.told(Reason.ENROLLED_ELSEWHERE, language)
    return msgspec.structs.replace(page, notice=told)


def patient_page(language: str) -> msgspec.Struct:
    """Give one patient."""
    return registered.one(WILMA, {}, language)


def patient_without_bsn(language: str) -> msgspec.Struct:
    """Give somebody without a BSN, after a day that cannot be."""
    return registered.one(NEWBORN, {"died": "Deze dag is nog niet geweest."}, language)


def patient_who_died(language: str) -> msgspec.Struct:
    """Give somebody who died, where that can be revoked."""
    return registered.one(DEAD, {"why": "Kies waarom u dit verandert."}, language)


def correction_page(language: str) -> msgspec.Struct:
    """Give the form in which a registration is put right."""
    return registered.correction(WILMA, registered.filled(WILMA), {}, language)


def correction_faults(language: str) -> msgspec.Struct:
    """Give that form with faults, of somebody without a BSN."""
    faults = dict.fromkeys(("bsn", "own_family", "day", "why"), "Kijk dit na.")
    return registered.correction(NEWBORN, registered.filled(NEWBORN), faults, language)


def merging_page(language: str) -> msgspec.Struct:
    """Give the two that are to become one."""
    return registered.merging(WILMA, NEWBORN, language)


PATIENTS: dict[str, Example] = {
    "patient-died": ("practice/patient.html", patient_who_died),
    "patient-correct": ("practice/patient_correct.html", correction_page),
    "patient-correct-faults": ("practice/patient_correct.html", correction_faults),
    "patient-merge": ("practice/patient_merge.html", merging_page),
    "patients": ("practice/patients.html", search_page),
    "patients-found": ("practice/patients.html", search_found),
    "patients-nobody": ("practice/patients.html", search_nobody),
    "patients-fault": ("practice/patients.html", search_fault),
    "patient-new": ("practice/patient_new.html", registration_page),
    "patient-new-faults": ("practice/patient_new.html", registration_faults),
    "patient": ("practice/patient.html", patient_page),
    "patient-no-bsn": ("practice/patient.html", patient_without_bsn),
}
