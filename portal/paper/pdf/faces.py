"""The vendored typefaces: what they can draw, how wide it is, and the part a document needs."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from threading import Lock

from reportlab.pdfbase.ttfonts import TTFontFile

FOLDER = Path(__file__).parent.parent / "fonts"
MISSING = "\u25a1"
_CACHE_LIMIT = 50_000
# reportlab reads a font file with one shared position: two documents may not subset it at once.
_READING = Lock()


class Face:
    """One TrueType face and what stands in where it has no glyph; lengths per 1000 of type size."""

    def __init__(self, path: Path, *stand_ins: str) -> None:
        self.file = TTFontFile(str(path))
        self.name = str(self.file.name, "ascii")
        self.glyphs: dict[int, int] = self.file.charToGlyph
        self._stand_ins = stand_ins
        self._advances: dict[int, float] = self.file.charWidths
        self._measured: dict[str, float] = {}

    def drawn(self, sign: str) -> "tuple[Face, str]":
        """The face and the sign that are really printed: an empty square where no face has it."""
        for shown in (sign, MISSING):
            for face in self._chain():
                if ord(shown) in face.glyphs:
                    return face, shown
        return self, "?"

    def _chain(self) -> "Iterator[Face]":
        yield self
        # Large ones among them are only read when a sign needs them.
        yield from map(vendored, self._stand_ins)

    def advance(self, sign: str) -> float:
        """How far a sign that this face has moves the pen."""
        return self._advances[ord(sign)]

    def measure(self, word: str) -> float:
        """How wide a word prints; remembered, because the words of a list come back."""
        width = self._measured.get(word)
        if width is None:
            if len(self._measured) > _CACHE_LIMIT:
                self._measured.clear()
            drawn = map(self.drawn, word)
            width = self._measured[word] = sum(face.advance(sign) for face, sign in drawn)
        return width

    def subset(self, codes: Sequence[int]) -> bytes:
        """A font file with only these characters, glyphs numbered from 1 in this order."""
        with _READING:
            return bytes(self.file.makeSubset(list(codes)))


@cache
def vendored(name: str, *stand_ins: str) -> Face:
    """The face in the file of this name; read once in the life of the process."""
    return Face(FOLDER / f"{name}.ttf", *stand_ins)
