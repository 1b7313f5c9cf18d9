"""Lengths as bars below each other, drawn here: x in percent and y in pixels."""

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

ROW, TEXT, BAR, THICK = 46, 16, 24, 12


class Bar(msgspec.Struct, frozen=True):
    """One row: what it is, what it says, its length in percent, and a paler length behind it."""

    label: str
    said: str
    length: float
    behind: float = 0.0


def bars(rows: Sequence[Bar], spoken: str) -> Markup | None:
    """Draw the rows and say them in one sentence; None when there is nothing to draw."""
    if not rows:
        return None
    drawn = Markup("").join(_row(row, place * ROW) for place, row in enumerate(rows))
    return Markup('<svg class="trend" height="{}" role="img" aria-label="{}">{}</svg>').format(
        len(rows) * ROW, spoken, drawn
    )


def share(part: float, most: float) -> float:
    """Give a length in percent of the longest."""
    return round(100 * part / most, 1) if most else 0.0


def _row(row: Bar, top: int) -> Markup:
    line = Markup(
        '<text x="0" y="{}">{}</text><text class="val" x="100%" y="{}" text-anchor="end">{}</text>'
        '<rect class="band" x="0" y="{}" width="{}%" height="{}"/>'
        '<rect class="bar" x="0" y="{}" width="{}%" height="{}"/>'
    )
    text, bar = top + TEXT, top + BAR
    return line.format(
        text, row.label, text, row.said, bar, row.behind, THICK, bar, row.length, THICK
    )
