"""Breaking text into lines; every sign and every word break stays in the text of the lines."""

import re
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]
_BREAKABLE = re.compile(r"[^/\-_.@,;:]*[/\-_.@,;:]|[^/\-_.@,;:]+")


def wrap(text: str, measure: Measure, width: float) -> list[str]:
    """
    The lines of a cleaned text, at least one.

    A line that ends between two words keeps its space: readers that speak or search the text
    need it. A word wider than the line is broken after a sign like / or -, else anywhere.
    """
    lines: list[str] = []
    line: str | None = None
    used, space = 0.0, measure(" ")
    for word in text.split(" "):
        wide = measure(word)
        if line is not None and used + space + wide <= width:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line is not None:
            lines.append(line + " ")
        *broken, line = [word] if wide <= width else _pieces(word, measure, width)
        lines += broken
        used = measure(line) if broken else wide
    return [*lines, line or ""]


def shorten(lines: list[str], most: int) -> list[str]:
    """At most so many lines; the last one ends in an ellipsis when something was left out."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1].rstrip()[:-1] + "\u2026"]


def _pieces(word: str, measure: Measure, width: float) -> Iterator[str]:
    line, used = "", 0.0
    for part in _parts(word, measure, width):
        wide = measure(part)
        if line and used + wide > width:
            yield line
            line, used = "", 0.0
        line, used = line + part, used + wide
    yield line


def _parts(word: str, measure: Measure, width: float) -> Iterator[str]:
    for part in _BREAKABLE.findall(word):
        if measure(part) <= width:
            yield part
        else:
            yield from part
