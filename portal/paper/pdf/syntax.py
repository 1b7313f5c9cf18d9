"""How PDF writes its simplest things: texts, references and moments."""

from collections.abc import Iterable
from datetime import datetime

_ESCAPES = {ord("("): "\\(", ord(")"): "\\)", ord("\\"): "\\\\"}


def text_string(text: str) -> str:
    """A text as a value in a dictionary: readable when it is ASCII, else UTF-16 in hexadecimal."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def reference(number: int) -> str:
    """How one object names another."""
    return f"{number} 0 R"


def references(numbers: Iterable[int]) -> str:
    """An array of references."""
    return f"[{' '.join(map(reference, numbers))}]"


def moment(at: datetime) -> str:
    """A moment with its own time zone, as PDF writes it."""
    zone = at.strftime("%z")
    return at.strftime(f"(D:%Y%m%d%H%M%S{zone[:3]}'{zone[3:5]}')")
