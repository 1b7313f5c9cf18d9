"""Text and tables one below the other over as many pages as they need, everything exactly once."""

from collections.abc import Iterator

from portal.paper.colours import LINE, PINE, SUNKEN
from portal.paper.copy.model import Column, Entry, Part
from portal.paper.furniture import turn
from portal.paper.pdf.shapes import Box, filled
from portal.paper.pdf.structure import Element
from portal.paper.pdf.style import Block, Style
from portal.paper.sheet import INNER, MARGIN, Sheet
from portal.paper.table import SCOPE
from portal.paper.typography import CELL, CELL_STRONG, QUESTION, QUIET, SECTION, TEXT, VALUE

_LEAST = 64.0
# More lines than this do not fit on an empty page: such a row is spread over pages.
_GIANT = 38
_PAD = 4.0
_GAP = 8.0


class Flow:
    """Draws parts on a sheet, from where it is."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._structure = sheet.document.structure

    def part(self, part: Part) -> Iterator[bytes]:
        """Draw one part; yields each page that is full."""
        yield from self._heading("H2", part.title, SECTION, 14)
        self._sheet.document.outline.add(
            part.title, self._sheet.document.page.number, self._sheet.y + SECTION.step
        )
        if not part.entries:
            yield from self._text(part.empty, QUIET)
        for entry in part.entries:
            yield from self._entry(entry, part.columns)

    def _entry(self, entry: Entry, columns: tuple[Column, ...]) -> Iterator[bytes]:
        yield from self._heading("H3", entry.title, QUESTION, 8)
        if entry.meta:
            yield from self._text(entry.meta, QUIET)
        for heading, words in entry.said:
            if heading:
                yield from self._text(heading, VALUE)
            yield from self._text(words, TEXT)
        if entry.rows:
            yield from self._table(columns, entry.rows)
        self._sheet.y -= _GAP

    def _heading(self, kind: str, title: str, style: Style, above: float) -> Iterator[bytes]:
        if self._sheet.room < _LEAST + above:
            yield turn(self._sheet)
        self._sheet.y -= above
        lines = style.lines(title, INNER)
        self._sheet.put(kind, Block(lines, style, MARGIN, self._sheet.y - style.size))
        self._sheet.y -= style.step * len(lines) + 2

    def _text(self, words: str, style: Style) -> Iterator[bytes]:
        lines = style.lines(words, INNER)
        element = self._structure.open("P")
        while lines:
            fits = int(self._sheet.room // style.step)
            if not fits:
                yield turn(self._sheet)
                continue
            self._print(element, Block(lines[:fits], style, MARGIN, self._sheet.y - style.size))
            self._sheet.y -= style.step * len(lines[:fits])
            lines = lines[fits:]
        self._structure.close(element)
        self._sheet.y -= 2

    def _table(
        self, columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]
    ) -> Iterator[bytes]:
        if self._sheet.room < _LEAST:
            yield turn(self._sheet)
        table = self._structure.open("Table")
        head = self._structure.open("THead", table)
        self._head(columns, head)
        body = self._structure.open("TBody", table)
        for row in rows:
            yield from self._row(columns, row, body)
        self._structure.close(body, table)

    def _head(self, columns: tuple[Column, ...], element: Element | None) -> None:
        sheet, high = self._sheet, CELL_STRONG.step + 2 * _PAD
        low = sheet.y - high
        band, rule = Box(MARGIN, low, INNER, high), Box(MARGIN, low, INNER, 1)
        sheet.paint(filled(band, SUNKEN), filled(rule, PINE))
        base = sheet.y - _PAD - CELL_STRONG.size
        blocks = [
            sheet.line(column.name, CELL_STRONG, (x, base), width)
            for column, (x, width) in zip(columns, _places(columns), strict=True)
        ]
        if element:
            line = self._structure.open("TR", element)
            for block in blocks:
                sheet.fill(self._structure.open("TH", line, SCOPE), block)
            self._structure.close(line, element)
        else:
            sheet.repeat(*blocks)
        sheet.y = low

    def _row(
        self, columns: tuple[Column, ...], row: tuple[str, ...], body: Element
    ) -> Iterator[bytes]:
        places = _places(columns)
        left = [CELL.lines(cell, width) for cell, (_, width) in zip(row, places, strict=True)]
        line = self._structure.open("TR", body)
        cells = [self._structure.open("TD", line) for _ in columns]
        while any(left):
            fits, needs = int((self._sheet.room - 2 * _PAD) // CELL.step), max(map(len, left))
            # What fits on an empty page is not cut in two.
            if fits < min(needs, _GIANT):
                yield turn(self._sheet)
                self._head(columns, None)
                continue
            base = self._sheet.y - _PAD - CELL.size
            for cell, lines, (x, _) in zip(cells, left, places, strict=True):
                if lines[:fits]:
                    self._print(cell, Block(lines[:fits], CELL, x, base))
            high = CELL.step * min(fits, needs) + 2 * _PAD
            self._sheet.y -= high
            self._sheet.paint(filled(Box(MARGIN, self._sheet.y, INNER, 0.5), LINE))
            left = [lines[fits:] for lines in left]
        self._structure.close(*cells, line)

    def _print(self, element: Element, block: Block) -> None:
        operators = block.operators(self._sheet.document.lettering)
        self._sheet.document.page.add(element, operators)


def _places(columns: tuple[Column, ...]) -> list[tuple[float, float]]:
    total = sum(column.share for column in columns)
    places, left = [], MARGIN
    for column in columns:
        wide = INNER * column.share / total
        places.append((left + _PAD, wide - 2 * _PAD))
        left += wide
    return places
