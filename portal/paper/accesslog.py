"""The overview of who looked in a file, as a PDF that leaves page by page."""

from collections.abc import Iterable, Iterator

from portal.paper import closing, organisations
from portal.paper.cells import Cells
from portal.paper.furniture import turn
from portal.paper.model import (
    LogCounts,
    LogPaper,
    LogRow,
    LooksPaper,
    PaperPractice,
    RowsDisagree,
    Words,
)
from portal.paper.opening import draw_opening
from portal.paper.sheet import Sheet
from portal.paper.table import LogTable

__all__ = [
    "LogCounts",
    "LogPaper",
    "LogRow",
    "LooksPaper",
    "PaperPractice",
    "RowsDisagree",
    "access_log_pdf",
]


def access_log_pdf(
    paper: LogPaper, others: Iterable[LogRow], own: Iterable[LogRow], words: Words
) -> Iterator[bytes]:
    """
    The bytes of the document, about a page at a time.

    Both lists are read once, newest first, while the pages leave; the numbers are those of the
    whole list. The same arguments give the same bytes.

    Raises:
        RowsDisagree: before the last bytes, when the rows are not as many as were counted. What
            left before is no document and must be thrown away.
    """
    sheet = Sheet(paper, words)
    cells = Cells(sheet.document.lettering, sheet.say("table.urgent"), sheet.say("table.outside"))
    tally = organisations.Tally()
    draw_opening(sheet, paper)
    counts = paper.counts
    yield from _table(sheet, cells, "others", tally.watch(others), counts.others)
    yield from _table(sheet, cells, "own", own, counts.own)
    yield from _ending(sheet, tally)
    yield sheet.document.finish_page()
    yield sheet.document.finish()


def _table(
    sheet: Sheet, cells: Cells, key: str, rows: Iterable[LogRow], expected: int
) -> Iterator[bytes]:
    """A table with rows, or nothing at all."""
    if not expected:
        if any(True for _ in rows):
            raise RowsDisagree(key)
        return
    table = LogTable(sheet, cells, key)
    yield from table.draw(rows, expected)
    if table.rows != expected:
        raise RowsDisagree(key)


def _ending(sheet: Sheet, tally: organisations.Tally) -> Iterator[bytes]:
    rest = sheet.say("organisations.rest"), sheet.say("organisations.rest_last")
    totals = tally.shown(*rest)
    if totals:
        if sheet.room < organisations.height(totals):
            yield turn(sheet)
        organisations.draw_organisations(sheet, totals)
    if sheet.room < closing.height(sheet):
        yield turn(sheet)
    closing.draw_help(sheet)
