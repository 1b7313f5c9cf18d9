"""Whether a file is a sound, readable PDF with pages, and whether it does something by itself."""

import re
from io import BytesIO

import pikepdf
from pikepdf import settings

from publishing.gate.active_content import acts
from publishing.gate.rebuilding import rebuilt
from publishing.gate.unpacking import overwhelms
from publishing.gate.verdict import LetterCode, LetterFile, LetterRefused

LARGEST = 25_000_000
MOST_PAGES = 200
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


def judge(file: bytes) -> LetterFile:
    """
    Look at the whole file, and run nothing of it.

    One that acts by itself gives its pages in a new file. A file of which any object is damaged
    is refused: one reader might see there what another does not, and so might we.

    Raises:
        LetterRefused: with the first reason found.
    """
    if len(file) > LARGEST:
        raise LetterRefused(LetterCode.TOO_LARGE)
    if not file.lstrip(_LEADING).startswith(b"%PDF-"):
        raise LetterRefused(LetterCode.NOT_A_PDF)
    if _unpacks_without_limit(file):
        raise LetterRefused(LetterCode.UNREADABLE)
    return _opened(file)


def _unpacks_without_limit(file: bytes) -> bool:
    """LZW has no limit in qpdf: it may pack images, but not where objects are packed as well."""
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), file)
    return b"/LZW" in plain and (b"/ObjStm" in plain or b"/XRef" in plain)


def _opened(file: bytes) -> LetterFile:
    try:
        with pikepdf.open(BytesIO(file), attempt_recovery=False) as pdf:
            return _looked_through(pdf, file)
    except LetterRefused:
        raise
    except pikepdf.PasswordError:
        raise LetterRefused(LetterCode.ENCRYPTED) from None
    except Exception:  # noqa: BLE001 - a hostile file makes the library say anything
        raise LetterRefused(LetterCode.UNREADABLE) from None


def _looked_through(pdf: pikepdf.Pdf, file: bytes) -> LetterFile:
    if pdf.is_encrypted:
        raise LetterRefused(LetterCode.ENCRYPTED)
    is_active, pages = acts(pdf), len(pdf.pages)
    if any(_IS_HARMLESS not in str(warning) for warning in pdf.get_warnings()):
        raise LetterRefused(LetterCode.UNREADABLE)
    if not pages:
        raise LetterRefused(LetterCode.NO_PAGES)
    if pages > MOST_PAGES or overwhelms(pdf):
        raise LetterRefused(LetterCode.TOO_LARGE)
    return LetterFile(rebuilt(pdf) if is_active else file, pages, is_rebuilt=is_active)
