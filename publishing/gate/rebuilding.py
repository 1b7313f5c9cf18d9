"""A file that acts, taken over page by page: what is printed on the pages, and nothing else."""

from io import BytesIO

import pikepdf
from pikepdf import Pdf

from publishing.gate.active_content import acts
from publishing.gate.verdict import LetterCode, LetterRefused

# What draws a page. Links, fields, notes, layers, tags and everything about the file stay behind.
_DRAWN = ("/Contents", "/CropBox", "/MediaBox", "/Resources", "/Rotate")


def rebuilt(pdf: Pdf) -> bytes:
    """
    Give the pages of an active file in a new one that does nothing.

    Raises:
        LetterRefused: what draws its pages acts as well.
    """
    new = Pdf.new()
    for page in pdf.pages:
        new.pages.append(page)
    for page in new.pages:
        _keep_what_is_drawn(page)
    new.remove_unreferenced_resources()
    return _saved(new)


def _keep_what_is_drawn(page: pikepdf.Page) -> None:
    for key in page.obj.keys() - {*_DRAWN, "/Parent", "/Type"}:
        del page.obj[key]


def _saved(pdf: Pdf) -> bytes:
    out = BytesIO()
    # The same letter gives the same bytes.
    pdf.save(out, deterministic_id=True)
    with pikepdf.open(out) as seen:
        if acts(seen):
            raise LetterRefused(LetterCode.ACTIVE_CONTENT)
    return out.getvalue()
