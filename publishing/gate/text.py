"""
The words of a letter, for who hears it instead of seeing it: as they stand in its PDF, no more.

A help beside the letter and never the letter itself, so whatever fails here leaves less text, and
never a letter out. A scan has none.
"""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from types import FrameType
from typing import Any
from unicodedata import category

from msgspec import Struct

LONGEST, PATIENCE = 100_000, 4.0
"""Characters of text, and the seconds that they may take: a help is not waited for."""

_AGAIN = 0.5

# One sign that draws several letters, as fonts have it; a raised figure stays what it is.
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)

# A font that does not say which letters it draws; what comes out are numbers of drawings.
_UNNAMED = re.compile(r"\(cid:\d+\)")
_MOST_UNNAMED = 0.2
_BLANK_LINES = re.compile(r"\n\s*\n")
_SPACES = re.compile(r"[^\S\n]+")
# What steers a screen, turns the reading around or shows nothing: not one of these is a letter.
_KEPT_OUT = {"Cc", "Cf", "Cn", "Co", "Cs"}


class Text(Struct, frozen=True):
    """What could be read: paragraphs between blank lines. `is_cut`: there is more in the PDF."""

    body: str = ""
    is_cut: bool = False


class TookTooLong(BaseException):
    """Time is up; no `except Exception` of a library keeps this back."""


def text_of(file: bytes) -> Text:
    """Give the text of a file that passed the gate; nothing in it is run. Never raises."""
    # A scan has no font; and what is not loaded costs its reader nothing.
    if b"/Font" not in file and b"/ObjStm" not in file:
        return Text()
    pages: list[str] = []
    try:
        with _limited(PATIENCE):
            for page in _pages(file):
                pages.append(page)
                if sum(map(len, pages)) > LONGEST:
                    break
    except (Exception, TookTooLong):  # noqa: BLE001 - a hostile file makes the library say anything
        return _shortened(pages, is_whole=False)
    return _shortened(pages, is_whole=True)


def _pages(file: bytes) -> Iterator[str]:
    from pdfminer.high_level import extract_pages  # noqa: PLC0415 - loaded where there is text
    from pdfminer.layout import LAParams  # noqa: PLC0415

    for page in extract_pages(BytesIO(file), laparams=LAParams(all_texts=True)):
        yield "\n\n".join(_texts(page))


def _texts(part: Any) -> Iterator[str]:
    """The texts of a page, also of what is drawn on it as a whole."""
    from pdfminer.layout import LTFigure, LTPage, LTTextContainer  # noqa: PLC0415

    if isinstance(part, LTTextContainer):
        yield part.get_text()
    elif isinstance(part, (LTFigure, LTPage)):
        for inside in part:
            yield from _texts(inside)


def _shortened(pages: list[str], *, is_whole: bool) -> Text:
    body = "\n\n".join(filter(None, map(_plain, pages)))
    if not body:
        return Text(is_cut=not is_whole)
    return Text(body[:LONGEST].rstrip(), is_cut=len(body) > LONGEST or not is_whole)


def _plain(page: str) -> str:
    unnamed = _UNNAMED.findall(page)
    if len(unnamed) > _MOST_UNNAMED * len(_UNNAMED.sub("", page)):
        return ""
    whole = _UNNAMED.sub("", page).translate(_LIGATURES)
    kept = "".join(sign for sign in whole if sign == "\n" or category(sign) not in _KEPT_OUT)
    paragraphs = (_SPACES.sub(" ", one).strip() for one in _BLANK_LINES.split(kept))
    return "\n\n".join(filter(None, paragraphs))


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    # Again after a while: what is raised while something is tidied up gets lost.
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
