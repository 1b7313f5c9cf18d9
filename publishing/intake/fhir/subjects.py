"""Whose a resource is, by what the message says: never by a name."""

from publishing.intake.faults import Faulty
from publishing.intake.fhir.bundle import Directory, Place, is_kind
from publishing.intake.fhir.coding import BSN
from publishing.intake.fhir.node import Node
from publishing.intake.fhir.people import bsn, bsn_of
from publishing.intake.items import Subject, SubjectState

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
        return _of_patient(place)
    reference = place.node.first(*NAMES)
    if reference is None:
        return Subject(SubjectState.UNSTATED)
    found = directory.find(reference, "Patient")
    if found is not None and found.kind == "Patient":
        return _of_patient(found)
    return _by_identifier(reference)


def is_about_patient(place: Place) -> bool:
    """Tell whether this kind belongs in somebody's file."""
    return place.kind not in WITHOUT_PATIENT


def _of_patient(place: Place) -> Subject:
    try:
        number = bsn(place.node)
        key = place.key
    except Faulty:
        return Subject(SubjectState.UNREADABLE)
    return Subject(SubjectState.NUMBERED if number else SubjectState.MASKED, key, number)


def _by_identifier(reference: Node) -> Subject:
    identifier = reference.first("identifier")
    if identifier is not None and identifier.text("system") in BSN:
        try:
            number = bsn_of(identifier)
        except Faulty:
            return Subject(SubjectState.UNREADABLE)
        if number:
            return Subject(SubjectState.NUMBERED, "", number)
    address = reference.first("reference")
    stated = address.own(2000) if address else ""
    if not stated and identifier is None:
        return Subject(SubjectState.UNSTATED)
    if stated and not is_kind(reference, "Patient") and not stated.startswith("urn:"):
        return Subject(SubjectState.UNREADABLE)
    return Subject(SubjectState.ELSEWHERE, stated)
