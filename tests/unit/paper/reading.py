"""Reads a PDF as a stranger would: what is drawn where, who owns it, and what the tree says."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

_PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


@dataclass(slots=True)
class Font:
    """How codes become text and how wide they are."""

    text: dict[int, str]
    widths: dict[int, float]

    def signs(self, shown: bytes) -> Iterator[tuple[str, float]]:
        """Each code with its text and its width."""
        for start in range(0, len(shown), 2):
            code = int.from_bytes(shown[start : start + 2], "big")
            yield self.text[code], self.widths[code]


@dataclass(slots=True)
class Shown:
    """One printed string: its text, where it begins and ends, and the mark it stands in."""

    text: str
    start: float
    end: float
    base: float
    mark: int | None
    artifact: bool


@dataclass(slots=True)
class Node:
    """An element of the structure tree with the text of its own marks."""

    kind: str
    attributes: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    kids: list["Node"] = field(default_factory=list)

    def all(self, kind: str) -> list["Node"]:
        """Every element of this kind below this one, in reading order."""
        found = [self] if self.kind == kind else []
        return found + [node for kid in self.kids for node in kid.all(kind)]

    def words(self) -> str:
        """All text of this element and what is below it."""
        return self.text + "".join(kid.words() for kid in self.kids)


def font_of(font: pikepdf.Object) -> Font:
    """Read the map to text and the widths."""
    pairs = _PAIR.findall(font.ToUnicode.read_bytes())
    text = {int(code, 16): bytes.fromhex(sign.decode()).decode("utf-16-be") for code, sign in pairs}
    given = list(font.DescendantFonts[0].W)
    widths = {int(given[i]): float(given[i + 1][0]) for i in range(0, len(given), 2)}
    return Font(text, widths)


class Pen:
    """Follows the operators of one content stream."""

    def __init__(self, fonts: dict[str, Font]) -> None:
        self.fonts = fonts
        self.marks: list[tuple[str, dict[str, Any]]] = []
        self.shown: list[Shown] = []
        self.texts: defaultdict[int, str] = defaultdict(str)
        self.painted_bare = 0
        self.drawn: list[str] = []
        self.fills: list[tuple[float, ...]] = []
        self.x = self.y = self.size = self.leading = self.moved = 0.0

    def follow(self, stream: Any) -> None:
        """Take all operators of a page."""
        for instruction in pikepdf.parse_content_stream(stream):
            self.step(str(instruction.operator), list(instruction.operands))

    def step(self, operator: str, operands: list[Any]) -> None:  # noqa: C901 - one operator each
        """Take one operator."""
        match operator:
            case "BDC" | "BMC":
                properties = dict(operands[1].items()) if operator == "BDC" else {}
                self.marks.append((str(operands[0]), properties))
            case "EMC":
                self.marks.pop()
            case "Tf":
                self.font, self.size = self.fonts[str(operands[0])], float(operands[1])
            case "TL":
                self.leading = float(operands[0])
            case "Tm":
                self.x, self.y, self.moved = float(operands[4]), float(operands[5]), 0.0
            case "T*":
                self.y, self.moved = self.y - self.leading, 0.0
            case "Tj":
                self.show(bytes(operands[0]))
            case "rg":
                self.fills.append(tuple(round(float(part), 3) for part in operands))
            case "f" | "B" | "S" | "Do":
                self.painted_bare += not self.marks
                if operator == "Do":
                    self.drawn.append(str(operands[0]))

    def show(self, shown: bytes) -> None:
        """Keep a printed string with its place and its mark."""
        signs = list(self.font.signs(shown))
        text = "".join(sign for sign, _ in signs)
        if spans := [marked for tag, marked in self.marks if tag == "/Span"]:
            # What is said in its stead is said once, however many strings stand in it.
            text = str(spans[-1].pop("/ActualText", ""))
        owners = [marked["/MCID"] for _, marked in self.marks if "/MCID" in marked]
        start = self.x + self.moved
        self.moved += sum(width for _, width in signs) * self.size / 1000
        artifact = any(tag == "/Artifact" for tag, _ in self.marks)
        mark = int(owners[-1]) if owners else None
        self.shown.append(Shown(text, start, self.x + self.moved, self.y, mark, artifact))
        if mark is not None:
            self.texts[mark] += text


class Pages:
    """Reads the pages of one document, and each of its fonts once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], Font] = {}

    def read(self, page: pikepdf.Object) -> Pen:
        """Follow all that a page draws."""
        given = page.Resources.Font.items()
        pen = Pen({name: self._font(font) for name, font in given})
        pen.follow(page)
        return pen

    def _font(self, font: pikepdf.Object) -> Font:
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = font_of(font)
        return self._fonts[font.objgen]


class Reading:
    """A whole document."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(data))
        pages = Pages()
        self.pages = [pages.read(page.obj) for page in self.pdf.pages]
        self._by_page = {
            page.obj.objgen: pen for page, pen in zip(self.pdf.pages, self.pages, strict=True)
        }
        self.owned: list[tuple[tuple[int, int], int]] = []
        self.tree = self._node(self.pdf.Root.StructTreeRoot.K, None)

    def _node(self, element: pikepdf.Object, page: Any) -> Node:
        page = element.get("/Pg", page)
        attributes = dict(element.A.items()) if "/A" in element else {}
        node = Node(str(element.S)[1:], attributes)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                self._own(node, page, kid)
            elif "/MCID" in kid:
                self._own(node, kid.Pg, int(kid.MCID))
            else:
                node.kids.append(self._node(kid, page))
        return node

    def _own(self, node: Node, page: Any, mark: int) -> None:
        self.owned.append((page.objgen, mark))
        node.text += self._by_page[page.objgen].texts[mark]

    def table(self, title: str) -> Node:
        """The table after the heading with this text."""
        kids = self.tree.kids
        place = next(i for i, node in enumerate(kids) if node.kind == "H2" and node.text == title)
        return next(node for node in kids[place:] if node.kind == "Table")

    def text(self) -> str:
        """Everything that belongs to the structure, in reading order."""
        return self.tree.words()

    def furniture(self, page: int) -> str:
        """What is printed on a page as decoration."""
        return "".join(shown.text for shown in self.pages[page].shown if shown.artifact)
