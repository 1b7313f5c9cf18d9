"""The way through HTML: WeasyPrint lays a page out as a browser would, and writes it as a PDF."""

from collections.abc import Iterable, Iterator
from html import escape

from weasyprint import HTML

from bench.paper.textbook import HEAD
from portal.paper.model import LogRow

STYLE = """
@page { size: A4 landscape; margin: 36pt }
body { font: 8.6pt/10.6pt Helvetica, sans-serif }
table { width: 100%; border-collapse: collapse }
thead { display: table-header-group }
tr { break-inside: avoid }
tr:nth-child(even) { background: #f5f5f5 }
th, td { text-align: left; vertical-align: top; border-bottom: .5pt solid #d3d3d3 }
"""


def document(rows: Iterable[LogRow]) -> Iterator[bytes]:
    """Give the bytes of the document, all at once, tagged for PDF/UA."""
    head = "".join(f"<th scope=col>{escape(one)}</th>" for one in HEAD)
    body = "".join(map(_row, rows))
    page = (
        f"<html lang=nl><title>Log</title><style>{STYLE}</style>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
    yield HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")


def _row(row: LogRow) -> str:
    cells = (
        str(row.number),
        f"{escape(row.day)}<br>{escape(row.clock)}",
        f"<b>{escape(row.function)}</b><br>{escape(row.organisation)}",
        *(escape(one) for one in (row.on_behalf, row.act, row.section, row.reason)),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
