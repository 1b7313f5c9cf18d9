"""FHIR messages about invented people, made for a test: as JSON, or the same as XML."""

import base64
import json
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pikepdf

FIXTURES = Path(__file__).parents[1] / "fixtures" / "fhir"
BASE = "https://his.example/fhir"
BSN = "http://fhir.nl/fhir/NamingSystem/bsn"
ICPC = "http://hl7.org/fhir/sid/icpc-1-nl"
LINES = "http://fhir.nl/fhir/NamingSystem/journaalregeltypen"
NHG45 = "https://referentiemodel.nhg.org/tabellen/nhg-tabel-45-diagnostische-bepalingen"
EPISODE = "http://nictiz.nl/fhir/StructureDefinition/extension-context-nl-core-episodeofcare"
DCM = "http://dicom.nema.org/resources/ontology/DCM"
OBJECTS = "http://terminology.hl7.org/CodeSystem/object-role"
ROLES = "http://fhir.nl/fhir/NamingSystem/uzi-rolcode"
REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
LABORATORY = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "laboratory",
        }
    ]
}
Resource = dict[str, Any]


def fixture(name: str) -> bytes:
    """Read a written message."""
    return (FIXTURES / name).read_bytes()


def body(resource: Resource) -> bytes:
    """Write a message as JSON."""
    return json.dumps(resource, ensure_ascii=False).encode()


def bundle(*resources: Resource, kind: str = "collection") -> Resource:
    """Put resources in a bundle, each at an address of the sender."""
    entries = [
        {"fullUrl": f"{BASE}/{each['resourceType']}/{each['id']}", "resource": each}
        if "id" in each
        else {"resource": each}
        for each in resources
    ]
    return {"resourceType": "Bundle", "type": kind, "entry": entries}


def patient(number: str | None, id: str = "p1", **more: Any) -> Resource:  # noqa: A002 - FHIR's word
    """Make a Patient with this BSN; None: it is masked."""
    masked = {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason"}
    shown = (
        {"value": number}
        if number
        else {"_value": {"extension": [{**masked, "valueCode": "masked"}]}}
    )
    return {
        "resourceType": "Patient",
        "id": id,
        "identifier": [{"system": BSN, **shown}],
        "name": [{"use": "official", "family": "Bakker", "given": ["Anna"]}],
        "gender": "female",
        "birthDate": "1960-05-17",
        **more,
    }


def result(key: str = "r1", subject: str = "p1", **more: Any) -> Resource:
    """Make a final laboratory Observation of R4: potassium 4.0."""
    return {
        "resourceType": "Observation",
        "id": key,
        "identifier": [{"system": "urn:lab", "value": key}],
        "status": "final",
        "category": [LABORATORY],
        "code": {"coding": [{"system": NHG45, "code": "513", "display": "Kalium"}]},
        "subject": {"reference": f"Patient/{subject}"},
        "effectiveDateTime": "2026-02-10T08:15:00+01:00",
        "valueQuantity": {"value": 4.1, "unit": "mmol/l"},
        **more,
    }


def line(kind: str = "E", text: str = "Rustig beeld.", key: str = "l1", **more: Any) -> Resource:
    """Make a journal line of STU3."""
    return {
        "resourceType": "Observation",
        "id": key,
        "identifier": [{"system": "urn:his:lines", "value": key}],
        "status": "final",
        "code": {"coding": [{"system": LINES, "code": kind}]},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2026-02-10",
        "valueString": text,
        **more,
    }


def episode(key: str = "e1", title: str = "Hoge bloeddruk", **more: Any) -> Resource:
    """Make an EpisodeOfCare of STU3 with the practice's own title."""
    url = "http://nictiz.nl/fhir/StructureDefinition/EpisodeOfCare-Title"
    return {
        "resourceType": "EpisodeOfCare",
        "id": key,
        "identifier": [{"system": "urn:his:episodes", "value": key}],
        "extension": [{"url": url, "valueString": title}],
        "status": "active",
        "patient": {"reference": "Patient/p1"},
        **more,
    }


def contact(key: str = "c1", episodes: Iterable[str] = (), **more: Any) -> Resource:
    """Make an Encounter of STU3."""
    return {
        "resourceType": "Encounter",
        "id": key,
        "identifier": [{"system": "urn:his:contacts", "value": key}],
        "status": "finished",
        "subject": {"reference": "Patient/p1"},
        "episodeOfCare": [{"reference": f"EpisodeOfCare/{each}"} for each in episodes],
        "period": {"start": "2026-02-10"},
        **more,
    }


def letter(key: str = "d1", url: str = "Binary/b1", **more: Any) -> Resource:
    """Make a DocumentReference of STU3 whose file is elsewhere."""
    return {
        "resourceType": "DocumentReference",
        "id": key,
        "masterIdentifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:letter:{key}"},
        "status": "current",
        "type": {"coding": [{"system": "http://loinc.org", "code": "11488-4", "display": "Brief"}]},
        "subject": {"reference": "Patient/p1"},
        "indexed": "2026-02-11T10:00:00+01:00",
        "description": "Brief van de cardioloog",
        "content": [{"attachment": {"contentType": "application/pdf", "url": url}}],
        **more,
    }


