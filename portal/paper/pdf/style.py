"""How a text looks, and how a block of it is put on the page."""

from msgspec import Struct

from portal.paper.pdf.cleaning import clean
from portal.paper.pdf.faces import Face
from portal.paper.pdf.lettering import Lettering
from portal.paper.pdf.wrapping import shorten, wrap


class Style(Struct, frozen=True):
    """Face, size and leading in points, and a colour as three components."""

    face: Face
    size: float
    colour: str
    leading: float = 0.0

    @property
    def step(self) -> float:
        """From one line to the next."""
        return self.leading or self.size * 1.3

    def width(self, text: str) -> float:
        """How wide a cleaned text is."""
        return sum(map(self.face.measure, text)) * self.size / 1000

    def lines(self, text: str, width: float, most: int = 0) -> list[str]:
        """A text of any origin as lines; with `most`, shortened to so many lines."""
        lines = wrap(clean(text), self.face.measure, width * 1000 / self.size)
        return shorten(lines, most) if most else lines

    def choose(self, lettering: Lettering) -> str:
        """The operators that choose this face, size and colour."""
        return f"{self.colour} rg /{lettering.of(self.face).name} {self.size:g} Tf"

    def show(self, lettering: Lettering, line: str) -> str:
        """The operators that print a line in this style, already chosen."""
        return lettering.show(line, self.face, self.size)


class Block(Struct, frozen=True):
    """Lines in one style, the first on the base line y, beginning at x (or ending there)."""

    lines: list[str]
    style: Style
    x: float
    y: float
    to_the_left: bool = False

    def operators(self, lettering: Lettering) -> str:
        """The operators that print the block."""
        x = self.x - self.style.width(self.lines[0]) if self.to_the_left else self.x
        chosen = f"{self.style.choose(lettering)} {self.style.step:g} TL"
        shown = " T* ".join(self.style.show(lettering, line) for line in self.lines)
        return f"BT {chosen} 1 0 0 1 {x:.2f} {self.y:.2f} Tm {shown} ET"

    @property
    def below(self) -> float:
        """The base line of what follows."""
        return self.y - self.style.step * len(self.lines)
