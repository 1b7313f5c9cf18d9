"""Medicines, hypersensitivities, vaccinations and measurements of the demo, as FHIR sends them."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from portal.demo.fhir import DEMO, LOINC, STRUCTURE, UCUM, Resource
from portal.demo.people import DATA

PERIOD = f"{STRUCTURE}/zib-Medication-PeriodOfUse"
EPISODE = f"{STRUCTURE}/extension-context-nl-core-episodeofcare"


class DemoMedicine(msgspec.Struct, frozen=True):
    """A medicine, used from so many days back `until` so many; `episode` is why, by its key."""

    name: str
    how: str
    since: int
    until: int | None = None
    status: str = "active"
    use: bool = False
    episode: str = ""


class DemoHypersensitivity(msgspec.Struct, frozen=True):
    """What somebody cannot bear; `category` and `criticality` in the words of FHIR."""

    name: str
    reaction: str
    since: int
    category: str = "medication"
    criticality: str = "low"
    status: str = "active"


class DemoVaccination(msgspec.Struct, frozen=True):
    """An injection, so many days back."""

    name: str
    against: str
    ago: int
    dose: int | None = None


class DemoMeasured(msgspec.Struct, frozen=True):
    """A number under a code of LOINC, as it was found each time: pairs of days back and value."""

    code: str
    name: str
    unit: str
    values: tuple[tuple[int, str], ...]
    low: str = ""
    high: str = ""


class DemoHealth(msgspec.Struct, frozen=True):
    """What one resident has at one practice beside the journal."""

    resident: str
    practice: str
    medicines: tuple[DemoMedicine, ...] = ()
    hypersensitivities: tuple[DemoHypersensitivity, ...] = ()
    vaccinations: tuple[DemoVaccination, ...] = ()
    measured: tuple[DemoMeasured, ...] = ()


class _All(msgspec.Struct, frozen=True):
    files: tuple[DemoHealth, ...]


@cache
def _files() -> tuple[DemoHealth, ...]:
    return msgspec.toml.decode((DATA / "health.toml").read_bytes(), type=_All).files


def resources(resident: str, practice: str, today: date) -> list[Resource]:
    """Give what belongs to one file; empty when it has nothing of this."""
    found = [one for one in _files() if (one.resident, one.practice) == (resident, practice)]
    subject = f"{resident}-{practice}"
    made: list[Resource] = []
    for told in found:
        made += [_medicine(subject, one, today) for one in told.medicines]
        made += [_hypersensitivity(subject, one, today) for one in told.hypersensitivities]
        made += [_vaccination(subject, one, today) for one in told.vaccinations]
        made += [
            _measured(subject, one, today - timedelta(days=ago), value)
            for one in told.measured
            for ago, value in one.values
        ]
    numbered = enumerate(made, start=1)
    return [one | _numbered(one["resourceType"], subject, number) for number, one in numbered]


def _medicine(subject: str, told: DemoMedicine, today: date) -> Resource:
    period = {"start": _day(today, told.since)}
    if told.until is not None:
        period["end"] = _day(today, told.until)
    made: Resource = {
        "resourceType": "MedicationStatement" if told.use else "MedicationRequest",
        "status": told.status,
        "medicationCodeableConcept": {"text": told.name},
        "subject": _patient(subject),
        ("dosage" if told.use else "dosageInstruction"): [{"text": told.how}],
    }
    if told.use:
        return made | {"effectivePeriod": period}
    extensions: list[Any] = [{"url": PERIOD, "valuePeriod": period}]
    if told.episode:
        reference = {"reference": f"EpisodeOfCare/{subject}-{told.episode}"}
        extensions.append({"url": EPISODE, "valueReference": reference})
    return made | {"intent": "order", "extension": extensions}


def _hypersensitivity(subject: str, told: DemoHypersensitivity, today: date) -> Resource:
    return {
        "resourceType": "AllergyIntolerance",
        "clinicalStatus": told.status,
        "verificationStatus": "confirmed",
        "category": [told.category],
        "criticality": told.criticality,
        "code": {"text": told.name},
        "patient": _patient(subject),
        "onsetDateTime": _day(today, told.since),
        "reaction": [{"manifestation": [{"text": told.reaction}]}],
    }


def _vaccination(subject: str, told: DemoVaccination, today: date) -> Resource:
    applied: Resource = {"targetDisease": [{"text": told.against}]}
    if told.dose:
        applied["doseNumberPositiveInt"] = told.dose
    return {
        "resourceType": "Immunization",
        "status": "completed",
        "vaccineCode": {"text": told.name},
        "patient": _patient(subject),
        "occurrenceDateTime": _day(today, told.ago),
        "protocolApplied": [applied],
    }


def _measured(subject: str, told: DemoMeasured, on: date, value: str) -> Resource:
    category = "http://terminology.hl7.org/CodeSystem/observation-category"
    quantity = {"unit": told.unit, "system": UCUM}
    made: Resource = {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{"system": category, "code": "vital-signs"}]}],
        "code": {"coding": [{"system": LOINC, "code": told.code}], "text": told.name},
        "subject": _patient(subject),
        "effectiveDateTime": on.isoformat(),
    }
    ends = {"low": told.low, "high": told.high}
    limits = {end: {"value": Decimal(stated)} for end, stated in ends.items() if stated}
    if limits:
        made["referenceRange"] = [limits]
    upper, _, lower = value.partition("/")
    if not lower:
        return made | {"valueQuantity": quantity | {"value": Decimal(upper)}}
    return made | {
        "component": [
            {
                "code": {"coding": [{"system": LOINC, "code": code}], "text": name},
                "valueQuantity": quantity | {"value": Decimal(number)},
            }
            for code, name, number in (
                ("8480-6", "Bovendruk", upper),
                ("8462-4", "Onderdruk", lower),
            )
        ]
    }


def _numbered(kind: str, subject: str, number: int) -> Resource:
    name = f"{subject}-{kind.lower()}-{number}"
    return {"id": name, "identifier": [{"system": f"{DEMO}/{kind.lower()}", "value": name}]}


def _patient(subject: str) -> Resource:
    return {"reference": f"Patient/{subject}"}


def _day(today: date, ago: int) -> str:
    return (today - timedelta(days=ago)).isoformat()
