"""Invented texts of a practice."""

import msgspec

from portal.practice.wording.controller import page
from portal.wording.keeping import PLACES
from unit.practice.examples import Example

TEXTS = dict.fromkeys(PLACES, "") | {PLACES[0]: "Wij zijn er elke dag.\n\n- maandag\n- vrijdag"}


def written(language: str) -> msgspec.Struct:
    """Give the page with one text."""
    return page(TEXTS, language)


def too_long(language: str) -> msgspec.Struct:
    """Give the page with a text that is too long."""
    return page(TEXTS, language, {"help_nl": "Te lang."})


WORDING: dict[str, Example] = {
    "wording": ("practice/wording.html", written),
    "wording-faults": ("practice/wording.html", too_long),
}
