"""One table of the log over as many pages as it needs, each row in it exactly once."""

from collections.abc import Iterable, Iterator

from portal.paper.cells import PADDING, WIDTHS, Cells, Lines
from portal.paper.colours import PINE, SUNKEN
from portal.paper.furniture import turn
from portal.paper.model import LogRow
from portal.paper.pdf.shapes import Box, filled
from portal.paper.pdf.structure import Element
from portal.paper.pdf.style import Block
from portal.paper.pdf.syntax import text_string
from portal.paper.rows import BAND_HEIGHT, EDGES, INSET, STEP, PageOfRows, Piece
from portal.paper.sheet import INNER, MARGIN, WIDTH, Sheet
from portal.paper.typography import ASIDE, CELL_STRONG, SECTION

COLUMNS = ("number", "when", "who", "on_behalf", "act", "section", "reason")
SCOPE = "/A<</O/Table/Scope/Column>>"
_BAND_SCOPE = f"/A<</O/Table/Scope/Column/ColSpan {len(WIDTHS)}>>"
_HEAD_HEIGHT = STEP + 2 * PADDING
_LEAST_ROOM = 108.0
# More lines than this do not fit on an empty page: such a row is spread over pages.
_GIANT = 40
_LEAST_LINES = 4
_ROWS_PER_BODY = 400


class LogTable:
    """A table being drawn on a sheet; `key` is `others` or `own`."""

    def __init__(self, sheet: Sheet, cells: Cells, key: str) -> None:
        self._sheet = sheet
        self._cells = cells
        self._key = key
        self._structure = sheet.document.structure
        self._month = ""
        self._in_body = 0
        self.rows = 0

    def draw(self, rows: Iterable[LogRow], expected: int) -> Iterator[bytes]:
        """Draw the heading and the rows, newest first; yields each page that is full."""
        if self._sheet.room < _LEAST_ROOM:
            yield turn(self._sheet)
        self._open(expected)
        for row in rows:
            yield from self._place(row)
            self.rows += 1
        self._page.finish()
        self._structure.close(self._body, self._table)
        self._sheet.y -= 4

    def _open(self, expected: int) -> None:
        sheet, base = self._sheet, self._sheet.y - 16
        title, lines = sheet.say(f"table.{self._key}"), sheet.count("table.lines", expected)
        sheet.put("H2", sheet.line(title, SECTION, (MARGIN, base)))
        sheet.put("P", sheet.line_to(lines, ASIDE, (WIDTH - MARGIN, base)))
        sheet.document.outline.add(title, sheet.document.page.number, base + 14)
        sheet.y = base - 9
        columns = ", ".join(sheet.say(f"column.{name}") for name in COLUMNS)
        summary = sheet.say("table.summary", title=title, lines=lines, columns=columns)
        attributes = f"/A<</O/Table/Summary{text_string(summary)}>>"
        self._table = self._structure.open("Table", attributes=attributes)
        self._draw_head(self._structure.open("THead", self._table))
        self._body = self._structure.open("TBody", self._table)

    def _draw_head(self, element: Element | None = None) -> None:
        """Draw the names of the columns; only the first time they are part of the table."""
        sheet, base = self._sheet, self._sheet.y - PADDING - CELL_STRONG.size + 0.8
        low = sheet.y - _HEAD_HEIGHT
        band, rule = Box(MARGIN, low, INNER, _HEAD_HEIGHT), Box(MARGIN, low, INNER, 1.2)
        sheet.paint(filled(band, SUNKEN), filled(rule, PINE))
        names = [sheet.say(f"column.{name}") for name in COLUMNS]
        blocks = [
            sheet.line(name, CELL_STRONG, (edge + INSET, base), width - INSET)
            for name, edge, width in zip(names, EDGES, WIDTHS, strict=True)
        ]
        if element:
            self._fill_head(element, blocks)
        else:
            sheet.repeat(*blocks)
        sheet.y = low
        self._page = PageOfRows(sheet, self._cells)

    def _fill_head(self, element: Element, blocks: list[Block]) -> None:
        line = self._structure.open("TR", element)
        for block in blocks:
            self._sheet.fill(self._structure.open("TH", line, SCOPE), block)
        self._structure.close(line, element)

    def _turn(self) -> bytes:
        self._page.finish()
        full = turn(self._sheet)
        self._draw_head()
        return full

    def _place(self, row: LogRow) -> Iterator[bytes]:
        lines, done = self._cells.of(row), 0
        total = max(map(len, lines))
        elements: list[Element] = []
        while done < total:
            room, left = self._room(row), total - done + bool(done)
            if left > room and (total <= _GIANT or room < _LEAST_LINES):
                yield self._turn()
                continue
            elements = elements or self._open_row(row)
            done += self._draw_piece(row, elements, _from(lines, done, room), done)
        self._structure.close(*elements)

    def _room(self, row: LogRow) -> int:
        """How many lines of this row fit on this page."""
        band = BAND_HEIGHT if row.month != self._month else 0
        return int((self._sheet.room - band - 2 * PADDING) // STEP)

    def _draw_piece(
        self, row: LogRow, elements: list[Element], lines: list[Lines], done: int
    ) -> int:
        note = self._sheet.say("table.continued", number=row.number) if done else ""
        piece = Piece(elements[:-1], lines, note)
        piece.emergency, piece.outside = row.emergency, row.outside
        self._page.row(piece)
        return max(map(len, lines))

    def _open_row(self, row: LogRow) -> list[Element]:
        """The cells of a new row, last the row itself; first its month where that is new."""
        if row.month != self._month:
            self._open_month(row.month)
        elif self._in_body >= _ROWS_PER_BODY:
            self._next_body()
        self._in_body += 1
        line = self._structure.open("TR", self._body)
        return [*(self._structure.open("TD", line) for _ in WIDTHS), line]

    def _open_month(self, month: str) -> None:
        if self._month:
            self._next_body()
        self._month = month
        line = self._structure.open("TR", self._body)
        cell = self._structure.open("TH", line, _BAND_SCOPE)
        self._page.band(cell, month)
        self._structure.close(cell, line)

    def _next_body(self) -> None:
        self._structure.close(self._body)
        self._body, self._in_body = self._structure.open("TBody", self._table), 0


def _from(lines: list[Lines], done: int, room: int) -> list[Lines]:
    """What fits of each cell after the lines already drawn; a continued row first says so."""
    fits = room - bool(done)
    return [cell[done : done + fits] for cell in lines]
