"""The copy of a file as a PDF that leaves page by page."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from portal.paper.copy.flow import Flow
from portal.paper.copy.model import Part
from portal.paper.figures import draw_person
from portal.paper.furniture import draw_foot
from portal.paper.model import Paper, Words
from portal.paper.opening import draw_band, draw_covers
from portal.paper.sheet import Sheet


class CopyPaper(Paper, frozen=True, kw_only=True):
    """Everything but the parts."""

    kind: ClassVar[str] = "copy"


def copy_pdf(paper: Paper, parts: Iterable[Part], words: Words) -> Iterator[bytes]:
    """The bytes of the document, about a page at a time; the same arguments give the same bytes."""
    sheet = Sheet(paper, words)
    draw_foot(sheet)
    draw_band(sheet)
    covers = words(f"paper.{paper.kind}.covers")
    draw_covers(sheet, sheet.say("covers.in_it"), covers)
    sheet.y -= draw_person(sheet) + 15
    flow = Flow(sheet)
    for part in parts:
        yield from flow.part(part)
    yield sheet.document.finish_page()
    yield sheet.document.finish()
