"""One page while it is being filled: its operators, and who owns each piece."""

from portal.paper.pdf.structure import Element
from portal.paper.pdf.syntax import text_string

CLOSE = "EMC"
ARTIFACT = "/Artifact BMC"


class Page:
    """The content of one page; lengths are in points from the lower left corner."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.operators: list[str] = []
        self.owners: list[int] = []

    def mark(self, element: Element, actual: str = "") -> str:
        """The operator that opens a piece of this element, to be closed with CLOSE."""
        mark = len(self.owners)
        self.owners.append(element.number)
        element.own(self.number, mark)
        spoken = f"/ActualText{text_string(actual)}" if actual else ""
        return f"/{element.kind}<</MCID {mark}{spoken}>>BDC"

    def add(self, element: Element, *operators: str, actual: str = "") -> None:
        """Add operators that are the content of an element; `actual` is what a voice says."""
        self.operators += [self.mark(element, actual), *operators, CLOSE]

    def decorate(self, *operators: str) -> None:
        """Add operators that mean nothing to a reader: lines, tints, repeated headers."""
        self.operators += [ARTIFACT, *operators, CLOSE]

    def content(self) -> bytes:
        """The content stream."""
        return "\n".join(self.operators).encode("latin-1")
