"""Which faces and signs one document uses, and the operators that print a text with them."""

from itertools import groupby

from portal.paper.pdf.direction import as_seen, runs_right_to_left
from portal.paper.pdf.faces import Face
from portal.paper.pdf.syntax import text_string

_ESCAPES = {ord("("): "\\(", ord(")"): "\\)", ord("\\"): "\\\\", ord("\r"): "\\r"}
_FIRST_PRIVATE = 0xE000
_LAST_OF_PLANE = 0xFFFF


class Letters:
    """
    One face in one document.

    The code of a sign in the page is its own UTF-16 code, so that plain text needs no table;
    signs above U+FFFF get a code of the private range, which cleaned text never contains.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        # A face that is chosen must be in the file, even if other faces drew all its signs.
        self.used: set[str] = {" "}
        self.high: dict[str, str] = {}

    def show(self, text: str) -> str:
        """The operator that prints a text of which this face has every sign."""
        self.used.update(text)
        if not text.isascii():
            text = "".join(self._code(sign) for sign in text)
        return f"({text.encode('utf-16-be').decode('latin-1').translate(_ESCAPES)})Tj"

    def _code(self, sign: str) -> str:
        if ord(sign) <= _LAST_OF_PLANE:
            return sign
        return self.high.setdefault(sign, chr(_FIRST_PRIVATE + len(self.high)))

    def codes(self) -> list[tuple[int, str]]:
        """Every code in use with its sign, in the order of the codes."""
        return sorted((ord(self._code(sign)), sign) for sign in self.used)


class Lettering:
    """The faces of one document, by the short names that its pages use."""

    def __init__(self) -> None:
        self.letters: dict[Face, Letters] = {}

    def of(self, face: Face) -> Letters:
        """The face in this document; named F1, F2 … in order of first use."""
        found = self.letters.get(face)
        if found is None:
            found = self.letters[face] = Letters(face, f"F{len(self.letters) + 1}")
        return found

    def show(self, text: str, face: Face, size: float) -> str:
        """Operators that print a cleaned text and leave this face and size selected."""
        own = self.of(face)
        if text.isascii() or all(ord(sign) in face.glyphs for sign in text):
            return own.show(text)
        if runs_right_to_left(text):
            printed = "".join(face.drawn(sign)[1] for sign in as_seen(text))
            return self._as_typed(text, self._runs(own, printed, size))
        return self._runs(own, text, size)

    def _runs(self, own: Letters, text: str, size: float) -> str:
        return " ".join(
            self._run(own, letters, list(run), size)
            for letters, run in groupby(text, lambda sign: self.of(own.face.drawn(sign)[0]))
        )

    def _run(self, own: Letters, letters: Letters, signs: list[str], size: float) -> str:
        text = "".join(signs)
        printed = "".join(own.face.drawn(sign)[1] for sign in signs)
        shown = letters.show(printed)
        if letters is not own:
            shown = f"/{letters.name} {size:g} Tf {shown} /{own.name} {size:g} Tf"
        return shown if printed == text else self._as_typed(text, shown)

    def _as_typed(self, text: str, shown: str) -> str:
        # Whoever copies, searches or listens gets the sign itself, not the square on the page.
        return f"/Span<</ActualText{text_string(text)}>>BDC {shown} EMC"
