"""A result on its number line, drawn here: x in percent and y in pixels, so text never scales."""

from decimal import Decimal

import msgspec
from markupsafe import Markup, escape

from portal import words
from portal.texts import text
from portal.words import Word

TOP, HEIGHT = 34, 16
MIDDLE, BELOW = TOP + HEIGHT // 2, TOP + HEIGHT + 20
# Room around the normal range, as a part of it, and the least room around the mark.
AROUND, ROOM = 0.55, 0.1
# Values with a direction are drawn; larger ones would say nothing on a line.
HIGH, LOW = {Word.HIGH, Word.SLIGHTLY_HIGH}, {Word.LOW, Word.SLIGHTLY_LOW}
DRAWN = frozenset({*HIGH, *LOW, Word.NORMAL})
LARGEST = Decimal(10) ** 9
SHAPES = {
    "ok": '<circle r="8"/>',
    "high": '<path d="M0 -10 L9 7 H-9 Z"/>',
    "low": '<path d="M0 10 L9 -7 H-9 Z"/>',
}


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A numeric value with at least one limit, and the words that go with it."""

    label: str
    value: Decimal
    unit: str
    word: Word
    low: Decimal | None = None
    high: Decimal | None = None


class Axis(msgspec.Struct, frozen=True):
    """The stretch of the number line that is drawn."""

    start: float
    end: float

    def at(self, value: Decimal | None, otherwise: float = 0) -> float:
        """Give the place of a value in percent of the width."""
        if value is None:
            return otherwise
        return max(0.0, min(100.0, (float(value) - self.start) / (self.end - self.start) * 100))


def range_bar(measured: Measured, language: str) -> Markup:
    """Draw the bar; what a screen reader says is one sentence with value, word and range."""
    axis = _axis(measured)
    parts = [*_zones(measured, axis), *_limits(measured, axis, language)]
    parts += _pin(measured, axis, language)
    return Markup('<svg class="rangebar" height="76" role="img" aria-label="{}">{}</svg>').format(
        spoken(measured, language), Markup("").join(parts)
    )


def is_drawable(measured: Measured) -> bool:
    """
    Tell whether number, range and word agree, so that a drawing is true.

    A flag that says otherwise than the range means that the range is not this patient's.
    """
    value, low, high, word = measured.value, measured.low, measured.high, measured.word
    limits = [limit for limit in (low, high) if limit is not None]
    if not limits or word not in DRAWN or max(map(abs, (value, *limits))) > LARGEST:
        return False
    if low is not None and high is not None and low >= high:
        return False
    below, above = low is not None and value < low, high is not None and value > high
    return word in (LOW if below else HIGH if above else {Word.NORMAL})


def spoken(measured: Measured, language: str) -> str:
    """Say a value in one sentence: LDL: 3,4 mmol/L, te hoog; normaal is lager dan 3,0."""
    return text(
        language,
        "common.bar.said",
        label=measured.label,
        value=words.decimal(measured.value, language),
        unit=measured.unit,
        word=text(language, f"common.result.{measured.word}"),
        range=normal_range(measured.low, measured.high, language),
    )


def normal_range(low: Decimal | None, high: Decimal | None, language: str) -> str:
    """Say what is normal: tussen, lager dan, hoger dan; empty without limits."""
    if low is None and high is None:
        return ""
    key = "below" if low is None else "above" if high is None else "between"
    limits = {
        name: words.decimal(limit, language)
        for name, limit in (("low", low), ("high", high))
        if limit is not None
    }
    return text(language, f"common.bar.{key}", **limits)


def _axis(measured: Measured) -> Axis:
    value, low, high = (
        None if number is None else float(number)
        for number in (measured.value, measured.low, measured.high)
    )
    start, end = _stretch(value or 0.0, low, high)
    room = ROOM * (end - start) or 1.0
    start, end = min(start, (value or 0.0) - room), max(end, (value or 0.0) + room)
    return Axis(max(start, 0.0) if (value or 0.0) >= 0 and (low or 0.0) >= 0 else start, end)


def _stretch(value: float, low: float | None, high: float | None) -> tuple[float, float]:
    if low is not None and high is not None:
        return low - AROUND * (high - low), high + AROUND * (high - low)
    if high is not None:
        return 0.0, max(high * 1.75, value * 1.2)
    return 0.0, max((low or 0.0) * 1.9, value * 1.2)


def _zones(measured: Measured, axis: Axis) -> list[Markup]:
    left, right = axis.at(measured.low), axis.at(measured.high, 100)
    zones = [_zone("ok", left, right)]
    if measured.low is not None:
        zones.insert(0, _zone("low", 0, left))
    if measured.high is not None:
        zones.append(_zone("high", right, 100))
    return zones


def _zone(kind: str, left: float, right: float) -> Markup:
    return Markup(
        '<rect class="z-{}" x="{:.2f}%" y="{}" width="{:.2f}%" height="{}" rx="4"/>'
    ).format(kind, left, TOP, max(0.0, right - left), HEIGHT)


def _limits(measured: Measured, axis: Axis, language: str) -> list[Markup]:
    left, right = axis.at(measured.low), axis.at(measured.high, 100)
    drawn: list[Markup] = []
    for limit, place in ((measured.low, left), (measured.high, right)):
        if limit is not None:
            drawn += [_tick(place), _text(place, BELOW, words.decimal(limit, language), "lim")]
    # A word stands only where it does not run into the number of a limit.
    zones = (
        (right - left > 30, (left + right) / 2, "normal", "zone zone--ok", "middle"),  # noqa: PLR2004
        (left > 18, 0.0, "low", "zone", "start"),  # noqa: PLR2004
        (right < 82, 100.0, "high", "zone", "end"),  # noqa: PLR2004
    )
    for fits, place, key, style, anchor in zones:
        if fits:
            drawn.append(_text(place, BELOW, text(language, f"common.bar.{key}"), style, anchor))
    return drawn


def _pin(measured: Measured, axis: Axis, language: str) -> list[Markup]:
    place, kind = axis.at(measured.value), measured.word.badge
    anchor = "start" if place < 20 else "end" if place > 80 else "middle"  # noqa: PLR2004
    yours = text(language, "common.bar.yours")
    stem = Markup('<line class="stem stem--{}" x1="{:.2f}%" x2="{:.2f}%" y1="21" y2="{}"/>')
    mark = Markup('<svg x="{:.2f}%" y="{}" width="1" height="1"><g class="mk mk--{}">{}</g></svg>')
    return [
        stem.format(kind, place, place, MIDDLE),
        _text(place, 14, yours, f"val val--{kind}", anchor),
        mark.format(place, MIDDLE, kind, Markup(SHAPES[kind])),  # noqa: S704 - our own shapes
    ]


def _tick(place: float) -> Markup:
    return Markup('<line class="tick" x1="{:.2f}%" x2="{:.2f}%" y1="{}" y2="{}"/>').format(
        place, place, TOP - 3, TOP + HEIGHT + 3
    )


def _text(place: float, y: int, words_: str, style: str, anchor: str = "middle") -> Markup:
    return Markup('<text class="{}" x="{:.2f}%" y="{}" text-anchor="{}">{}</text>').format(
        style, place, y, anchor, escape(words_)
    )
