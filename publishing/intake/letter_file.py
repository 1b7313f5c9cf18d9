"""Whether the file of a letter may be kept: a sound PDF with pages, readable, that does nothing."""

import hashlib
import re
from enum import StrEnum
from io import BytesIO

import pikepdf
from msgspec import Struct
from pikepdf import settings

from publishing.intake.active_content import acts
from publishing.intake.faults import FaultReason

LARGEST = 25_000_000
_LARGEST_UNPACKED = 8_000_000
_MOST_FILTERS = 4
_DEEPEST = 100
# A page without fonts or images often leaves the list of them out.
_IS_HARMLESS = "Resources is missing"
_LEADING = b"\xef\xbb\xbf \t\r\n\x00"
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")

# Without these a few kilobytes of objects could unpack to more than the memory there is. They
# hold for the whole process and are to be set before a second thread opens a PDF.
settings.set_qpdf_limits(
    flate_max_memory=_LARGEST_UNPACKED,
    run_length_max_memory=_LARGEST_UNPACKED,
    png_max_memory=_LARGEST_UNPACKED,
    tiff_max_memory=_LARGEST_UNPACKED,
    max_stream_filters=_MOST_FILTERS,
    parser_max_nesting=_DEEPEST,
)


class LetterCode(StrEnum):
    """Why a file is not kept."""

    ACTIVE_CONTENT = "active_content"
    ENCRYPTED = "encrypted"
    NO_PAGES = "no_pages"
    NOT_A_PDF = "not_a_pdf"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"


_REASONS = {
    LetterCode.ACTIVE_CONTENT: FaultReason.FILE_HAS_SCRIPTS,
    LetterCode.ENCRYPTED: FaultReason.FILE_ENCRYPTED,
    LetterCode.NO_PAGES: FaultReason.FILE_DAMAGED,
    LetterCode.NOT_A_PDF: FaultReason.FILE_NOT_PDF,
    LetterCode.TOO_LARGE: FaultReason.FILE_TOO_LARGE,
    LetterCode.UNREADABLE: FaultReason.FILE_DAMAGED,
}


class LetterFile(Struct, frozen=True):
    """A file that may be kept: pages, size in bytes, SHA-256 in hexadecimal."""

    pages: int
    size: int
    sha256: str


class LetterRefused(Exception):  # noqa: N818 - it reads as what was decided
    """A file that may not be kept; says why and nothing of what is in it."""

    def __init__(self, code: LetterCode) -> None:
        super().__init__(code.value)
        self.code = code

    @property
    def reason(self) -> FaultReason:
        """The same as a fault of the resource that the file came with."""
        return _REASONS[self.code]


def check_letter(file: bytes) -> LetterFile:
    """
    Look at the whole file without unpacking its pages or images, and run nothing of it.

    A file of which any object is damaged is refused: one reader might see there what another
    does not, and so might we.

    Raises:
        LetterRefused: with the first reason found.
    """
    if len(file) > LARGEST:
        raise LetterRefused(LetterCode.TOO_LARGE)
    if not file.lstrip(_LEADING).startswith(b"%PDF-"):
        raise LetterRefused(LetterCode.NOT_A_PDF)
    if _unpacks_without_limit(file):
        raise LetterRefused(LetterCode.UNREADABLE)
    pages = _opened(file)
    return LetterFile(pages, len(file), hashlib.sha256(file).hexdigest())


def _unpacks_without_limit(file: bytes) -> bool:
    """LZW has no limit in qpdf: it may pack images, but not where objects are packed as well."""
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), file)
    return b"/LZW" in plain and (b"/ObjStm" in plain or b"/XRef" in plain)


def _opened(file: bytes) -> int:
    try:
        with pikepdf.open(BytesIO(file), attempt_recovery=False) as pdf:
            return _looked_through(pdf)
    except LetterRefused:
        raise
    except pikepdf.PasswordError:
        raise LetterRefused(LetterCode.ENCRYPTED) from None
    except Exception:  # noqa: BLE001 - a hostile file makes the library say anything
        raise LetterRefused(LetterCode.UNREADABLE) from None


def _looked_through(pdf: pikepdf.Pdf) -> int:
    if pdf.is_encrypted:
        raise LetterRefused(LetterCode.ENCRYPTED)
    if acts(pdf):
        raise LetterRefused(LetterCode.ACTIVE_CONTENT)
    pages = len(pdf.pages)
    if any(_IS_HARMLESS not in str(warning) for warning in pdf.get_warnings()):
        raise LetterRefused(LetterCode.UNREADABLE)
    if not pages:
        raise LetterRefused(LetterCode.NO_PAGES)
    return pages
