"""FHIR about medicines, hypersensitivities, vaccinations and measurements, made for a test."""

from typing import Any

from support.messages import NHG45, Resource

LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"
PERIOD = "http://nictiz.nl/fhir/StructureDefinition/zib-Medication-PeriodOfUse"
STOP = "http://nictiz.nl/fhir/StructureDefinition/zib-Medication-StopType"


def medication(key: str = "m1", **more: Any) -> Resource:
    """Make a MedicationRequest of STU3 as a practice system sends it: in use since February."""
    return {
        "resourceType": "MedicationRequest",
        "id": key,
        "identifier": [{"system": "urn:his:medication", "value": key}],
        "extension": [{"url": PERIOD, "valuePeriod": {"start": "2026-02-10"}}],
        "intent": "order",
        "category": {"coding": [{"system": SNOMED, "code": "16076005"}]},
        "medicationReference": {"display": "METOPROLOL 50MG TABLET"},
        "subject": {"reference": "Patient/p1"},
        "authoredOn": "2026-02-09",
        "dosageInstruction": [{"text": "1 keer per dag 1 tablet"}],
        **more,
    }


def use(key: str = "u1", **more: Any) -> Resource:
    """Make a MedicationStatement of R4."""
    return {
        "resourceType": "MedicationStatement",
        "id": key,
        "identifier": [{"system": "urn:his:use", "value": key}],
        "status": "active",
        "medicationCodeableConcept": {"text": "Paracetamol 500 mg"},
        "subject": {"reference": "Patient/p1"},
        "effectivePeriod": {"start": "2026-01-02"},
        "dosage": [{"text": "zo nodig"}],
        **more,
    }


def hypersensitivity(key: str = "h1", **more: Any) -> Resource:
    """Make an AllergyIntolerance of STU3."""
    return {
        "resourceType": "AllergyIntolerance",
        "id": key,
        "identifier": [{"system": "urn:his:allergy", "value": key}],
        "clinicalStatus": "active",
        "verificationStatus": "confirmed",
        "category": ["medication"],
        "criticality": "high",
        "code": {"coding": [{"system": SNOMED, "code": "91936005", "display": "Penicilline"}]},
        "patient": {"reference": "Patient/p1"},
        "onsetDateTime": "1998",
        "reaction": [{"manifestation": [{"text": "Benauwd"}, {"text": "Huiduitslag"}]}],
        **more,
    }


def vaccination(key: str = "v1", **more: Any) -> Resource:
    """Make an Immunization of R4."""
    return {
        "resourceType": "Immunization",
        "id": key,
        "identifier": [{"system": "urn:his:vaccination", "value": key}],
        "status": "completed",
        "vaccineCode": {"text": "Griepvaccin"},
        "patient": {"reference": "Patient/p1"},
        "occurrenceDateTime": "2025-10-21",
        "protocolApplied": [
            {"targetDisease": [{"text": "Griep"}], "doseNumberPositiveInt": 1},
        ],
        **more,
    }


def blood_pressure(key: str = "b1", upper: str = "148", **more: Any) -> Resource:
    """Make an Observation of two numbers, as FHIR's vital signs are."""
    parts = (("8480-6", "Systolisch", upper), ("8462-4", "Diastolisch", "86"))
    return {
        **_measured(key, LOINC, "85354-9", "Bloeddruk"),
        "component": [
            {
                "code": {"coding": [{"system": LOINC, "code": code, "display": name}]},
                "valueQuantity": {"value": float(value), "unit": "mmHg"},
            }
            for code, name, value in parts
        ],
        **more,
    }


def weight(key: str = "w1", value: float = 81.5, **more: Any) -> Resource:
    """Make an Observation of one number, coded by NHG table 45."""
    quantity = {"value": value, "unit": "kg"}
    return {**_measured(key, NHG45, "357", "gewicht"), "valueQuantity": quantity, **more}


def _measured(key: str, system: str, code: str, name: str) -> Resource:
    return {
        "resourceType": "Observation",
        "id": key,
        "meta": {"profile": ["http://nictiz.nl/fhir/StructureDefinition/gp-DiagnosticResult"]},
        "identifier": [{"system": "urn:his:measured", "value": key}],
        "status": "final",
        "code": {"coding": [{"system": system, "code": code, "display": name}]},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-02-10",
    }
