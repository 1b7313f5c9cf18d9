"""Whose a resource is, by what the message says: never by a name."""

from publishing.intake.faults import Faulty
from publishing.intake.fhir.audit import patient_of
from publishing.intake.fhir.bundle import Directory, Place, is_kind
from publishing.intake.fhir.coding import BSN, identifier_key
from publishing.intake.fhir.people import bsn, bsn_of
from publishing.intake.items import Subject, SubjectState
from publishing.intake.tree.node import Node

WITHOUT_PATIENT = frozenset(
    {
        "Binary",
        "Bundle",
        "HealthcareService",
        "Location",
        "Medication",
        "OperationOutcome",
        "Organization",
        "Practitioner",
        "PractitionerRole",
        "Substance",
    }
)
NAMES = ("subject", "patient", "beneficiary", "for")


def subject(place: Place, directory: Directory) -> Subject:
    """Say whose a resource is; a reference to somebody outside the message names nobody yet."""
    if place.kind == "Patient":
        return _of_patient(place, f"{place.path}.identifier")
    is_event = place.kind == "AuditEvent"
    reference = patient_of(place.node) if is_event else place.node.first(*NAMES)
    if reference is None:
        return Subject(SubjectState.UNSTATED, path=place.path)
    found = directory.find(reference, "Patient")
    if found is not None and found.kind == "Patient":
        return _of_patient(found, reference.path)
    return _by_identifier(reference)


def is_about_patient(place: Place) -> bool:
    """Tell whether this kind belongs in somebody's file."""
    if place.kind == "Device":
        return place.node.first("patient") is not None
    return place.kind not in WITHOUT_PATIENT


def _of_patient(place: Place, path: str) -> Subject:
    try:
        number = bsn(place.node)
    except Faulty:
        return Subject(SubjectState.UNREADABLE, path=path)
    state = SubjectState.NUMBERED if number else SubjectState.MASKED
    return Subject(state, place.key, number, path)


def _by_identifier(reference: Node) -> Subject:
    identifier, address = reference.first("identifier"), reference.first("reference")
    if identifier is not None and identifier.text("system") in BSN:
        try:
            number = bsn_of(identifier)
        except Faulty:
            return Subject(SubjectState.UNREADABLE, path=reference.path)
        if number:
            return Subject(SubjectState.NUMBERED, "", number, reference.path)
    stated = address.own(2000) if address else identifier_key(identifier)
    if not stated:
        return Subject(SubjectState.UNSTATED, path=reference.path)
    is_patient = is_kind(reference, "Patient") or stated.startswith("urn:") or address is None
    state = SubjectState.ELSEWHERE if is_patient else SubjectState.UNREADABLE
    return Subject(state, stated, path=reference.path)
