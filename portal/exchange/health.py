"""Medicines, hypersensitivities, vaccinations and measurements as resources of FHIR R4."""

from consent.model import Section
from portal.exchange.audit_events import instant
from portal.exchange.resource import CLASSES, Resource, coded, of, whole
from publishing.measuring.model import Measurement
from publishing.summary.model import State, SummaryItem

CATEGORIES = {"medication", "food", "environment", "biologic"}


def summary_item(item: SummaryItem) -> Resource:
    """Write one item as the resource of its kind."""
    return whole(_MAKERS[item.section](item))


def measurement(one: Measurement, value: Resource, limits: list[Resource] | None) -> Resource:
    """Write one value; the two numbers of a blood pressure are two resources."""
    coding = whole({"system": _SYSTEMS.get(one.value.code_system, ""), "code": one.value.code})
    taken = one.value.taken_at
    return whole(
        {
            "resourceType": "Observation",
            "id": str(one.id),
            "status": "final",
            "category": [coded(f"{CLASSES}/observation-category", "vital-signs")],
            "code": whole({"coding": [coding] if coding else None, "text": one.value.name}),
            "subject": of(one.patient),
            "effectiveDateTime": taken and instant(taken),
            "note": [{"text": one.value.remark}] if one.value.remark else None,
            "referenceRange": limits,
            **value,
        }
    )


def _medication(item: SummaryItem) -> Resource:
    status = "on-hold" if item.state is State.PAUSED else "active"
    return {
        "resourceType": "MedicationStatement",
        "id": str(item.id),
        "status": status if item.is_current else "stopped",
        "medicationCodeableConcept": _concept(item),
        "subject": of(item.patient),
        "effectivePeriod": whole({"start": _day(item.begun_on), "end": _day(item.ended_on)}),
        "informationSource": {"display": item.practice_name},
        "dosage": [{"text": item.detail}] if item.detail else None,
    }


def _hypersensitivity(item: SummaryItem) -> Resource:
    status = "active" if item.is_current else "inactive"
    return {
        "resourceType": "AllergyIntolerance",
        "id": str(item.id),
        "clinicalStatus": coded(f"{CLASSES}/allergyintolerance-clinical", status),
        "category": [item.nature] if item.nature in CATEGORIES else None,
        "criticality": item.gravity,
        "code": _concept(item),
        "patient": of(item.patient),
        "onsetDateTime": _day(item.begun_on),
        "reaction": [{"manifestation": [{"text": item.detail}]}] if item.detail else None,
    }


def _vaccination(item: SummaryItem) -> Resource:
    day = _day(item.begun_on)
    dose = {
        "targetDisease": [{"text": item.detail}] if item.detail else None,
        "doseNumberString": item.nature,
    }
    return {
        "resourceType": "Immunization",
        "id": str(item.id),
        "status": "completed",
        "vaccineCode": _concept(item),
        "patient": of(item.patient),
        "occurrenceDateTime": day,
        "occurrenceString": "" if day else "onbekend",
        # FHIR takes against what it works only with the number of the dose.
        "protocolApplied": [whole(dose)] if item.nature else None,
        "note": [{"text": item.detail}] if item.detail and not item.nature else None,
    }


def _concept(item: SummaryItem) -> Resource:
    coding = whole({"system": item.code_system, "code": item.code})
    return whole({"coding": [coding] if item.code else None, "text": item.name})


def _day(on: object) -> str:
    return str(on) if on else ""


_MAKERS = {
    Section.HYPERSENSITIVITIES: _hypersensitivity,
    Section.MEDICATION: _medication,
    Section.VACCINATIONS: _vaccination,
}
_SYSTEMS = {
    "loinc": "http://loinc.org",
    "nhg45": "https://referentiemodel.nhg.org/tabellen/nhg-tabel-45-diagnostische-bepalingen",
}
