"""The seven cells of a row as lines that are ready to print; what comes back is remembered."""

from portal.paper.model import LogRow
from portal.paper.pdf.lettering import Lettering
from portal.paper.pdf.style import Style
from portal.paper.sheet import INNER
from portal.paper.typography import CELL, CELL_SMALL, CELL_SOFT, CELL_STRONG, CELL_URGENT

WIDTHS = (30.0, 79.0, 185.0, 96.0, 104.0, 106.0, INNER - 600.0)
PADDING = 3.6
_CACHE_LIMIT = 20_000
_NOBODY = "\u2013"

Lines = list[str]
# Column, style and text: a day and a time come back, the two together hardly do.
Key = tuple[int, int, str]
_DAY = (CELL, CELL_SMALL)
_WHO = (CELL_STRONG, CELL_SMALL)
_PLAIN = (CELL,)
_URGENT = (CELL_URGENT, CELL)
_WHO_ELSE = (CELL_STRONG, CELL)
_BOTH = (CELL_URGENT, CELL_STRONG, CELL)


class Cells:
    """Cells of one document; every line begins and ends in the style CELL."""

    def __init__(self, lettering: Lettering, urgent: str, outside: str) -> None:
        self._lettering = lettering
        self._urgent = urgent
        self._outside = outside
        self._known: dict[Key, Lines] = {}

    def of(self, row: LogRow) -> list[Lines]:
        """The lines of each cell, in the order of the columns."""
        if row.emergency and row.outside:
            act = self._lines(4, _BOTH, self._urgent, self._outside, row.act)
        elif row.emergency:
            act = self._lines(4, _URGENT, self._urgent, row.act)
        elif row.outside:
            act = self._lines(4, _WHO_ELSE, self._outside, row.act)
        else:
            act = self._lines(4, _PLAIN, row.act)
        return [
            [self.dressed(str(row.number), CELL_SOFT)],
            self._lines(1, _DAY, row.day, row.clock),
            self._lines(2, _WHO, row.function, row.organisation),
            self._lines(3, _PLAIN, row.on_behalf or _NOBODY),
            act,
            self._lines(5, _PLAIN, row.section),
            self._lines(6, _PLAIN, row.reason),
        ]

    def dressed(self, line: str, style: Style) -> str:
        """A cleaned line in its style, and back to CELL."""
        shown = style.show(self._lettering, line)
        if style is CELL:
            return shown
        return f"{style.choose(self._lettering)} {shown} {CELL.choose(self._lettering)}"

    def _lines(self, column: int, styles: tuple[Style, ...], *texts: str) -> Lines:
        made: Lines = []
        for style, text in zip(styles, texts, strict=True):
            key = column, id(style), text
            made += self._known.get(key) or self._made(key, style, last=style is styles[-1])
        return made

    def _made(self, key: Key, style: Style, *, last: bool) -> Lines:
        column, _, text = key
        lines = style.lines(text, WIDTHS[column] - 2 * PADDING - 1)
        if not last:
            # A reader must hear two words, not one.
            lines[-1] += " "
        if len(self._known) > _CACHE_LIMIT:
            self._known.clear()
        made = self._known[key] = [self.dressed(line, style) for line in lines]
        return made
