"""The value of a determination: numbers as text exactly as written, answers in words."""

import re

from publishing.intake.faults import FaultReason
from publishing.intake.fhir.coding import NHG45, codes, words
from publishing.intake.reads import Range
from publishing.intake.tree.node import LONGEST_TEXT, Node

COMPARATORS = frozenset({"", "<", "<=", ">", ">="})
LONGEST_NUMBER = 60
NORMAL = "normal"
YES_NO = {"false": "nee", "true": "ja"}
UNSUPPORTED = ("valueAttachment", "valueSampledData")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")

# Source: Nictiz zib LaboratoryTestResult, map of interpretation flags.
SNOMED_FLAGS = {
    "11896004": "I",
    "131196009": "S",
    "281300000": "L",
    "281302008": "H",
    "30714006": "R",
}
FLAG_SYSTEMS = (
    "v3-ObservationInterpretation",
    "v3/ObservationInterpretation",
    "v2/0078",
    "v2-0078",
)


def number(quantity: Node | None, name: str = "value") -> str:
    """
    Read a decimal as it was written, empty when there is none.

    Raises:
        Faulty: what stands there is no decimal.

    """
    stated = quantity.first(name) if quantity else None
    if stated is None or stated.value is None:
        return ""
    text = stated.own(LONGEST_NUMBER)
    if not _DECIMAL.fullmatch(text):
        raise stated.faulty(FaultReason.NUMBER_INVALID)
    return text


def unit(quantity: Node | None) -> str:
    """The unit as a person writes it, else its code."""
    if quantity is None:
        return ""
    return quantity.text("unit", 60) or quantity.text("code", 60)


def comparator(quantity: Node | None) -> str:
    """
    Whether the value is only a bound, such as `<`.

    Raises:
        Faulty: another sign than those of FHIR.

    """
    sign = quantity.text("comparator", 10) if quantity else ""
    if quantity is not None and sign not in COMPARATORS:
        raise quantity.faulty(FaultReason.VALUE_UNSUPPORTED, "comparator")
    return sign


def answer(node: Node) -> str:
    """
    The value in words where it is no plain quantity, empty when there is none.

    Raises:
        Faulty: a kind of value that cannot be put in words.

    """
    for name in UNSUPPORTED:
        if node.many(name):
            raise node.faulty(FaultReason.VALUE_UNSUPPORTED, name)
    concept = node.first("valueCodeableConcept")
    return (
        node.text("valueString", LONGEST_TEXT)
        or chosen(concept)
        or YES_NO.get(node.text("valueBoolean"), "")
        or node.text("valueInteger")
        or node.text("valueDateTime")
        or node.text("valueTime")
        or _span(node.first("valueRange"))
        or _ratio(node.first("valueRatio"))
    )


def chosen(concept: Node | None) -> str:
    """A coded answer in words, those of NHG table 45 before others."""
    if concept is None or concept.first("text"):
        return words(concept)
    displays = (code.display for code in codes(concept) if code.system.startswith(NHG45))
    return next((each for each in displays if each), "") or words(concept)


def reference_range(node: Node) -> Range:
    """What the laboratory calls normal: the range of type normal, else the first."""
    ranges = node.many("referenceRange")
    if not ranges:
        return Range()
    stated = next((each for each in ranges if _is_normal(each)), ranges[0])
    low, high = stated.first("low"), stated.first("high")
    return Range(number(low), number(high), unit(low) or unit(high), stated.text("text"))


def flag(node: Node) -> tuple[str, str]:
    """The laboratory's own flag as a code, empty when it states none or two, and in its words."""
    concepts = node.many("interpretation")
    found = [code for concept in concepts for code in codes(concept)]
    flags = {_flag(code.system, code.code) for code in found} - {""}
    stated = {code.code for code in found}
    texts = [text for concept in concepts if (text := words(concept)) and text not in stated]
    return next(iter(flags)) if len(flags) == 1 else "", "; ".join(dict.fromkeys(texts))


def _flag(system: str, code: str) -> str:
    if system.endswith(FLAG_SYSTEMS):
        return code[:20]
    return SNOMED_FLAGS.get(code, "")


def _is_normal(stated: Node) -> bool:
    return any(code.code == NORMAL for code in codes(stated.first("type")))


def _span(stated: Node | None) -> str:
    if stated is None:
        return ""
    low, high = stated.first("low"), stated.first("high")
    return f"{number(low)} - {number(high)} {unit(low) or unit(high)}".strip()


def _ratio(stated: Node | None) -> str:
    if stated is None:
        return ""
    above, below = stated.first("numerator"), stated.first("denominator")
    return f"{comparator(above)}{number(above)} : {number(below)}"
