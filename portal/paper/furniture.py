"""What stands on every page around the content: the mark, the running head, the foot, DEMO."""

from portal.paper.colours import LINE, PINE, PINE_DARK, SUN, WHITE
from portal.paper.pdf.cleaning import clean
from portal.paper.pdf.document import TOTAL
from portal.paper.pdf.shapes import Box, filled
from portal.paper.pdf.style import Block
from portal.paper.sheet import INNER, MARGIN, TOP, WIDTH, Sheet
from portal.paper.typography import FURNITURE, MARK

DOT = " \u00b7 "
_FOOT = 18.0
_BELOW_HEAD = 18.0
_LONG_NAME = 40
_HALF = INNER / 2 - 12
# The eye of the portal, drawn on a square of 40 with its origin at the upper left.
_TILE = (
    "11 0 m 29 0 l 35.1 0 40 4.9 40 11 c 40 29 l 40 35.1 35.1 40 29 40 c 11 40 l "
    "4.9 40 0 35.1 0 29 c 0 11 l 0 4.9 4.9 0 11 0 c h"
)
_WHITE_OF_EYE = (
    "5.5 20.5 m 9.5 13 14.4 9.8 20 9.8 c 25.6 9.8 30.5 13 34.5 20.5 c "
    "30.5 28 25.6 31.2 20 31.2 c 14.4 31.2 9.5 28 5.5 20.5 c h"
)
_IRIS = (
    "26.7 20.5 m 26.7 24.2 23.7 27.2 20 27.2 c 16.3 27.2 13.3 24.2 13.3 20.5 c "
    "13.3 16.8 16.3 13.8 20 13.8 c 23.7 13.8 26.7 16.8 26.7 20.5 c"
)
_GLINT = "20 13.8 m 23.7 13.8 26.7 16.8 26.7 20.5 c 20 20.5 l h"
_EYE = ((PINE, _TILE), (WHITE, _WHITE_OF_EYE), (PINE_DARK, _IRIS), (SUN, _GLINT))


def draw_mark(sheet: Sheet, x: float, top: float, size: float) -> None:
    """Draw the eye; the name of the portal always stands beside it."""
    scale = size / 40
    eye = " ".join(f"{colour} rg {path} f" for colour, path in _EYE)
    sheet.paint(f"q {scale:.4f} 0 0 {-scale:.4f} {x:.2f} {top:.2f} cm {eye} Q")


def turn(sheet: Sheet) -> bytes:
    """Go to a new page with its head and foot; returns the bytes of the full one."""
    full = sheet.document.finish_page()
    sheet.document.start_page()
    _draw_head(sheet)
    draw_foot(sheet)
    sheet.y = TOP - _BELOW_HEAD
    return full


def draw_foot(sheet: Sheet) -> None:
    """Draw the foot: which page of how many, which document, and DEMO where it is one."""
    page = sheet.say("log.page", n=sheet.document.page_number)
    sheet.paint(filled(Box(MARGIN, 30, INNER, 0.6), LINE))
    sheet.repeat(Block([page], FURNITURE, MARGIN, _FOOT))
    after = MARGIN + FURNITURE.width(page)
    sheet.paint(f"q 1 0 0 1 {after:.2f} {_FOOT:.2f} cm {TOTAL} Q")
    named = sheet.say(f"{sheet.paper.kind}.kind")
    kind = f"{named} {sheet.paper.document_number}".strip()
    parts = (sheet.say("log.product"), kind, sheet.say("log.confidential"))
    sheet.repeat(sheet.line_to(DOT.join(parts), FURNITURE, (WIDTH - MARGIN, _FOOT), _HALF))
    if sheet.paper.demo:
        _draw_demo(sheet)


def _draw_head(sheet: Sheet) -> None:
    paper, base = sheet.paper, TOP - 5
    practices = ", ".join(practice.name for practice in paper.practices)
    draw_mark(sheet, MARGIN, TOP + 6, 15)
    left = DOT.join((sheet.say("log.product"), practices))
    sheet.repeat(sheet.line(left, FURNITURE, (MARGIN + 21, base), _HALF - 21))
    right = DOT.join((_shorter(paper.name), paper.period))
    sheet.repeat(sheet.line_to(right, FURNITURE, (WIDTH - MARGIN, base), _HALF))


def _shorter(name: str) -> str:
    """A name for a place that cannot grow."""
    cleaned = clean(name)
    return cleaned if len(cleaned) <= _LONG_NAME else cleaned[: _LONG_NAME - 1] + "\u2026"


def _draw_demo(sheet: Sheet) -> None:
    words = sheet.say("log.demo")
    wide = MARK.width(words) + 16
    left = (WIDTH - wide) / 2
    sheet.paint(filled(Box(left, 13.5, wide, 13, 6), SUN))
    block = sheet.line(words, MARK, (left + 8, 17.5))
    # Seen on every page, heard once.
    if sheet.document.page_number == 1:
        sheet.put("P", block)
    else:
        sheet.repeat(block)
