"""What the gate says of a file: kept, kept in another form, or refused and why."""

from enum import StrEnum

from msgspec import Struct

from publishing.gate.text import Text
from publishing.intake.faults import FaultReason


class LetterCode(StrEnum):
    """Why a file is not kept."""

    ACTIVE_CONTENT = "active_content"
    ENCRYPTED = "encrypted"
    INFECTED = "infected"
    NO_PAGES = "no_pages"
    NOT_A_PDF = "not_a_pdf"
    NOT_SCANNED = "not_scanned"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"


_REASONS = {
    LetterCode.ACTIVE_CONTENT: FaultReason.FILE_HAS_SCRIPTS,
    LetterCode.ENCRYPTED: FaultReason.FILE_ENCRYPTED,
    LetterCode.INFECTED: FaultReason.FILE_INFECTED,
    LetterCode.NO_PAGES: FaultReason.FILE_DAMAGED,
    LetterCode.NOT_A_PDF: FaultReason.FILE_NOT_PDF,
    LetterCode.NOT_SCANNED: FaultReason.FILE_NOT_SCANNED,
    LetterCode.TOO_LARGE: FaultReason.FILE_TOO_LARGE,
    LetterCode.UNREADABLE: FaultReason.FILE_DAMAGED,
}


class LetterFile(Struct, frozen=True):
    """
    A file that may be kept.

    `data` are its bytes as they were sent or, when `is_rebuilt`, its pages in a new file; `text`
    are its words, as far as they could be read.
    """

    data: bytes
    pages: int
    is_rebuilt: bool = False
    text: Text = Text()


class LetterRefused(Exception):  # noqa: N818 - it reads as what was decided
    """A file that may not be kept; says why and nothing of what is in it."""

    def __init__(self, code: LetterCode) -> None:
        super().__init__(code.value)
        self.code = code

    @property
    def reason(self) -> FaultReason:
        """The same as a fault of the resource that the file came with."""
        return _REASONS[self.code]
