"""What the header of a message says: who sent it, what it is, and whether it is a test."""

import msgspec

from publishing.intake.hl7.segments import Segment

PRODUCTION = "P"


class Header(msgspec.Struct, frozen=True):
    """The first segment of a message; `control` is the sender's own number for it."""

    sender: str
    facility: str
    sent_at: str
    kind: str
    event: str
    control: str
    processing: str
    version: str

    @property
    def is_test(self) -> bool:
        """Whether the sender marked it as a test (T) or for training (D)."""
        return self.processing not in {"", PRODUCTION}


def header(first: Segment) -> Header:
    """
    Read the header.

    Raises:
        Faulty: one of its fields is no text.

    """
    return Header(
        sender=first.text(3),
        facility=first.text(4),
        sent_at=first.text(7),
        kind=first.text(9),
        event=first.text(9, 2),
        control=first.text(10),
        processing=first.text(11),
        version=first.text(12),
    )
