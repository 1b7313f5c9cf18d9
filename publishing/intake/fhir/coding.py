"""Code systems that matter here, and reading coded concepts."""

import re

from consent.bsn import InvalidBsn, normalise
from publishing.intake.faults import FaultReason
from publishing.intake.model import Code
from publishing.intake.tree.node import LONGEST_NAME, LONGEST_TEXT, Node

BSN = frozenset({"http://fhir.nl/fhir/NamingSystem/bsn", "urn:oid:2.16.840.1.113883.2.4.6.3"})
CONFIDENTIALITY = ("v3/Confidentiality", "v3-Confidentiality")
ICPC = "http://hl7.org/fhir/sid/icpc-1-nl"
JOURNAL_LINES = "http://fhir.nl/fhir/NamingSystem/journaalregeltypen"
LETTER_CATEGORY = "urn:online-inzage:letter-category"
LOINC = "http://loinc.org"
NHG14 = "https://referentiemodel.nhg.org/tabellen/nhg-tabel-14-contactwijze"
NHG45 = "https://referentiemodel.nhg.org/tabellen/nhg-tabel-45-diagnostische-bepalingen"
SNOMED = "http://snomed.info/sct"
STRICTNESS = "NRV"

# 30 to 69 are process codes: part of ICPC, but no complaint or disease.
_ICPC = re.compile(r"[ABDFHKLNPRSTUWXYZ](0[1-9]|[1-9][0-9])(\.[0-9]{2})?")
_RUN = re.compile(r"(?<![0-9])[0-9]{8,9}(?![0-9])")
_ICPC_OF_EPISODE = re.compile(r"[ABDFHKLNPRSTUWXYZ](0[1-9]|[12][0-9]|[7-9][0-9])(\.[0-9]{2})?")


def codes(concept: Node | None) -> tuple[Code, ...]:
    """All codes of a concept that state a code, in order; a Coding counts as its own concept."""
    if concept is None:
        return ()
    found = concept.many("coding") or ([concept] if concept.first("code") else [])
    read = (
        Code(each.text("system"), each.text("code"), each.text("display", 1000)) for each in found
    )
    return tuple(code for code in read if code.code)


def all_codes(node: Node, name: str) -> tuple[Code, ...]:
    """The codes of all concepts of this name: one in one version of FHIR, several in another."""
    return tuple(code for concept in node.many(name) for code in codes(concept))


def code_in(found: tuple[Code, ...], system: str) -> Code | None:
    """The first code of this system."""
    return next((code for code in found if code.system == system), None)


def words(concept: Node | None, limit: int = LONGEST_TEXT) -> str:
    """What a concept says in words: its text, else the first display, else the first code."""
    if concept is None:
        return ""
    found = codes(concept)
    displays = (code.display for code in found if code.display)
    text = concept.text("text", limit) or next(displays, "") or (found[0].code if found else "")
    if len(text) > limit:
        raise concept.faulty(FaultReason.TEXT_TOO_LONG)
    return text


def determination(concept: Node) -> str:
    """
    What a determination is called: its text, the display of its code, or whatever it says.

    Raises:
        Faulty: it has no name, or one that is too long.

    """
    found = codes(concept)
    preferred = code_in(found, NHG45) or code_in(found, LOINC)
    stated = concept.text("text") or (preferred.display if preferred else "")
    name = stated or words(concept, LONGEST_NAME)
    if not name:
        raise concept.faulty(FaultReason.REQUIRED_MISSING)
    if len(name) > LONGEST_NAME:
        raise concept.faulty(FaultReason.TEXT_TOO_LONG)
    return name


def icpc(concept: Node | None) -> str:
    """The ICPC code of a concept, empty when it has none or none that exists."""
    code = code_in(codes(concept), ICPC)
    return code.code if code and _ICPC.fullmatch(code.code) else ""


def icpc_of_episode(concept: Node | None) -> str:
    """
    The ICPC code of an episode, empty when none is stated.

    Raises:
        Faulty: one is stated that is no complaint or disease.

    """
    code = code_in(codes(concept), ICPC)
    if concept is None or code is None:
        return ""
    if not _ICPC_OF_EPISODE.fullmatch(code.code):
        raise concept.faulty(FaultReason.CODE_INVALID)
    return code.code


def confidentiality(node: Node) -> str:
    """The strictest confidentiality a resource states of itself: N, R, V, or nothing."""
    meta = node.first("meta")
    found = (*all_codes(node, "securityLabel"), *(all_codes(meta, "security") if meta else ()))
    return strictest({code.code for code in found if code.system.endswith(CONFIDENTIALITY)})


def strictest(stated: set[str]) -> str:
    """The strictest of confidentiality codes, empty when there is none that we know."""
    return max(stated & set(STRICTNESS), key=STRICTNESS.index, default="")


def carries_bsn(text: str) -> bool:
    """Tell whether somewhere in a text stands what could be a BSN."""
    for run in _RUN.findall(text):
        try:
            normalise(run)
        except InvalidBsn:
            continue
        return True
    return False


def identifier_key(identifier: Node | None) -> str:
    """The key that an identifier makes: system and value; empty for a BSN and for half of one."""
    if identifier is None:
        return ""
    system, value = identifier.text("system"), identifier.text("value")
    if not value or system in BSN:
        return ""
    key = f"{system}|{value}"
    if len(key) > LONGEST_NAME:
        raise identifier.faulty(FaultReason.TEXT_TOO_LONG)
    return key
