"""Which version of FHIR a resource is shaped as: by its own words, not by what the sender says."""

from collections.abc import Mapping

from publishing.intake.fhir.bundle import Place
from publishing.intake.model import FhirVersion
from publishing.intake.tree.node import Node

ELEMENTS: Mapping[str, Mapping[str, FhirVersion]] = {
    "Observation": {
        "comment": FhirVersion.STU3,
        "context": FhirVersion.STU3,
        "encounter": FhirVersion.R4,
        "hasMember": FhirVersion.R4,
        "note": FhirVersion.R4,
        "related": FhirVersion.STU3,
    },
    "DocumentReference": {"date": FhirVersion.R4, "indexed": FhirVersion.STU3},
    "DiagnosticReport": {"context": FhirVersion.STU3, "encounter": FhirVersion.R4},
}
PROFILES = (
    ("http://nictiz.nl/fhir/StructureDefinition/nl-core-", FhirVersion.R4),
    ("http://fhir.nl/fhir/StructureDefinition/nl-core-", FhirVersion.STU3),
    ("http://nictiz.nl/fhir/StructureDefinition/gp-", FhirVersion.STU3),
    ("http://nictiz.nl/fhir/StructureDefinition/zib-", FhirVersion.STU3),
    ("http://nictiz.nl/fhir/StructureDefinition/IHE.MHD.Minimal", FhirVersion.STU3),
)
SYSTEMS = (
    ("http://terminology.hl7.org/", FhirVersion.R4),
    ("http://hl7.org/fhir/v2/", FhirVersion.STU3),
    ("http://hl7.org/fhir/v3/", FhirVersion.STU3),
    ("http://hl7.org/fhir/observation-category", FhirVersion.STU3),
)


def version(place: Place) -> FhirVersion:
    """Say which version a resource is shaped as; UNSTATED where its shape fits both."""
    hints = ELEMENTS.get(place.kind, {})
    by_element = {hints[name] for name in place.node.children if name in hints}
    if len(by_element) == 1:
        return by_element.pop()
    return _by_profile(place.node) or _by_system(place.node)


def _by_profile(node: Node) -> FhirVersion:
    meta = node.first("meta")
    stated = [each.value or "" for each in meta.many("profile")] if meta else []
    return _begins(stated, PROFILES)


def _by_system(node: Node) -> FhirVersion:
    return _begins([each.value or "" for each in node.walk() if each.label == "system"], SYSTEMS)


def _begins(stated: list[str], known: tuple[tuple[str, FhirVersion], ...]) -> FhirVersion:
    found = (version for text in stated for begin, version in known if text.startswith(begin))
    return next(found, FhirVersion.UNSTATED)
