"""How often each organisation looked: counted while the rows pass, drawn after them."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from portal.paper.colours import LINE, PINE, PINE_EDGE, SUNKEN
from portal.paper.model import LogRow
from portal.paper.pdf.shapes import Box, filled
from portal.paper.pdf.structure import Element
from portal.paper.sheet import INNER, MARGIN, Sheet
from portal.paper.table import SCOPE
from portal.paper.typography import CELL_STRONG, SECTION, TABLE_STRONG, TABLE_TEXT

_MOST_KNOWN = 500
_MOST_SHOWN = 12
_ROW = 17.0
_NAME, _TIMES, _LAST, _BAR = MARGIN + 5, MARGIN + 226, MARGIN + 300, MARGIN + 390
_BAR_LENGTH = INNER - 400
_ROW_SCOPE = "/A<</O/Table/Scope/Row>>"


class Total(Struct):
    """What one organisation did in the period; `last` is the day of its newest row."""

    name: str
    times: int
    last: str


class Tally:
    """Counts without limit, names at most five hundred organisations."""

    def __init__(self) -> None:
        self._totals: dict[str, Total] = {}
        self._others = 0

    def watch(self, rows: Iterable[LogRow]) -> Iterator[LogRow]:
        """Pass the rows on, newest first, and count them."""
        for row in rows:
            self._count(row)
            yield row

    def _count(self, row: LogRow) -> None:
        total = self._totals.get(row.organisation)
        if total:
            total.times += 1
        elif len(self._totals) < _MOST_KNOWN:
            self._totals[row.organisation] = Total(row.organisation, 1, row.day)
        else:
            self._others += 1

    def shown(self, rest: str, rest_last: str) -> list[Total]:
        """The organisations that looked most, then all others under the name `rest`."""
        totals = sorted(self._totals.values(), key=lambda total: -total.times)
        if len(totals) <= _MOST_SHOWN:
            return totals
        left = sum(total.times for total in totals[_MOST_SHOWN - 1 :]) + self._others
        return [*totals[: _MOST_SHOWN - 1], Total(rest, left, rest_last)]


def height(totals: list[Total]) -> float:
    """How many points the table needs, with its heading."""
    return 44 + _ROW * (len(totals) + 1)


def draw_organisations(sheet: Sheet, totals: list[Total]) -> None:
    """Draw the table; the bars repeat the numbers for the eye."""
    structure, title = sheet.document.structure, sheet.say("organisations.title")
    sheet.put("H2", sheet.line(title, SECTION, (MARGIN, sheet.y - 26)))
    sheet.document.outline.add(title, sheet.document.page.number, sheet.y - 10)
    sheet.y -= 46
    table = structure.open("Table")
    _draw_head(sheet, structure.open("THead", table))
    body = structure.open("TBody", table)
    most = max(total.times for total in totals)
    for total in totals:
        sheet.y -= _ROW
        _draw_total(sheet, structure.open("TR", body), total, most)
    structure.close(body, table)
    sheet.y -= 8


def _draw_head(sheet: Sheet, head: Element) -> None:
    structure, y = sheet.document.structure, sheet.y
    band, rule = Box(MARGIN, y - 5.5, INNER, _ROW), Box(MARGIN, y - 5.5, INNER, 1.2)
    sheet.paint(filled(band, SUNKEN), filled(rule, PINE))
    line = structure.open("TR", head)
    for x, key in ((_NAME, "organisation"), (_TIMES, "times"), (_LAST, "last")):
        block = sheet.line(sheet.say(f"organisations.{key}"), CELL_STRONG, (x, y))
        sheet.fill(structure.open("TH", line, SCOPE), block)
    structure.close(line, head)


def _draw_total(sheet: Sheet, line: Element, total: Total, most: int) -> None:
    structure, y = sheet.document.structure, sheet.y
    name = total.name[:1].upper() + total.name[1:]
    named = sheet.line(name, TABLE_TEXT, (_NAME, y), _TIMES - _NAME - 8)
    sheet.fill(structure.open("TH", line, _ROW_SCOPE), named)
    times = sheet.line(sheet.figure(total.times), TABLE_STRONG, (_TIMES, y))
    sheet.fill(structure.open("TD", line), times)
    last = sheet.line(total.last, TABLE_TEXT, (_LAST, y), _BAR - _LAST - 8)
    sheet.fill(structure.open("TD", line), last)
    structure.close(line)
    bar = Box(_BAR, y - 1.5, max(2, _BAR_LENGTH * total.times / most), 8, 1)
    sheet.paint(filled(bar, PINE_EDGE), filled(Box(MARGIN, y - 5.5, INNER, 0.5), LINE))
