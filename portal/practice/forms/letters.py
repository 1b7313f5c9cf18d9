"""The form of one letter: its sort, and an explanation that may stay empty."""

import msgspec

from consent.model import LetterCategory
from portal.practice.forms.reading import Malformed


class AccordForm(msgspec.Struct, frozen=True):
    """
    As posted; an empty explanation means that the patient reads the letter alone.

    `category` is "" where its sort stays what it is; `step` is "preview" or nothing.
    """

    explanation: str = ""
    category: str = ""
    step: str = ""


def sort_of(form: AccordForm) -> LetterCategory | None:
    """
    Say which sort of letter was chosen; None: it stays what it is.

    Raises:
        Malformed: a sort that our page does not offer.

    """
    if form.category not in {*LetterCategory, ""}:
        raise Malformed("unknown_choice", "category")
    return LetterCategory(form.category) if form.category else None
