"""A course of values as a line, drawn here: x in percent and y in pixels, so text never scales."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import count, pairwise

import msgspec
from markupsafe import Markup

from portal import words
from portal.shown.charts import SHAPES, normal_range
from portal.shown.phrases import joined
from portal.texts import text

HEIGHT, TOP, BOTTOM = 260, 24, 220
# Where the first and the last point stand, in percent of the width.
FIRST, LAST = 8.0, 92.0
# Room above and below the values, as a part of what they span.
ABOVE, BELOW = 0.3, 0.4
DIAMOND = '<path d="M0 -9 L9 0 L0 9 L-9 0 Z"/>'
_SHAPES = {**SHAPES, "abnormal": DIAMOND, "none": DIAMOND}


class Point(msgspec.Struct, frozen=True):
    """One value: kind is ok, high, low, abnormal (no direction) or none (nobody can say)."""

    on: date
    value: Decimal
    kind: str
    word: str


class Course(msgspec.Struct, frozen=True):
    """
    At least two points, the oldest first; limits only where they hold for all of them.

    Of a long course `line` holds every value and `places` where in it the points stand that get
    their number and day; empty where the points are all there is.
    """

    label: str
    unit: str
    points: tuple[Point, ...]
    low: Decimal | None = None
    high: Decimal | None = None
    line: tuple[Decimal, ...] = ()
    places: tuple[int, ...] = ()


class Scale(msgspec.Struct, frozen=True):
    """The stretch of numbers from the bottom of the drawing to its top."""

    bottom: float
    top: float

    def at(self, value: Decimal) -> float:
        """Give the place of a number in pixels from above."""
        part = (float(value) - self.bottom) / (self.top - self.bottom)
        return round(BOTTOM - part * (BOTTOM - TOP), 1)


def trend_chart(course: Course, language: str) -> Markup:
    """Draw the line with the number and the day of every point, and say it in one sentence."""
    scale = _scale(course)
    step = (LAST - FIRST) / (len(course.line or course.points) - 1)
    places = [
        (point, FIRST + place * step, scale.at(point.value))
        for place, point in zip(course.places or count(), course.points, strict=False)
    ]
    parts = [*_band(course, scale, language), _axis()]
    if course.line:
        parts.append(_long_line(course.line, scale, step))
    else:
        parts += [_stroke(x, y, to_x, to_y) for (_, x, y), (_, to_x, to_y) in pairwise(places)]
    parts += [part for point, x, y in places for part in _mark(point, x, y, language)]
    return Markup('<svg class="trend" height="{}" role="img" aria-label="{}">{}</svg>').format(
        HEIGHT, spoken(course, language), Markup("").join(parts)
    )


def spoken(course: Course, language: str) -> str:
    """Say all points in one sentence, with what is normal where that holds for all of them."""
    points = (
        text(
            language,
            "patient.trend.point",
            date=words.day(point.on, language),
            value=words.decimal(point.value, language),
            word=point.word,
        ).strip()
        for point in course.points
    )
    limits = normal_range(course.low, course.high, language)
    return text(
        language,
        "patient.trend.spoken_range" if limits else "patient.trend.spoken",
        name=joined(course.label, course.unit),
        points="; ".join(points),
        range=f"{limits[:1].upper()}{limits[1:]}",
    )


def _scale(course: Course) -> Scale:
    numbers = list(course.line) or [point.value for point in course.points]
    numbers += [limit for limit in (course.low, course.high) if limit is not None]
    least, most = float(min(numbers)), float(max(numbers))
    span = (most - least) or abs(most) or 1.0
    return Scale(least - BELOW * span, most + ABOVE * span)


def _band(course: Course, scale: Scale, language: str) -> list[Markup]:
    limits = [limit for limit in (course.low, course.high) if limit is not None]
    if not limits:
        return []
    top = TOP if course.high is None else scale.at(course.high)
    bottom = BOTTOM if course.low is None else scale.at(course.low)
    line = Markup('<line class="band-line" x1="0" x2="100%" y1="{}" y2="{}"/>')
    return [
        Markup('<rect class="band" x="0" width="100%" y="{}" height="{:.1f}" rx="6"/>').format(
            top, bottom - top
        ),
        *(line.format(scale.at(limit), scale.at(limit)) for limit in limits),
        # Above all points, where no line crosses it.
        Markup('<text class="band-label" x="0" y="14">{}</text>').format(
            normal_range(course.low, course.high, language)
        ),
    ]


def _axis() -> Markup:
    return Markup('<line class="axis" x1="0" x2="100%" y1="{}" y2="{}"/>').format(BOTTOM, BOTTOM)


def _stroke(x: float, y: float, to_x: float, to_y: float) -> Markup:
    return Markup('<line class="line" x1="{:.2f}%" y1="{}" x2="{:.2f}%" y2="{}"/>').format(
        x, y, to_x, to_y
    )


def _long_line(values: Sequence[Decimal], scale: Scale, step: float) -> Markup:
    # One element however long: it alone is stretched over the width, its stroke is not.
    points = " ".join(
        f"{FIRST + place * step:.2f},{scale.at(value)}" for place, value in enumerate(values)
    )
    return Markup(
        '<svg width="100%" height="{}" viewBox="0 0 100 {}" preserveAspectRatio="none">'
        '<polyline class="line" fill="none" vector-effect="non-scaling-stroke" points="{}"/></svg>'
    ).format(HEIGHT, HEIGHT, points)


def _mark(point: Point, x: float, y: float, language: str) -> list[Markup]:
    shape = Markup(_SHAPES[point.kind])  # noqa: S704 - our own shapes
    value = words.decimal(point.value, language)
    return [
        Markup(
            '<svg x="{:.2f}%" y="{}" width="1" height="1"><g class="mk mk--{}">{}</g></svg>'
        ).format(x, y, point.kind, shape),
        _text(x, y - 17, value, f"val val--{point.kind}"),
        _text(x, BOTTOM + 18, words.brief_day(point.on, language), "day-label"),
        _text(x, BOTTOM + 35, str(point.on.year), "day-label"),
    ]


def _text(x: float, y: float, said: str, style: str) -> Markup:
    return Markup('<text class="{}" x="{:.2f}%" y="{:.1f}" text-anchor="middle">{}</text>').format(
        style, x, y, said
    )
