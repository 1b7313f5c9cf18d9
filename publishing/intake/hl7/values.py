"""The value of an OBX segment: numbers as text exactly as written, answers in words."""

import re

from publishing.intake.faults import FaultReason
from publishing.intake.fhir.coding import LOINC, NHG45
from publishing.intake.hl7.segments import LONGEST_TEXT, Segment
from publishing.intake.model import Code
from publishing.intake.reads import Range

TYPE, VALUE, UNIT, RANGE, FLAG, NATURE = 2, 5, 6, 7, 8, 10
CODED = frozenset({"CE", "CF", "CNE", "CWE", "IS", "ID"})
WORDS = frozenset({"", "DT", "DTM", "FT", "NM", "SN", "ST", "TM", "TS", "TX"})
SYSTEMS = {"LN": LOINC, "LOINC": LOINC, "NHG45": NHG45, "99NHG45": NHG45, "NHG-45": NHG45}
DIRECTIONS = frozenset({"H", "L"})
LONGEST_NUMBER = 60
_NUMBER = re.compile(r"(<=|>=|<|>)?\s*([+-]?)([0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)")
_BETWEEN = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)?\s*-\s*(-?[0-9]+(?:\.[0-9]+)?)?")


def value_of(segment: Segment) -> tuple[str, str, str]:
    """
    Read the value: its comparator, the number, and what is words instead of a number.

    What should be a number and is none stays in words: nothing is ever computed over words.

    Raises:
        Faulty: a kind of value that cannot be put in words, or one that is no text.

    """
    kind = segment.text(TYPE).upper()
    if kind in CODED:
        return "", "", "\n".join(_coded(segment, one) for one in segment.repeats(VALUE))
    if kind not in WORDS:
        raise segment.faulty(FaultReason.VALUE_UNSUPPORTED, TYPE)
    if kind == "SN":
        return _structured(segment)
    whole = "\n".join(segment.clean(one, VALUE) for one in segment.repeats(VALUE))
    if len(whole) > LONGEST_TEXT:
        raise segment.faulty(FaultReason.TEXT_TOO_LONG, VALUE)
    match = _NUMBER.fullmatch(whole) if kind in {"", "NM"} else None
    if match and len(whole) <= LONGEST_NUMBER:
        sign = "-" if match[2] == "-" else ""
        return match[1] or "", sign + match[3], ""
    return "", "", whole


def unit_of(segment: Segment) -> str:
    """Read the unit, as a code or as it is written."""
    return (segment.text(UNIT) or segment.text(UNIT, 2))[:60]


def range_of(segment: Segment) -> Range:
    """Read what the laboratory calls normal; what is no plain range stays as it was written."""
    written = segment.clean(segment.raw(RANGE), RANGE, 300)
    match = _BETWEEN.fullmatch(written)
    if match and (match[1] or match[2]):
        return Range(match[1] or "", match[2] or "", unit_of(segment))
    return Range(text=written)


def flag_of(segment: Segment) -> str:
    """Read the laboratory's own flag, empty when it states none or two."""
    stated = {segment.part(one, 1, field=FLAG) for one in segment.repeats(FLAG)} - {""}
    if not stated:
        # Some senders shift it two fields; R and S mean something else there.
        stated = {segment.text(NATURE)} & DIRECTIONS
    return next(iter(stated))[:20] if len(stated) == 1 else ""


def codes_of(segment: Segment, field: int) -> tuple[Code, ...]:
    """Read the codes of a coded field: its own, and the other one that may stand beside it."""
    found = (
        Code(
            _system(segment.text(field, first + 2)),
            segment.text(field, first),
            segment.text(field, first + 1),
        )
        for first in (1, 4)
    )
    return tuple(code for code in found if code.code)


def called(segment: Segment, field: int) -> str:
    """Read how a coded field is called in words, its code where nothing else is said."""
    return next((one for one in (segment.text(field, n) for n in (2, 5, 1, 4)) if one), "")


def _system(stated: str) -> str:
    return SYSTEMS.get(stated.upper(), stated)


def _coded(segment: Segment, value: str) -> str:
    found = (segment.part(value, number, field=VALUE) for number in (2, 5, 9, 1, 4))
    return next((one for one in found if one), "")


def _structured(segment: Segment) -> tuple[str, str, str]:
    sign, first, between, second = (segment.text(VALUE, number) for number in range(1, 5))
    # That a value is equal to itself needs no sign.
    sign = "" if sign == "=" else sign
    if first and not (between or second) and _NUMBER.fullmatch(first):
        return sign if sign in {"", "<", "<=", ">", ">="} else "", first.lstrip("+"), ""
    return "", "", f"{sign}{first}{between}{second}"
