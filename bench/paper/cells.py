"""The way cell by cell: the table of fpdf2, with the product's own typeface."""

from collections.abc import Iterable, Iterator

from fpdf import FPDF

from bench.paper.textbook import HEAD, WIDTHS
from portal.paper.model import LogRow
from portal.paper.pdf.faces import FOLDER


def document(rows: Iterable[LogRow]) -> Iterator[bytes]:
    """Give the bytes of the document, all at once."""
    pdf = FPDF(orientation="landscape", unit="pt", format="A4")
    pdf.add_font("Source Sans 3", fname=FOLDER / "SourceSans3-Regular.ttf")
    pdf.add_font("Source Sans 3", style="B", fname=FOLDER / "SourceSans3-Bold.ttf")
    pdf.set_font("Source Sans 3", size=8.6)
    pdf.add_page()
    with pdf.table(col_widths=WIDTHS, line_height=10.6) as table:
        for cells in (HEAD, *map(_cells, rows)):
            row = table.row()
            for cell in cells:
                row.cell(cell)
    yield bytes(pdf.output())


def _cells(row: LogRow) -> tuple[str, ...]:
    return (
        str(row.number),
        f"{row.day}\n{row.clock}",
        f"{row.function}\n{row.organisation}",
        row.on_behalf,
        row.act,
        row.section,
        row.reason,
    )
