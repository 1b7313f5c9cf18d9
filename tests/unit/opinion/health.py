"""Medicines and the like, and measurements, taken a second time from fhir.resources."""

from datetime import date
from typing import Any

from unit.opinion.models import Model, Opinions, every, extended, first
from unit.opinion.parts import (
    STATUSES,
    Fields,
    answer,
    coded,
    contact_of,
    day,
    flag_of,
    moment,
    number,
    secrecy,
    simple,
    words,
)

STATES = {"on-hold": "paused", "active": "current", "intended": "current"}
STOPS = {"113371000146109": "ended", "113381000146106": "paused"}
PERIOD = "ext-TimeInterval.Period"
WRONG = {"entered-in-error", "refuted"}


def summary(model: Model, all_: Opinions) -> Fields:
    """Give what a medicine, hypersensitivity or vaccination says."""
    by_kind = {
        "AllergyIntolerance": _hypersensitivity,
        "Immunization": _vaccination,
        "MedicationRequest": _medication,
        "MedicationStatement": _medication,
    }
    stated = {_status(model, one) for one in ("status", "verificationStatus")}
    return {
        **by_kind[model.get_resource_type()](model, all_),
        "is_withdrawn": bool(stated & WRONG),
        "contact": contact_of(model, all_)[0],
        "confidentiality": secrecy(model),
    }


def _medication(model: Model, all_: Opinions) -> Fields:
    concept, reference = model.medicationCodeableConcept, model.medicationReference
    found = all_.find(reference, model) if reference else None
    concept = concept or first(found, "code")
    told = [
        said
        for one in every(model, "dosageInstruction") + every(model, "dosage")
        for said in (one.text, one.patientInstruction)
        if said
    ]
    rendered = extended(model, "ext-RenderedDosageInstruction")
    told = [rendered.valueString, *told] if rendered else told
    use = extended(model, "zib-Medication-PeriodOfUse") or extended(model, PERIOD)
    period = first(use, "valuePeriod") or first(model, "effectivePeriod")
    begun = first(period, "start") or first(model, "effectiveDateTime")
    stop = [one for one in every(model, "modifierExtension") if one.url.endswith("-StopType")]
    stops = (
        [STOPS[code] for code in every(stop[0], "valueCodeableConcept.coding.code")] if stop else []
    )
    plain = STATES.get(model.status or "active", "ended")
    return {
        "section": "medication",
        "name": words(concept) or first(reference, "display") or "",
        "detail": "\n".join(dict.fromkeys(told)),
        "nature": "agreement" if model.get_resource_type().endswith("Request") else "use",
        "state": stops[0] if stops else plain,
        "code": _code(concept),
        "begun_on": _day(begun or first(model, "authoredOn", "dateAsserted")),
        "ended_on": _day(first(period, "end")),
    }


def _hypersensitivity(model: Model, _all: Opinions) -> Fields:
    concept = model.code or first(model, "reaction.substance")
    shown = [words(one) for one in every(model, "reaction.manifestation")]
    return {
        "section": "hypersensitivities",
        "name": words(concept),
        "detail": ", ".join(dict.fromkeys(shown)),
        "nature": first(model, "category") or "",
        "gravity": model.criticality if model.criticality in {"high", "low"} else "",
        "state": "ended"
        if _status(model, "clinicalStatus") in {"inactive", "resolved"}
        else "current",
        "code": _code(concept),
        "begun_on": _day(first(model, "onsetDateTime")),
    }


def _vaccination(model: Model, _all: Opinions) -> Fields:
    rounds = every(model, "protocolApplied") + every(model, "vaccinationProtocol")
    against = [words(one) for each in rounds for one in every(each, "targetDisease")]
    doses = ("doseNumberPositiveInt", "doseNumberString", "doseSequence")
    found = [str(dose) for each in rounds if (dose := first(each, *doses)) is not None]
    return {
        "section": "vaccinations",
        "name": words(model.vaccineCode),
        "detail": ", ".join(dict.fromkeys(against)),
        "nature": next(iter(found), ""),
        "code": _code(model.vaccineCode),
        "begun_on": _day(first(model, "occurrenceDateTime", "date")),
    }


def measurement(model: Model, all_: Opinions) -> Fields:
    """Give what was measured together."""
    own = ("effectiveDateTime", "effectiveInstant", "effectivePeriod.start", "effectivePeriod.end")
    parts = [_part(one) for one in (model, *every(model, "component"))]
    return {
        "status": STATUSES.get(model.status, model.status),
        "taken": moment(first(model, *own)),
        "parts": [one for one in parts if one[3] or one[5]],
        "remark": "\n".join([*every(model, "comment"), *every(model, "note.text")]),
        "contact": contact_of(model, all_)[0],
        "confidentiality": secrecy(model),
    }


def _part(model: Model) -> list[Any]:
    quantity, called = first(model, "valueQuantity"), coded(model)
    whole = first(model, "valueInteger")
    value = number(quantity) or ("" if whole is None else str(whole))
    said = first(model, "valueString") or answer(first(model, "valueCodeableConcept"))
    ranges = every(model, "referenceRange")
    normal = [one for one in ranges if "normal" in every(one, "type.coding.code")]
    usual = next(iter(normal or ranges), None)
    flags = {flag_of(one) for one in every(model, "interpretation.coding")} - {""}
    return [
        called["name"],
        called["codes"],
        first(quantity, "comparator") or "",
        value,
        first(quantity, "unit", "code") or "",
        "" if value else str(said or simple(model) or first(model, "valueDateTime") or ""),
        number(first(usual, "low")),
        number(first(usual, "high")),
        first(usual, "text") or "",
        next(iter(flags)) if len(flags) == 1 else "",
    ]


def _day(stated: Any) -> date | None:
    """Give a day; of a month or year the library gives the text."""
    if not isinstance(stated, str):
        return day(stated)
    parts = [int(part) for part in stated.split("-")]
    return date(*(*parts, 1, 1)[:3])


def _status(model: Model, name: str) -> str:
    stated = first(model, name)
    return stated if isinstance(stated, str) else first(stated, "coding.code") or ""


def _code(concept: Model) -> Any:
    found = [one for one in every(concept, "coding") if one.code]
    return (found[0].system or "", found[0].code, found[0].display or "") if found else None