def binary(data: bytes | None = None, key: str = "b1") -> Resource:
    """Make a Binary, a PDF of one empty page unless said otherwise."""
    content = base64.b64encode(pdf() if data is None else data).decode()
    return {
        "resourceType": "Binary",
        "id": key,
        "contentType": "application/pdf",
        "content": content,
    }


def audit_event(key: str = "a1", subject: Resource | None = None, **more: Any) -> Resource:
    """Make an AuditEvent of R4: a GP read a result, as the practice system logs it."""
    whose = {"reference": "Patient/p1"} if subject is None else subject
    return {
        "resourceType": "AuditEvent",
        "id": key,
        "type": {
            "system": "http://terminology.hl7.org/CodeSystem/audit-event-type",
            "code": "rest",
        },
        "subtype": [{"system": "http://hl7.org/fhir/restful-interaction", "code": "read"}],
        "action": "R",
        "recorded": "2026-03-04T09:15:00.250+01:00",
        "outcome": "0",
        "agent": [
            {"type": {"coding": [{"system": DCM, "code": "110153"}]}, "requestor": False},
            {
                "role": [{"coding": [{"system": ROLES, "code": "01.015"}], "text": "Huisarts"}],
                "who": {"display": "dr. K. Wolf"},
                "name": "dr. K. Wolf",
                "requestor": True,
            },
        ],
        "source": {"site": "Huisartsenpost West", "observer": {"display": "HAP"}},
        "entity": [
            {"what": whose, "type": {"code": "1"}, "role": {"system": OBJECTS, "code": "1"}},
            {"what": {"reference": "Observation/o1"}, "role": {"system": OBJECTS, "code": "4"}},
        ],
        **more,
    }


@cache
def pdf(*, acts: bool = False) -> bytes:
    """Give a PDF of one empty page, that does something when it is opened or does not."""
    made, room = pikepdf.new(), BytesIO()
    made.add_blank_page()
    if acts:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("x"))
    made.save(room, static_id=True)
    return room.getvalue()


def xml(resource: Resource) -> bytes:
    """Write the same message as XML."""
    return _element(resource["resourceType"], resource, root=True).encode()


def _element(name: str, value: Any, beside: Any = None, *, root: bool = False) -> str:
    space = ' xmlns="http://hl7.org/fhir"' if root else ""
    if isinstance(value, str) and name == "div":
        return value
    if isinstance(value, dict):
        return _object(name, value, space)
    shown = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
    attribute = "" if value is None else f" value={quoteattr(str(shown))}"
    inner = "".join(_children(beside)) if beside else ""
    return f"<{name}{attribute}>{inner}</{name}>"


def _object(name: str, value: Resource, space: str) -> str:
    kind = value.get("resourceType")
    url = f" url={quoteattr(value['url'])}" if name == "extension" and "url" in value else ""
    inner = "".join(
        _children({key: each for key, each in value.items() if key != "url" or not url})
    )
    if kind and not space:
        return f"<{name}><{kind}>{inner}</{kind}></{name}>"
    return f"<{name}{space}{url}>{inner}</{name}>"


def _children(value: Resource) -> Iterable[str]:
    for name in dict.fromkeys(key.removeprefix("_") for key in value if key != "resourceType"):
        plain, beside = value.get(name), value.get(f"_{name}")
        if not isinstance(plain, list) and not isinstance(beside, list):
            yield _element(name, plain, beside)
            continue
        length = max(len(plain or []), len(beside or []))
        for place in range(length):
            one = plain[place] if plain and place < len(plain) else None
            other = beside[place] if beside and place < len(beside) else None
            yield _element(name, one, other)
