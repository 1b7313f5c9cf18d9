"""The form of taking something back."""

import msgspec

from portal.practice.forms.reading import FieldFault, too_long
from publishing.recalling import RecallReason


class RecallForm(msgspec.Struct, frozen=True):
    """As posted: the reason, and a word for colleagues."""

    reason: str = ""
    explanation: str = ""


def check(form: RecallForm) -> RecallReason | tuple[FieldFault, ...]:
    """Give the reason, or everything that has to be mended."""
    faults = too_long(form)
    if form.reason not in set(RecallReason):
        return (FieldFault("reason", "reason_missing"), *faults)
    return faults or RecallReason(form.reason)
