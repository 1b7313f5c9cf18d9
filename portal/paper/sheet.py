"""The document being drawn: its words, its pages, and the height where the next thing comes."""

from portal.paper.model import Paper, Words
from portal.paper.pdf.document import Document
from portal.paper.pdf.metadata import About
from portal.paper.pdf.structure import Element
from portal.paper.pdf.style import Block, Style
from portal.paper.typography import FURNITURE

WIDTH, HEIGHT = 841.89, 595.28
MARGIN = 36.0
INNER = WIDTH - 2 * MARGIN
TOP = HEIGHT - 34.0
BOTTOM = 40.0

Point = tuple[float, float]


class Sheet:
    """A4 landscape; `y` is the upper edge of what is still free on this page."""

    def __init__(self, paper: Paper, words: Words) -> None:
        self.paper = paper
        self.words = words
        self.document = Document(_about(paper, words), (WIDTH, HEIGHT), FURNITURE)
        self.y = TOP
        self._fitted: dict[tuple[str, Style, float], list[str]] = {}

    @property
    def room(self) -> float:
        """How many points are free on this page."""
        return self.y - BOTTOM

    def say(self, key: str, **values: object) -> str:
        """The words of a key."""
        return self.words(f"paper.{key}", **values)

    def count(self, key: str, number: int) -> str:
        """The words for so many: `KEY_one` for one, else `KEY_many`."""
        return self.say(f"{key}_one" if number == 1 else f"{key}_many", n=self.figure(number))

    def figure(self, number: int) -> str:
        """A number with the separator of the language."""
        return f"{number:,}".replace(",", self.say("log.thousands"))

    def put(
        self, kind: str, *blocks: Block, parent: Element | None = None, actual: str = ""
    ) -> None:
        """Print blocks as one new element, a child of the parent or of the document."""
        element = self.document.structure.open(kind, parent)
        self.fill(element, *blocks, actual=actual)

    def fill(self, element: Element, *blocks: Block, actual: str = "") -> None:
        """Print blocks as the whole content of an element, and close it."""
        self.document.page.add(element, *map(self._print, blocks), actual=actual)
        self.document.structure.close(element)

    def repeat(self, *blocks: Block) -> None:
        """Print blocks that a reader need not hear: they repeat what is said elsewhere."""
        self.document.page.decorate(*map(self._print, blocks))

    def paint(self, *operators: str) -> None:
        """Draw shapes without meaning."""
        self.document.page.decorate(*operators)

    def line(self, text: str, style: Style, at: Point, width: float = INNER) -> Block:
        """A text of any origin on one line from a point, shortened where it is too wide."""
        return Block(self._one_line(text, style, width), style, *at)

    def line_to(self, text: str, style: Style, at: Point, width: float = INNER) -> Block:
        """The same, ending at the point."""
        return Block(self._one_line(text, style, width), style, *at, to_the_left=True)

    def _one_line(self, text: str, style: Style, width: float) -> list[str]:
        # What stands on every page is measured once.
        key = (text, style, width)
        fitted = self._fitted.get(key)
        if fitted is None:
            fitted = self._fitted[key] = style.lines(text, width, most=1)
        return fitted

    def _print(self, block: Block) -> str:
        return block.operators(self.document.lettering)


def _about(paper: Paper, words: Words) -> About:
    return About(
        title=f"{words(f'paper.{paper.kind}.kind')} {paper.document_number}".strip(),
        author=", ".join(practice.name for practice in paper.practices),
        subject=words(f"paper.{paper.kind}.title"),
        language=words("paper.log.language"),
        made_at=paper.made_at,
    )
