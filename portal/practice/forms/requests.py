"""The forms of one access request: the ticks with a note, and the refusal."""

from uuid import UUID

import msgspec

from consent.model import RefusalReason
from portal.practice.forms.publishing import blank
from portal.practice.forms.reading import FieldFault, Malformed, too_long


class DecideForm(msgspec.Struct, frozen=True):
    """As posted: the ticks that are on, the note, and the name of the list that was on the page."""

    episode: tuple[str, ...] = ()
    line: tuple[str, ...] = ()
    note: str = ""
    seen: str = ""


class RefuseForm(msgspec.Struct, frozen=True):
    """As posted: the reason and the words for the patient."""

    reason: str = ""
    explanation: str = ""


class Refusal(msgspec.Struct, frozen=True):
    """As understood."""

    reason: RefusalReason
    explanation: str


def ticked(values: tuple[str, ...]) -> frozenset[UUID]:
    """
    Read the ids of the ticks that are on.

    Raises:
        Malformed: a value that is no id, so not made by our page.

    """
    try:
        return frozenset(UUID(value) for value in values)
    except ValueError as error:
        raise Malformed("not_an_id") from error


def check_refusal(form: RefuseForm) -> Refusal | tuple[FieldFault, ...]:
    """Say what the refusal is, or everything that has to be mended."""
    faults = list(too_long(form))
    reason = RefusalReason(form.reason) if form.reason in set(RefusalReason) else None
    if reason is None:
        return (FieldFault("reason", "reason_missing"), *faults)
    if reason is RefusalReason.OTHER and blank(form.explanation):
        faults.append(FieldFault("explanation", "explanation_missing"))
    return tuple(faults) or Refusal(reason, form.explanation)
