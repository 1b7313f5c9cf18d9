"""The first page above the rows: whose list it is, what it covers, and how to read it."""

from portal.paper.colours import LINE, PAPER, PINE, PINE_EDGE, PINE_TINT, WHITE
from portal.paper.figures import draw_figures
from portal.paper.furniture import DOT, draw_foot, draw_mark
from portal.paper.model import LogPaper, LooksPaper, PaperPractice
from portal.paper.pdf.shapes import Box, filled
from portal.paper.pdf.style import Block
from portal.paper.sheet import HEIGHT, INNER, MARGIN, WIDTH, Sheet
from portal.paper.typography import (
    BRAND,
    EMPTY,
    HINT,
    HINT_HEADING,
    LEAD,
    PERIOD,
    QUESTION,
    QUIET,
    SENDER,
    SENDER_STRONG,
    SMALL_HEADING,
    TITLE,
)

_RIGHT = WIDTH - MARGIN
_COLUMN_GAP = 24.0
_COLUMN = (INNER - 2 * _COLUMN_GAP) / 3


def draw_opening(sheet: Sheet, paper: LogPaper) -> None:
    """Draw everything that comes before the first table."""
    draw_foot(sheet)
    draw_band(sheet)
    since = [sheet.say("covers.since", date=paper.since)] if paper.since else []
    draw_covers(sheet, sheet.say("covers.title"), " ".join([*paper.covers, *since]))
    counts, is_whole = paper.counts, not isinstance(paper, LooksPaper)
    draw_figures(sheet, counts, is_whole=is_whole)
    if is_whole:
        _draw_reading(sheet, paper)
    if not counts.others + counts.own:
        _draw_empty(sheet)


def draw_band(sheet: Sheet) -> None:
    """Draw whose document it is for, from whom, its title and its period."""
    paper, top = sheet.paper, HEIGHT - 28
    practices = [_sender(practice) for practice in paper.practices]
    more = SENDER.step * max(0, len(practices) - 1)
    low = HEIGHT - 126 - more
    sheet.paint(
        filled(Box(0, low, WIDTH, 126 + more), PAPER), filled(Box(0, low, WIDTH, 0.7), LINE)
    )
    draw_mark(sheet, MARGIN, top, 32)
    sheet.put("P", sheet.line(sheet.say("log.product"), BRAND, (MARGIN + 41, top - 14)))
    for place, practice in enumerate(practices):
        base = top - 27 - place * SENDER.step
        sheet.put("P", sheet.line(practice, SENDER, (MARGIN + 41, base), INNER * 0.65))
    _draw_made(sheet, top)
    sheet.put("H1", sheet.line(sheet.say(f"{paper.kind}.title"), TITLE, (MARGIN, top - 66 - more)))
    period = sheet.say("log.period", period=paper.period)
    sheet.put("P", sheet.line(period, PERIOD, (MARGIN, top - 84 - more)))
    sheet.y = low - 14


def _sender(practice: PaperPractice) -> str:
    return DOT.join(filter(None, (practice.name, practice.address, practice.phone)))


def _draw_made(sheet: Sheet, top: float) -> None:
    made = sheet.say("log.made", moment=sheet.paper.made)
    sheet.put("P", sheet.line_to(made, SENDER, (_RIGHT, top - 13)))
    if sheet.paper.document_number:
        number = sheet.say("log.document_number", number=sheet.paper.document_number)
        sheet.put("P", sheet.line_to(number, SENDER_STRONG, (_RIGHT, top - 26)))


def draw_covers(sheet: Sheet, title: str, words: str) -> None:
    """Draw the box that says what the document holds and what it does not."""
    lines = LEAD.lines(words, INNER - 28)
    high = 28.4 + LEAD.step * len(lines)
    frame = Box(MARGIN, sheet.y - high, INNER, high, 5)
    bar = Box(MARGIN, sheet.y - high, 3.5, high)
    sheet.paint(filled(frame, PINE_TINT, PINE_EDGE), filled(bar, PINE))
    left = MARGIN + 14
    sheet.put("H2", sheet.line(title, SMALL_HEADING, (left, sheet.y - 15)))
    sheet.put("P", Block(lines, LEAD, left, sheet.y - 29))
    sheet.y -= high + 11


def _draw_reading(sheet: Sheet, paper: LogPaper) -> None:
    sheet.put("H2", sheet.line(sheet.say("reading.title"), QUESTION, (MARGIN, sheet.y - 6)))
    who = "who_named" if paper.names_shown else "who_text"
    numbers = "numbers_part" if paper.is_part else "numbers_text"
    hints = (("who", who), ("numbers", numbers), ("urgent", "urgent_text"))
    sheet.y = min(_draw_hint(sheet, place, *hint) for place, hint in enumerate(hints)) - 2


def _draw_hint(sheet: Sheet, place: int, heading: str, words: str) -> float:
    x = MARGIN + place * (_COLUMN + _COLUMN_GAP)
    above = sheet.line(sheet.say(f"reading.{heading}"), HINT_HEADING, (x, sheet.y - 21))
    below = Block(HINT.lines(sheet.say(f"reading.{words}"), _COLUMN), HINT, x, above.below)
    sheet.put("H3", above)
    sheet.put("P", below)
    return below.below


def _draw_empty(sheet: Sheet) -> None:
    top = sheet.y - 8
    sheet.paint(filled(Box(MARGIN, top - 54, INNER, 54, 6), WHITE, LINE))
    said = "looks_empty" if isinstance(sheet.paper, LooksPaper) else "empty"
    sheet.put("H2", sheet.line(sheet.say(f"{said}.title"), EMPTY, (MARGIN + 16, top - 22)))
    sheet.put("P", sheet.line(sheet.say(f"{said}.text"), QUIET, (MARGIN + 16, top - 40)))
    sheet.y = top - 54
