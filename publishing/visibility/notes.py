"""Notes of the practice: no patient sees one, whatever else is open."""

import msgspec

from consent.model import Grant
from publishing.visibility.model import Gate, Rules, closed


class NoteFacts(msgspec.Struct, frozen=True):
    """A working note of its author, or one that was shared in the practice."""

    is_shared: bool


NOTE: Rules[NoteFacts] = {
    Gate.AUTHOR_ONLY: lambda _, facts: not facts.is_shared,
    Gate.PRACTICE_ONLY: lambda _, facts: facts.is_shared,
}


def note_gates(grant: Grant, facts: NoteFacts) -> frozenset[Gate]:
    """Give the gate that hides a note; there always is one. Source: KNMG, medical records."""
    return closed(NOTE, grant, facts)
