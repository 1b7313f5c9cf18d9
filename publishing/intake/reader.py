"""From the bytes of a message to its items: a bad resource fails alone, and says where."""

from collections.abc import Callable, Mapping
from hashlib import sha256

import msgspec

from publishing.intake.faults import Fault, FaultReason, Faulty, Unreadable, UnreadableBody
from publishing.intake.fhir.audit import audit_event
from publishing.intake.fhir.bundle import Directory, Place, places
from publishing.intake.fhir.care import contact, episode, flag
from publishing.intake.fhir.health.measurements import is_measurement, measurement
from publishing.intake.fhir.health.summary import hypersensitivity, medication, vaccination
from publishing.intake.fhir.journal import composition, is_line, is_report, line
from publishing.intake.fhir.laboratory import is_result, report, result
from publishing.intake.fhir.letters import file, letter
from publishing.intake.fhir.people import patient
from publishing.intake.fhir.subjects import is_about_patient, subject
from publishing.intake.fhir.version import version
from publishing.intake.hl7 import reader as hl7
from publishing.intake.items import Item, Subject, SubjectState
from publishing.intake.orders import is_order, order
from publishing.intake.reads import FileRead, KeptRead, LetterRead, Read
from publishing.intake.tree import json_body, xml_body
from publishing.intake.tree.node import Node
from publishing.intake.tree.writing import canonical, meaning

MAX_BYTES = 24 * 1024 * 1024
LONGEST_PATH = 300
Reader = Callable[[Place, Directory], Read]

ORDERS = frozenset({"ProcedureRequest", "ServiceRequest"})
READERS: Mapping[str, Reader] = {
    "AllergyIntolerance": hypersensitivity,
    "AuditEvent": audit_event,
    "Binary": file,
    "DiagnosticReport": report,
    "DocumentReference": letter,
    "Encounter": contact,
    "EpisodeOfCare": episode,
    "Flag": flag,
    "Immunization": vaccination,
    "MedicationRequest": medication,
    "MedicationStatement": medication,
    "Patient": patient,
}


def read(body: bytes, content_type: str | None = None) -> Unreadable | list[Item]:
    """
    Read a message: one item per resource, in their order, or why nothing can be read.

    `content_type` is what the sender says; the body itself decides between HL7, JSON and XML.
    """
    try:
        if hl7.is_hl7(body):
            return hl7.read(_sized(body))
        top = _tree(body, content_type or "")
        found = places(top)
    except UnreadableBody as error:
        return error.unreadable
    except Faulty as error:
        return Unreadable(error.fault.reason)
    directory = Directory(found)
    return [_item(place, directory) for place in found]


def note_on(body: bytes) -> str:
    """Give the code of what is odd about the characters of a message; empty where nothing is."""
    if not hl7.is_hl7(body):
        return ""
    return next((one.note for one in hl7.messages(body) if one.note), "")


def _tree(body: bytes, content_type: str) -> Node:
    start = _sized(body).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if not start:
        raise UnreadableBody(FaultReason.BODY_EMPTY)
    if start == b"<":
        return _fhir(xml_body.tree(body))
    if start == b"{" or "json" in content_type:
        return _fhir(json_body.tree(body))
    raise UnreadableBody(FaultReason.NOT_FHIR)


def _sized(body: bytes) -> bytes:
    if len(body) > MAX_BYTES:
        raise UnreadableBody(FaultReason.BODY_TOO_LARGE)
    return body


def _fhir(top: Node) -> Node:
    kind = top.first("resourceType")
    if kind is None or not kind.value:
        raise UnreadableBody(FaultReason.NOT_FHIR)
    if top.value is not None or top.flaw:
        raise UnreadableBody(top.flaw or FaultReason.NOT_FHIR)
    return top


def _item(place: Place, directory: Directory) -> Item:
    try:
        _check(place)
        found = _read(place, directory)
        return _made(place, directory, found)
    except Faulty as error:
        return _failed(place, directory, error.fault)


def _check(place: Place) -> None:
    if place.fault is not None:
        raise Faulty(place.fault.path, place.fault.reason)
    if not place.kind:
        raise place.node.faulty(FaultReason.NOT_FHIR, "resourceType")
    for node in place.node.walk():
        if node.flaw is not None:
            raise node.faulty(node.flaw)


def _read(place: Place, directory: Directory) -> Read:
    reader = READERS.get(place.kind)
    if place.kind in ORDERS and is_order(place):
        reader = order
    if place.kind == "Observation":
        reader = _of_observation(place, directory)
    if place.kind == "Composition" and is_report(place.node):
        reader = composition
    return reader(place, directory) if reader else KeptRead(is_about_patient(place))


def _of_observation(place: Place, directory: Directory) -> Reader | None:
    if is_line(place.node):
        return line
    if is_result(place, directory):
        return result
    return measurement if is_measurement(place.node) else None


def _made(place: Place, directory: Directory, found: Read) -> Item:
    key = place.key
    return Item(
        path=place.path[:LONGEST_PATH],
        kind=place.kind,
        key=key,
        aliases=place.names[1:],
        subject=subject(place, directory),
        version=version(place),
        digest=_digest(place, key, found),
        raw=canonical(place.node),
        read=found,
    )


def _failed(place: Place, directory: Directory, fault: Fault) -> Item:
    return Item(
        path=place.path[:LONGEST_PATH],
        kind=place.kind,
        key=place.key,
        aliases=(),
        subject=_subject_or_none(place, directory),
        version=version(place),
        digest=sha256(canonical(place.node)).digest(),
        raw=canonical(place.node),
        fault=Fault(fault.path[:LONGEST_PATH], fault.reason),
    )


def _digest(place: Place, key: str, found: Read) -> bytes:
    if isinstance(found, KeptRead):
        return sha256(meaning(place.node)).digest()
    if isinstance(found, LetterRead | FileRead):
        return sha256(place.kind.encode() + key.encode() + msgspec.msgpack.encode(found)).digest()
    told = msgspec.json.encode((place.kind, key, found), order="deterministic")
    return sha256(told).digest()


def _subject_or_none(place: Place, directory: Directory) -> Subject:
    try:
        return subject(place, directory)
    except Faulty:
        return Subject(SubjectState.UNREADABLE)
