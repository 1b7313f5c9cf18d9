"""The last thing on the list: what a patient can do about a line that seems wrong."""

from portal.paper.colours import PINE_EDGE, PINE_TINT
from portal.paper.pdf.shapes import Box, filled
from portal.paper.pdf.style import Block
from portal.paper.sheet import INNER, MARGIN, Sheet
from portal.paper.typography import QUESTION, TEXT

_INSET = 15.0
_GAP = 28.0
_COLUMN = (INNER - 2 * _INSET - _GAP) / 2
_ABOVE = 18.0
_FIRST = 37.0
_MOST_LINES = 8


def height(sheet: Sheet) -> float:
    """How many points the box needs."""
    return _ABOVE + _box_height(_paragraphs(sheet))


def draw_help(sheet: Sheet) -> None:
    """Draw the box with what to do."""
    paragraphs, top = _paragraphs(sheet), sheet.y - _ABOVE
    high = _box_height(paragraphs)
    sheet.paint(filled(Box(MARGIN, top - high, INNER, high, 6), PINE_TINT, PINE_EDGE))
    title = sheet.say("help.title")
    sheet.document.outline.add(title, sheet.document.page.number, top)
    sheet.put("H2", sheet.line(title, QUESTION, (MARGIN + _INSET, top - 20)))
    for place, lines in enumerate(paragraphs):
        x = MARGIN + _INSET + place * (_COLUMN + _GAP)
        sheet.put("P", Block(lines, TEXT, x, top - _FIRST))
    sheet.y = top - high


def _paragraphs(sheet: Sheet) -> list[list[str]]:
    phone = _phones(sheet)
    first = sheet.say("help.call", phone=phone) if phone else sheet.say("help.ask")
    return [
        TEXT.lines(words, _COLUMN, most=_MOST_LINES) for words in (first, sheet.say("help.answer"))
    ]


def _phones(sheet: Sheet) -> str:
    """The telephone number, or each practice with its own."""
    practices = [practice for practice in sheet.paper.practices if practice.phone]
    if len(practices) == 1 == len(sheet.paper.practices):
        return practices[0].phone
    return ", ".join(f"{practice.name} {practice.phone}" for practice in practices)


def _box_height(paragraphs: list[list[str]]) -> float:
    return _FIRST + TEXT.step * max(map(len, paragraphs)) + 2
