"""Whose list it is, and beside that four figures: others, own, organisations, emergencies."""

from portal.paper.colours import LINE, SUN, SUN_TINT, WHITE
from portal.paper.model import LogCounts
from portal.paper.pdf.shapes import Box, filled
from portal.paper.pdf.style import Block
from portal.paper.sheet import INNER, MARGIN, Sheet
from portal.paper.typography import CAPTION, FIGURE, FIGURE_URGENT, LABEL, VALUE

_PERSON = 292.0
_GAP = 11.0
_TILE = (INNER - _PERSON - 4 * _GAP) / 4
_LEAST = 66.0
_INSET = 13.0
_MOST_LINES = 3
# A name is never cut off: the longest that can be registered takes fewer.
_MOST_LINES_OF_NAME = 16
_HIDDEN_DIGITS = "\u2022" * 6

Fact = tuple[str, str, str]


def draw_figures(sheet: Sheet, counts: LogCounts, *, is_whole: bool) -> None:
    """Draw the person and, of a whole list, the figures; as high as the person's facts need."""
    high = draw_person(sheet)
    if is_whole:
        _draw_tiles(sheet, counts, high)
    sheet.y -= high + 15


def draw_person(sheet: Sheet) -> float:
    """Draw whose document it is; returns how high that is."""
    facts = _facts(sheet)
    indent = max(LABEL.width(f"{label}: ") for label, _, _ in facts) + 6
    room = _PERSON - 2 * _INSET - indent
    name, *others = (value for _, value, _ in facts)
    values = [VALUE.lines(name, room, most=_MOST_LINES_OF_NAME)]
    values += [VALUE.lines(value, room, most=_MOST_LINES) for value in others]
    high = max(_LEAST, 12.4 + VALUE.step * sum(map(len, values)))
    sheet.paint(filled(Box(MARGIN, sheet.y - high, _PERSON, high, 6), WHITE, LINE))
    base, left = sheet.y - 16, MARGIN + _INSET
    for (label, _, spoken), lines in zip(facts, values, strict=True):
        named = Block([f"{label}: "], LABEL, left, base)
        value = Block(lines, VALUE, left + indent, base)
        sheet.put("P", named, value, actual=f"{label}: {spoken}" if spoken else "")
        base = value.below
    return high


def _facts(sheet: Sheet) -> list[Fact]:
    """What stands before it, what stands there, and what a voice says where that differs."""
    paper = sheet.paper
    practices = "practices" if len(paper.practices) > 1 else "practice"
    facts = [
        (sheet.say("person.name"), paper.name, ""),
        (sheet.say("person.born"), paper.born, ""),
        (sheet.say(f"person.{practices}"), ", ".join(each.name for each in paper.practices), ""),
    ]
    if paper.bsn_ending:
        spoken = sheet.say("person.bsn_spoken", digits=paper.bsn_ending)
        facts.insert(2, (sheet.say("person.bsn"), _HIDDEN_DIGITS + paper.bsn_ending, spoken))
    return facts


def _draw_tiles(sheet: Sheet, counts: LogCounts, high: float) -> None:
    figures = {
        "others": counts.others,
        "own": counts.own,
        "organisations": counts.organisations,
        "emergencies": counts.emergencies,
    }
    left = MARGIN + _PERSON + _GAP
    for key, number in figures.items():
        urgent = key == "emergencies" and number > 0
        box = Box(left, sheet.y - high, _TILE, high, 6)
        sheet.paint(filled(box, SUN_TINT, SUN) if urgent else filled(box, WHITE, LINE))
        figure, at = FIGURE_URGENT if urgent else FIGURE, (left + 12, sheet.y - 30)
        lines = CAPTION.lines(sheet.count(f"tile.{key}", number), _TILE - 22)
        caption = Block(lines, CAPTION, left + 12, sheet.y - 46)
        sheet.put("P", Block([f"{sheet.figure(number)} "], figure, *at), caption)
        left += _TILE + _GAP
