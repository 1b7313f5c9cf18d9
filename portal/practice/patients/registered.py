"""From what is registered of one patient to the words of the pages about them."""

from consent.register.correcting import Why
from consent.register.finding import Registered
from consent.register.names import NameUse
from portal import words
from portal.frame.blocks import Fact
from portal.frame.links import link
from portal.practice.pages.parts import Button, Option
from portal.practice.patients import views
from portal.practice.patients.pages import CorrectionPage, MergePage, PatientPage, Twin
from portal.practice.patients.person_form import CorrectionForm
from portal.practice.views import phrases
from portal.texts import text

# Where the error summary leads to for a choice.
WHY = {"why": f"why-{Why.MISTAKE}"}


def one(known: Registered, faults: dict[str, str], language: str) -> PatientPage:
    """Make the page of one patient."""
    address = {"id": known.id}
    return PatientPage(
        name=known.name.used.full,
        born=phrases.born_on(known.born, language),
        facts=_facts(known, language),
        deregister=Button(link("practice.patient_deregister", **address)),
        death_day=phrases.field("died", "", faults),
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
        log=link("practice.patient_log", **address),
        copy=link("practice.patient_copy", **address),
        notes=link("practice.notes", **address),
        new_letter=link("practice.letter_new", **address),
        representatives=link("practice.representatives", **address),
        paper_only=not known.bsn,
        died=words.day(known.died_on, language) if known.died_on else "",
        faults=phrases.summary(faults, WHY),
    )


def correction(
    known: Registered, form: CorrectionForm, faults: dict[str, str], language: str
) -> CorrectionPage:
    """Make the form in which a registration is put right."""
    return CorrectionPage(
        name=known.name.used.full,
        fields=views.fields(form, faults),
        given_unknown=views.tick("given_unknown", form.given_unknown, language),
        uses=views.options("patients.use.", NameUse, form.use, language),
        born_unknown=views.tick("born_unknown", form.born_unknown, language),
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
        month="" if month == "00" else month,
        year=year,
        born_unknown="" if known.born else "yes",
    )


def whys(chosen: str, language: str) -> tuple[Option, ...]:
    """Give the reasons why something is put right."""
    return views.options("patients.why.", Why, chosen, language)


def merging(stays: Registered, goes: Registered, language: str) -> MergePage:
    """Make the page that shows both before they become one."""
    return MergePage(
        stays=_twin(stays, language),
        goes=_twin(goes, language),
        number=goes.number,
        merge=Button(link("practice.patient_merge", id=stays.id)),
        back=link("practice.patient", id=stays.id),
    )


def _twin(known: Registered, language: str) -> Twin:
    return Twin(known.name.used.full, _facts(known, language))


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
