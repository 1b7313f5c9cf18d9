"""The rows of one page: tints and lines first, then all text in one go."""

from portal.paper.cells import PADDING, WIDTHS, Cells, Lines
from portal.paper.colours import LINE, PINE, PINE_TINT, SUN, SUN_TINT, SUNKEN
from portal.paper.pdf.page import ARTIFACT, CLOSE
from portal.paper.pdf.shapes import Box
from portal.paper.pdf.structure import Element
from portal.paper.sheet import INNER, MARGIN, Sheet
from portal.paper.typography import BAND, CELL, CELL_SOFT

EDGES = tuple(MARGIN + sum(WIDTHS[:place]) for place in range(len(WIDTHS)))
INSET = PADDING + 1
STEP = CELL.step
BAND_HEIGHT = STEP + 2 * PADDING - 1
_FIRST_BASE = PADDING + CELL.size - 0.8
_BAR = 3.0


class Piece:
    """The part of a row that stands on one page."""

    __slots__ = ("cells", "continued", "emergency", "lines", "outside")

    def __init__(self, cells: list[Element], lines: list[Lines], continued: str) -> None:
        self.cells = cells
        self.lines = lines
        self.continued = continued
        self.emergency = self.outside = False

    @property
    def height(self) -> float:
        """In points."""
        return (max(map(len, self.lines)) + bool(self.continued)) * STEP + 2 * PADDING


class PageOfRows:
    """Collects what one page shows of a table and draws it when the page or the table ends."""

    def __init__(self, sheet: Sheet, cells: Cells) -> None:
        self._sheet = sheet
        self._cells = cells
        fills = (PINE_TINT, SUN_TINT, SUNKEN, SUN, PINE)
        self._fills: dict[str, list[str]] = {fill: [] for fill in fills}
        self._rules: list[str] = []
        self._texts: list[str] = []

    def band(self, cell: Element, month: str) -> None:
        """Draw the bar with the name of a month."""
        sheet, low = self._sheet, self._sheet.y - BAND_HEIGHT
        self._fills[PINE_TINT].append(Box(MARGIN, low, INNER, BAND_HEIGHT).path())
        base = sheet.y - PADDING - CELL.size + 1.3
        shown = self._cells.dressed(BAND.lines(month, INNER, most=1)[0], BAND)
        mark = sheet.document.page.mark(cell)
        self._texts.append(f"{mark} 1 0 0 1 {MARGIN + INSET:.2f} {base:.2f} Tm {shown} {CLOSE}")
        sheet.document.outline.add(month, sheet.document.page.number, sheet.y)
        sheet.y = low

    def row(self, piece: Piece) -> None:
        """Draw a row, or as much of it as this page holds."""
        sheet, high = self._sheet, piece.height
        low, base = sheet.y - high, sheet.y - _FIRST_BASE
        if piece.emergency:
            self._fills[SUN_TINT].append(Box(MARGIN, low, INNER, high).path())
            self._fills[SUN].append(Box(MARGIN, low, _BAR, high).path())
        elif piece.outside:
            self._fills[SUNKEN].append(Box(MARGIN, low, INNER, high).path())
            self._fills[PINE].append(Box(MARGIN, low, _BAR, high).path())
        self._rules.append(f"{MARGIN:.2f} {low:.2f} m {MARGIN + INNER:.2f} {low:.2f} l")
        if piece.continued:
            note = self._cells.dressed(piece.continued, CELL_SOFT)
            at = f"1 0 0 1 {EDGES[2] + INSET:.2f} {base:.2f} Tm"
            self._texts.append(f"{ARTIFACT} {at} {note} {CLOSE}")
            base -= STEP
        self._write(piece, base)
        sheet.y = low

    def _write(self, piece: Piece, base: float) -> None:
        page = self._sheet.document.page
        for edge, cell, lines in zip(EDGES, piece.cells, piece.lines, strict=True):
            if lines:
                at = f"1 0 0 1 {edge + INSET:.2f} {base:.2f} Tm"
                self._texts.append(f"{page.mark(cell)} {at} {' T* '.join(lines)} {CLOSE}")

    def finish(self) -> None:
        """Put everything on the page."""
        fills = (f"{fill} rg {' '.join(paths)} f" for fill, paths in self._fills.items() if paths)
        rules = f"{LINE} RG 0.5 w {' '.join(self._rules)} S" if self._rules else ""
        self._sheet.paint(*fills, rules)
        chosen = CELL.choose(self._sheet.document.lettering)
        texts = "\n".join(self._texts)
        self._sheet.document.page.operators.append(f"BT {chosen} {STEP:g} TL\n{texts}\nET")
