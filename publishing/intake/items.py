"""One item per resource of a message: where it stood, whose it is, and what was read of it."""

from enum import StrEnum

import msgspec

from publishing.intake.faults import Fault
from publishing.intake.measuring import MeasurementRead
from publishing.intake.model import FhirVersion
from publishing.intake.reads import FileRead, FlagRead, KeptRead, PatientRead, Read
from publishing.intake.summary import SummaryRead


class SubjectState(StrEnum):
    """What a message says about whose a resource is."""

    ELSEWHERE = "elsewhere"
    MASKED = "masked"
    NUMBERED = "numbered"
    UNREADABLE = "unreadable"
    UNSTATED = "unstated"


class Subject(msgspec.Struct, frozen=True):
    """
    Whose a resource is. Only a BSN ever finds a person; `key` tells patients of one message apart.

    ELSEWHERE: refers to a patient that is not in the message. MASKED: the patient is in the
    message without a BSN. UNREADABLE: the patient in the message has a fault. `path` is where
    the resource says whose it is.
    """

    state: SubjectState
    key: str = ""
    bsn: str | None = None
    path: str = ""

    def __repr__(self) -> str:
        """Show everything but the BSN."""
        return f"Subject({self.state})"


class Item(msgspec.Struct, frozen=True):
    """
    One resource of a message.

    `key` is its identity at its source, `aliases` other names by which the source may refer to
    it. `digest` is the SHA-256 of what it means, so that the same content sent again is known.
    `raw` is the whole resource as JSON. `is_test`: its sender only tries something.
    """

    path: str
    kind: str
    key: str
    aliases: tuple[str, ...]
    subject: Subject
    version: FhirVersion
    digest: bytes
    raw: bytes
    read: Read | None = None
    fault: Fault | None = None
    is_test: bool = False

    @property
    def is_about_patient(self) -> bool:
        """Whether it belongs in somebody's file."""
        if isinstance(self.read, KeptRead):
            return self.read.is_about_patient
        return not isinstance(self.read, FileRead)

    @property
    def may_return(self) -> bool:
        """Whether it may go back to what it was: names, flags and medicines do."""
        return isinstance(self.read, FlagRead | PatientRead | SummaryRead)

    @property
    def has_rows(self) -> bool:
        """Whether it is of a kind that was kept whole before it had rows."""
        return isinstance(self.read, MeasurementRead | SummaryRead)

    def __repr__(self) -> str:
        """Show where it stood and nothing of a person."""
        return f"Item({self.path}, {self.kind})"
