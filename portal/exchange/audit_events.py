"""
Lines of the log for other systems: a bundle of AuditEvents of FHIR R4, after the patterns of BALP.

A line that succeeded says which pattern it follows; a refusal and what was only carried out
follow none, and say so by claiming none. Source: IHE Basic Audit Log Patterns 1.1.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.accesslog import Line
from consent.accesslog.natures import NATURES
from consent.dates import without_gap
from consent.model import ActorKind, PersonName

MEDIA_TYPE = "application/fhir+json; charset=utf-8"
Resource = dict[str, Any]
TERMS = "http://terminology.hl7.org/CodeSystem"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
SENDS, RECEIVES = "110153", "110152"
DCM = "http://dicom.nema.org/resources/ontology/DCM"
PATTERNS = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit."
OURS = "urn:online-inzage:action"
PORTAL = "Online inzage"


class Pattern(msgspec.Struct, frozen=True):
    """A pattern of BALP: what is asked, and as what the browser and the user take part."""

    name: str
    interaction: str
    browser: str
    user: str


READ = Pattern("PatientRead", "read", RECEIVES, "IRCP")
BY_ACTION: Mapping[str, Pattern] = {
    "C": Pattern("PatientCreate", "create", SENDS, "AUT"),
    "R": READ,
    "U": Pattern("PatientUpdate", "update", SENDS, "AUT"),
}


class Subject(msgspec.Struct, frozen=True):
    """
    Whose log it is, as other systems get it: never with the BSN, which their practice knows.

    `id` is that of the file, `born` as registered.
    """

    id: UUID
    name: PersonName
    born: str
    number: str
    practice: str


def bundle(subject: Subject, lines: Iterable[Line], at: datetime) -> Iterator[bytes]:
    """Write the bundle piece by piece: the person first, then a line at a time."""
    yield b'{"resourceType":"Bundle","type":"collection","timestamp":"%s","entry":[' % (
        instant(at).encode()
    )
    yield _entry(_patient(subject))
    for line in lines:
        yield b"," + _entry(audit_event(line, subject.id))
    yield b"]}"


def audit_event(line: Line, file: UUID) -> Resource:
    """Describe one line as an AuditEvent about the person of a file."""
    pattern = None if line.refused else BY_ACTION.get(NATURES[line.action].crude)
    plays = pattern or READ
    made: Resource = {
        "resourceType": "AuditEvent",
        "id": str(line.id),
        "type": _coding("audit-event-type", "rest", "Restful Operation"),
        "subtype": [{"system": OURS, "code": line.action.value}],
        "action": NATURES[line.action].crude,
        "recorded": instant(line.at),
        "outcome": "8" if line.refused else "0",
        "agent": [_user(line, plays), *_machines(line, plays)],
        "source": {
            "site": line.organisation or PORTAL,
            "observer": {"display": line.system or PORTAL},
            "type": [_coding("security-source-type", "4", "Application Server")],
        },
        "entity": [_whose(file), _what(line)],
    }
    if pattern:
        made["meta"] = {"profile": [PATTERNS + pattern.name]}
        asked = {"system": "http://hl7.org/fhir/restful-interaction", "code": pattern.interaction}
        made["subtype"].insert(0, asked)
    purposes = _purposes(line)
    return made | ({"purposeOfEvent": purposes} if purposes else {})


def instant(at: datetime) -> str:
    """Write a moment as FHIR does, in UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _entry(resource: Resource) -> bytes:
    url = f"urn:uuid:{resource['id']}"
    return msgspec.json.encode({"fullUrl": url, "resource": resource})


def _patient(subject: Subject) -> Resource:
    family = f"{subject.name.prefix} {subject.name.family}".strip()
    made: Resource = {
        "resourceType": "Patient",
        "id": str(subject.id),
        "name": [{"family": family, "given": [subject.name.given]}],
    }
    if not subject.name.given:
        del made["name"][0]["given"]
    if subject.number:
        number = {"value": subject.number, "assigner": {"display": subject.practice}}
        made["identifier"] = [number]
    return made | ({"birthDate": without_gap(subject.born)} if subject.born else {})


def _user(line: Line, pattern: Pattern) -> Resource:
    is_person = line.kind in {ActorKind.EMPLOYEE, ActorKind.ELSEWHERE, ActorKind.PERSON}
    agent: Resource = {
        "type": {"coding": [_coding("v3-ParticipationType", pattern.user)]},
        "role": [{"text": line.function}],
        "who": {
            "display": ", ".join(filter(None, (line.name or line.function, line.organisation)))
        },
        "requestor": is_person,
    }
    return agent | ({"name": line.name} if line.name else {})


def _machines(line: Line, pattern: Pattern) -> list[Resource]:
    portal = SENDS if pattern.browser == RECEIVES else RECEIVES
    return [
        _machine(pattern.browser, "Browser"),
        _machine(portal, line.system or PORTAL),
    ]


def _machine(part: str, name: str) -> Resource:
    # The log keeps no addresses of people.
    masked = {"extension": [{"url": ABSENT, "valueCode": "masked"}]}
    return {
        "type": {"coding": [{"system": DCM, "code": part}]},
        "who": {"display": name},
        "requestor": False,
        "network": {"_address": masked},
    }


def _whose(file: UUID) -> Resource:
    return {
        "what": {"reference": f"urn:uuid:{file}", "type": "Patient"},
        "type": _coding("audit-entity-type", "1", "Person"),
        "role": _coding("object-role", "1", "Patient"),
    }


def _what(line: Line) -> Resource:
    return {
        "what": {"display": line.section or NATURES[line.action].object_type},
        "type": _coding("audit-entity-type", "2", "System Object"),
        "role": _coding("object-role", "4", "Domain Resource"),
    }


def _purposes(line: Line) -> list[Resource]:
    told: Resource = {"text": line.reason} if line.reason else {}
    if line.emergency:
        told["coding"] = [_coding("v3-ActReason", "BTG", "break the glass")]
    return [told] if told else []


def _coding(system: str, code: str, display: str = "") -> Resource:
    made = {"system": f"{TERMS}/{system}", "code": code}
    return made | ({"display": display} if display else {})
