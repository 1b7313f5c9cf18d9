"""The form with which an employee says whose a message is, and how they know."""

from enum import StrEnum

import msgspec

from portal.practice.forms.reading import FieldFault, Malformed, too_long
from portal.practice.patients.forms import number_in

SHORTEST, LONGEST = 10, 500


class Way(StrEnum):
    """How somebody knows whose a message is."""

    IDENTITY = "identity"
    OTHER = "other"
    PATIENT = "patient"
    SENDER = "sender"


class LinkForm(msgspec.Struct, frozen=True):
    """As posted: the dossier number, and how the employee knows."""

    number: str = ""
    way: str = ""
    how: str = ""


def check(form: LinkForm) -> tuple[tuple[str, str], tuple[FieldFault, ...]]:
    """
    Give the dossier number and how the employee knows, and what has to be mended.

    Raises:
        Malformed: a choice that our page does not offer.

    """
    if form.way and form.way not in set(Way):
        raise Malformed("unknown_choice", "way")
    number = number_in(form.number)
    faults = [*too_long(form)]
    if not number:
        faults.append(FieldFault("number", "number_wrong"))
    if not form.way:
        faults.append(FieldFault("way", "way_missing"))
    if not SHORTEST <= len(form.how) <= LONGEST:
        faults.append(FieldFault("how", "how_missing"))
    return (number, f"{form.way}: {form.how}"), tuple(faults)
