"""FHIR as the invented systems of the demo send it: one function per kind of resource."""

import base64
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from portal.demo.dossiers import DemoEpisode, DemoLetter, DemoLine, DemoReport, DemoResult
from portal.demo.people import Resident

Resource = dict[str, Any]
NAMING = "http://fhir.nl/fhir/NamingSystem"
STRUCTURE = "http://nictiz.nl/fhir/StructureDefinition"
DEMO = "https://online-inzage.example/demo"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"


def bundle(*resources: Resource) -> bytes:
    """Put resources into one message; decimals keep their last zeros."""
    entries = [
        {"fullUrl": f"{DEMO}/{one['resourceType']}/{one['id']}", "resource": one}
        for one in resources
    ]
    message = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return msgspec.json.Encoder(decimal_format="number").encode(message)


def patient(resident: Resident, today: date) -> Resource:
    """Describe a patient with BSN, name in parts, and birth date."""
    given, prefix, family = resident.name
    return {
        "resourceType": "Patient",
        "id": resident.key,
        "identifier": [{"system": f"{NAMING}/bsn", "value": resident.bsn}],
        "name": [
            {
                "use": "official",
                "family": f"{prefix} {family}".strip(),
                "_family": {"extension": _name_parts(prefix, family)},
                "given": [given],
            }
        ],
        "birthDate": resident.born(today).isoformat(),
    }


def episode(subject: str, told: DemoEpisode, began: date, last: date) -> Resource:
    """Describe an episode with the title the practice gave it."""
    return {
        "resourceType": "EpisodeOfCare",
        "id": f"{subject}-{told.key}",
        "identifier": _identifier("episode", f"{subject}-{told.key}"),
        "extension": [
            {"url": f"{STRUCTURE}/EpisodeOfCare-Title", "valueString": told.title},
            {
                "url": f"{STRUCTURE}/EpisodeOfCare-DateFirstEncounter",
                "valueDateTime": began.isoformat(),
            },
            {
                "url": f"{STRUCTURE}/EpisodeOfCare-DateLastEncounter",
                "valueDateTime": last.isoformat(),
            },
        ],
        "status": "finished" if told.closed else "active",
        "patient": {"reference": f"Patient/{subject}"},
        "period": {"start": began.isoformat()},
    }


def flag(subject: str, told: DemoEpisode) -> Resource:
    """Describe the attention value of an episode."""
    number = f"{subject}-{told.key}"
    detail = {
        "url": "http://hl7.org/fhir/StructureDefinition/flag-detail",
        "valueReference": {"reference": f"EpisodeOfCare/{number}"},
    }
    return {
        "resourceType": "Flag",
        "id": number,
        "identifier": _identifier("flag", number),
        "extension": [detail],
        "status": "active",
        "category": {"coding": [{"system": LOINC, "code": "74018-3"}]},
        "code": {"text": told.title},
        "subject": {"reference": f"Patient/{subject}"},
    }


def contact(subject: str, number: str, kind: str, held: date) -> Resource:
    """Describe a visit or call; `kind` is a code of NHG table 14."""
    return {
        "resourceType": "Encounter",
        "id": number,
        "identifier": _identifier("contact", number),
        "status": "finished",
        "type": [{"coding": [{"system": _nhg("14-contactwijze"), "code": kind}]}],
        "subject": {"reference": f"Patient/{subject}"},
        "period": {"start": held.isoformat()},
    }


def line(subject: str, number: str, told: DemoLine, places: tuple[str, str]) -> Resource:
    """Describe a journal line in its contact and episode (the numbers in `places`)."""
    encounter, episode_id = places
    return {
        "resourceType": "Observation",
        "id": number,
        "meta": {"profile": [f"{STRUCTURE}/gp-JournalEntry"]},
        "identifier": _identifier("line", number),
        "extension": [
            {
                "url": f"{STRUCTURE}/extension-context-nl-core-episodeofcare",
                "valueReference": {"reference": f"EpisodeOfCare/{episode_id}"},
            }
        ],
        "status": "final",
        "code": {"coding": [{"system": f"{NAMING}/journaalregeltypen", "code": told.kind.value}]},
        "subject": {"reference": f"Patient/{subject}"},
        "context": {"reference": f"Encounter/{encounter}"},
        "valueString": told.text,
    }


def result(subject: str, number: str, told: DemoResult, taken: datetime) -> Resource:
    """Describe a determination as a laboratory does."""
    quantity: Resource = {"value": Decimal(told.value), "unit": told.unit, "system": UCUM}
    if told.comparator:
        quantity["comparator"] = told.comparator
    found: Resource = {
        "resourceType": "Observation",
        "id": number,
        "identifier": _identifier("result", number),
        "status": "final",
        "category": [
            {
                "coding": [
                    {
                        "system": "http://terminology.hl7.org/CodeSystem/observation-category",
                        "code": "laboratory",
                    }
                ]
            }
        ],
        "code": {
            "coding": [{"system": LOINC, "code": told.code, "display": told.name}],
            "text": told.name,
        },
        "subject": {"reference": f"Patient/{subject}"},
        "effectiveDateTime": taken.isoformat(),
        "valueQuantity": quantity,
        "referenceRange": [_range(told)],
    }
    if told.flag:
        system = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
        found["interpretation"] = [{"coding": [{"system": system, "code": told.flag}]}]
    return found


def report(
    subject: str, told: DemoReport, numbers: list[str], taken: datetime, laboratory: str
) -> Resource:
    """Describe what a laboratory reports together."""
    return {
        "resourceType": "DiagnosticReport",
        "id": f"{subject}-{told.key}",
        "identifier": _identifier("report", f"{subject}-{told.key}"),
        "status": "final",
        "code": {"text": told.title},
        "subject": {"reference": f"Patient/{subject}"},
        "effectiveDateTime": taken.isoformat(),
        "performer": [{"display": laboratory}],
        "result": [{"reference": f"Observation/{number}"} for number in numbers],
    }


def letter(subject: str, told: DemoLetter, written: datetime, file: bytes) -> Resource:
    """Describe a letter with its PDF inside."""
    number = f"{subject}-{told.key}"
    return {
        "resourceType": "DocumentReference",
        "id": number,
        "masterIdentifier": _identifier("letter", number)[0],
        "status": "current",
        "type": {"text": "Brief"},
        "description": told.title,
        "subject": {"reference": f"Patient/{subject}"},
        "date": written.isoformat(),
        "author": [{"display": told.author}],
        "content": [
            {
                "attachment": {
                    "contentType": "application/pdf",
                    "data": base64.b64encode(file).decode(),
                }
            }
        ],
    }


def _name_parts(prefix: str, family: str) -> list[Resource]:
    url = "http://hl7.org/fhir/StructureDefinition/humanname-own"
    parts = [{"url": f"{url}-name", "valueString": family}]
    if prefix:
        parts.append({"url": f"{url}-prefix", "valueString": prefix})
    return parts


def _identifier(kind: str, value: str) -> list[Resource]:
    return [{"system": f"{DEMO}/{kind}", "value": value}]


def _nhg(table: str) -> str:
    return f"https://referentiemodel.nhg.org/tabellen/nhg-tabel-{table}"


def _range(told: DemoResult) -> Resource:
    ends = {"low": told.low, "high": told.high}
    return {name: {"value": Decimal(end), "unit": told.unit} for name, end in ends.items() if end}
