"""Letters as files: what reportlab writes, what acts by itself, and a scan without words."""

from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas


def written(*pages: tuple[str, ...]) -> bytes:
    """Write a letter as reportlab does, every line one line lower."""
    out = BytesIO()
    canvas = Canvas(out, invariant=True)
    for page in pages:
        for number, line in enumerate(page):
            canvas.drawString(72, 780 - 15 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scan() -> bytes:
    """Give a letter without any words."""
    pdf, out = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def acting(file: bytes) -> bytes:
    """Give the letter with a script that runs when it is opened."""
    out = BytesIO()
    with pikepdf.open(BytesIO(file)) as pdf:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('script')"))
        pdf.save(out)
    return out.getvalue()


def encrypted(file: bytes) -> bytes:
    """Give the letter behind a password."""
    out = BytesIO()
    with pikepdf.open(BytesIO(file)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="eigenaar", user="geheim"))
    return out.getvalue()
