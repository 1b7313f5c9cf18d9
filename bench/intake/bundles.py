"""Messages of an invented laboratory: a report with twenty results each, about one patient."""

from decimal import Decimal
from typing import Any

from support import hl7
from support.messages import body, bundle, patient, result

RESULTS = 20
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"


def bundles(count: int, bsn: str) -> list[bytes]:
    """Give so many bundles, no two with the same results."""
    return [body(_bundle(number, bsn)) for number in range(count)]


def messages(count: int, bsn: str) -> list[bytes]:
    """Give so many messages of HL7 version 2 that say as much, no two with the same results."""
    return [hl7.body(*_segments(number, bsn)) for number in range(count)]


def items(count: int) -> int:
    """Count the resources of so many bundles, or the things of so many messages."""
    return count * (RESULTS + 2)


def _bundle(number: int, bsn: str) -> dict[str, Any]:
    keys = [f"r{number}x{place}" for place in range(RESULTS)]
    results = [_result(key, place) for place, key in enumerate(keys)]
    return bundle(patient(bsn), _report(f"d{number}", keys), *results)


def _result(key: str, place: int) -> dict[str, Any]:
    value = Decimal(40 + place) / 10
    limit = {"unit": "mmol/l", "system": "http://unitsofmeasure.org", "code": "mmol/L"}
    return result(
        key,
        valueQuantity={"value": float(value), **limit},
        referenceRange=[{"low": {"value": 3.5, **limit}, "high": {"value": 5.1, **limit}}],
        interpretation=[
            {"coding": [{"system": f"{TERMINOLOGY}/v3-ObservationInterpretation", "code": "N"}]}
        ],
    )


def _report(key: str, keys: list[str]) -> dict[str, Any]:
    return {
        "resourceType": "DiagnosticReport",
        "id": key,
        "identifier": [{"system": "urn:lab:reports", "value": key}],
        "status": "final",
        "category": [{"coding": [{"system": f"{TERMINOLOGY}/v2-0074", "code": "LAB"}]}],
        "code": {"text": "Bloedonderzoek"},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-02-10T08:15:00+01:00",
        "issued": "2026-02-10T12:00:00+01:00",
        "result": [{"reference": f"Observation/{one}"} for one in keys],
    }


def _segments(number: int, bsn: str) -> list[str]:
    found = [
        hl7.obx(place, f"K{place}^Kalium {place}^99zon", f"{Decimal(40 + place) / 10}")
        for place in range(RESULTS)
    ]
    return [hl7.header(control=str(number)), hl7.pid(bsn), hl7.obr(f"N{number}"), *found]
