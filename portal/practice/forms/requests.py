"""The forms of one access request: the ticks with a note, and the refusal."""

import msgspec

from consent.model import RefusalReason
from consent.requests.deciding import Refusal
from portal.practice.forms.reading import FieldFault, too_long
from publishing.policy import is_blank


class DecideForm(msgspec.Struct, frozen=True):
    """As posted: what was on the page, which of its ticks are on, and the note."""

    seen_episode: tuple[str, ...] = ()
    seen_line: tuple[str, ...] = ()
    episode: tuple[str, ...] = ()
    line: tuple[str, ...] = ()
    note: str = ""


class RefuseForm(msgspec.Struct, frozen=True):
    """As posted: the reason and the words for the patient; `step` is "preview" or nothing."""

    reason: str = ""
    explanation: str = ""
    step: str = ""


def check_refusal(form: RefuseForm) -> Refusal | tuple[FieldFault, ...]:
    """Say what the refusal is, or everything that has to be mended."""
    faults = list(too_long(form))
    reason = RefusalReason(form.reason) if form.reason in set(RefusalReason) else None
    if reason is None:
        return (FieldFault("reason", "reason_missing"), *faults)
    if reason is RefusalReason.OTHER and is_blank(form.explanation):
        faults.append(FieldFault("explanation", "explanation_missing"))
    return tuple(faults) or Refusal(reason, form.explanation)
