"""Places in a text that a result fills in: which there are, what is in a text, and filling them."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

_PLACE = re.compile(r"\[([^\[\]\n]{0,40})\]")
_STRAY = re.compile(r"[\[\]]")


class Field(StrEnum):
    """A place in a text; its value is what stands between the brackets, for who writes Dutch."""

    NAME = "naam"
    VALUE = "waarde"
    RANGE = "normaal"
    JUDGEMENT = "oordeel"
    TAKEN = "datum"
    PREVIOUS = "vorige"
    PREVIOUS_TAKEN = "vorige_datum"
    DIRECTION = "richting"


class Filled(msgspec.Struct, frozen=True):
    """A text with its places filled in; `missing` are those that this result says nothing of."""

    text: str
    missing: frozenset[Field] = frozenset()


def unknown(text: str) -> tuple[str, ...]:
    """Name what stands between brackets and is no place, also a bracket without its other half."""
    found = [inner for inner in _PLACE.findall(text) if _field(inner) is None]
    strays = _STRAY.findall(_PLACE.sub("", text))
    return tuple(dict.fromkeys([*(f"[{inner}]" for inner in found), *strays]))


def places(*texts: str) -> frozenset[Field]:
    """Find the places in texts."""
    found = (_field(inner) for text in texts for inner in _PLACE.findall(text))
    return frozenset(field for field in found if field is not None)


def fill(text: str, values: Mapping[Field, str]) -> Filled:
    """Fill in what is known; a place without a value stays as it is, for who writes to see."""
    missing: set[Field] = set()

    def value(place: re.Match[str]) -> str:
        field = _field(place[1])
        if field is None:
            return place[0]
        if not values.get(field):
            missing.add(field)
            return place[0]
        return values[field]

    return Filled(_PLACE.sub(value, text), frozenset(missing))


def written(fields: Iterable[Field]) -> str:
    """Write places as they stand in a text, in a fixed order."""
    chosen = set(fields)
    return ", ".join(f"[{field.value}]" for field in Field if field in chosen)


def _field(inner: str) -> Field | None:
    name = inner.strip().lower()
    return Field(name) if name in set(Field) else None
