"""The textbook way: one LongTable of reportlab with a paragraph in every cell."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from portal.paper.model import LogRow

WIDTHS = (30, 79, 185, 96, 104, 106, 170)
HEAD = ("Nr.", "Wanneer", "Wie", "Namens", "Wat", "Onderdeel", "Waarom")
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8.6, leading=10.6)
STYLE = TableStyle(
    [
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.whitesmoke]),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.lightgrey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


def document(rows: Iterable[LogRow]) -> Iterator[bytes]:
    """Give the bytes of the document, all at once: reportlab writes nothing before the end."""
    room = BytesIO()
    table = LongTable(
        [HEAD, *(_cells(row) for row in rows)], colWidths=WIDTHS, repeatRows=1, style=STYLE
    )
    SimpleDocTemplate(room, pagesize=landscape(A4)).build([table])
    yield room.getvalue()


def _cells(row: LogRow) -> list[Paragraph]:
    texts = (
        str(row.number),
        f"{escape(row.day)}<br/>{escape(row.clock)}",
        f"<b>{escape(row.function)}</b><br/>{escape(row.organisation)}",
        escape(row.on_behalf),
        escape(row.act),
        escape(row.section),
        escape(row.reason),
    )
    return [Paragraph(text, CELL) for text in texts]
