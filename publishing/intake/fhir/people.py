"""Who is who in a message: patients with their names and numbers, and those who treated them."""

from consent.bsn import InvalidBsn, normalise
from publishing.intake.faults import FaultReason
from publishing.intake.fhir.bundle import Directory, Place, elsewhere
from publishing.intake.fhir.coding import BSN, carries_bsn, words
from publishing.intake.fhir.dates import birth_date
from publishing.intake.fhir.naming import name_of
from publishing.intake.model import Code
from publishing.intake.reads import PatientRead
from publishing.intake.tree.node import Node


def patient(place: Place, _directory: Directory) -> PatientRead:
    """Read a Patient; its BSN is read apart, by `bsn`."""
    node = place.node
    bsn(node)
    return PatientRead(
        name=name_of(node),
        born=birth_date(node.first("birthDate")),
        sex=node.text("gender", 20),
        numbers=_numbers(node),
    )


def bsn(node: Node) -> str | None:
    """
    Read the BSN of a Patient; None when it is masked or not there.

    Raises:
        Faulty: what stands there is no BSN, or there are two.

    """
    found: set[str] = set()
    for identifier in node.many("identifier"):
        if identifier.text("system") not in BSN:
            continue
        number = bsn_of(identifier)
        if number is not None:
            found.add(number)
    if len(found) > 1:
        raise node.faulty(FaultReason.BSN_REPEATED, "identifier")
    return next(iter(found), None)


def bsn_of(identifier: Node) -> str | None:
    """Read the BSN of one identifier; None when it is masked."""
    value = identifier.first("value")
    if value is None or not (value.value or "").strip():
        return None
    try:
        return normalise(value.own())
    except InvalidBsn:
        raise value.faulty(FaultReason.BSN_INVALID) from None


def full_name(node: Node) -> str:
    """How a practitioner or organisation is called, empty when not said."""
    name = node.first("name")
    if name is None:
        return ""
    if name.value is not None:
        return name.own()
    given = " ".join(each.own() for each in name.many("given"))
    return name.text("text") or f"{given} {name.text('family')}".strip()


def called(reference: Node | None, directory: Directory) -> str:
    """Who a reference means: the name where the resource is here, else what is displayed."""
    if reference is None:
        return ""
    place = directory.find(reference)
    if place is not None and place.kind == "PractitionerRole":
        person = place.node.first("practitioner", "organization")
        return called(person, directory) or reference.text("display")
    name = elsewhere(lambda: full_name(place.node), "") if place else ""
    return name or reference.text("display")


def role(reference: Node | None, directory: Directory) -> str:
    """As what somebody treated the patient: the words of their role, empty when not said."""
    if reference is None:
        return ""
    extended = reference.extension("practitionerrole-reference")
    stated = extended.first("valueReference") if extended else reference
    place = directory.find(stated)
    if place is None or place.kind != "PractitionerRole":
        return ""
    node = place.node
    return elsewhere(lambda: words(node.first("code")) or words(node.first("specialty")), "")


def _numbers(node: Node) -> tuple[Code, ...]:
    found = (Code(each.text("system"), each.text("value")) for each in node.many("identifier"))
    return tuple(
        each
        for each in found
        if each.code and each.system not in BSN and not carries_bsn(each.code)
    )
