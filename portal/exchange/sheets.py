"""Tables as files for a spreadsheet: CSV and XLSX. No cell is ever a formula."""

import csv
from collections.abc import Iterable, Sequence
from enum import StrEnum
from io import BytesIO, StringIO

from xlsxwriter import Workbook

# With these a program takes a cell for a formula, or a name for the start of one. Source: OWASP.
ACTIVE = tuple("=+-@|\t\r\n\uff1d\uff0b\uff0d\uff20")
LONGEST_CELL = 32_767
WIDE, WIDEST = 12, 60


class Sheet(StrEnum):
    """The two kinds of file."""

    CSV = "csv"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """What it is called in a header."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Sheet.CSV: "text/csv",
    Sheet.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def sheet(kind: Sheet, head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """
    Make a file of a table, in memory: nothing of it is ever on a disk of ours.

    CSV begins with a BOM, so that a spreadsheet reads it as UTF-8, and has semicolons, as Dutch
    spreadsheets expect.
    """
    table = [tuple(map(neutral, row)) for row in rows]
    return _csv(head, table) if kind is Sheet.CSV else _xlsx(head, table)


def neutral(cell: str) -> str:
    """Give a text that no program takes for a formula: an apostrophe goes before what begins so."""
    plain = cell.replace("\x00", "")[:LONGEST_CELL]
    return f"'{plain}" if plain.lstrip(" \u00a0\u200b\ufeff").startswith(ACTIVE) else plain


def _csv(head: Sequence[str], table: Sequence[Sequence[str]]) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerows([head, *table])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _xlsx(head: Sequence[str], table: Sequence[Sequence[str]]) -> bytes:
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        page, bold = book.add_worksheet(), book.add_format({"bold": True})
        page.freeze_panes(1, 0)
        for column, title in enumerate(head):
            longest = max((len(row[column]) for row in table), default=0)
            page.set_column(column, column, min(max(WIDE, longest), WIDEST))
            page.write_string(0, column, title, bold)
        for number, row in enumerate(table, start=1):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell)
    return out.getvalue()
