"""How a value went: which earlier ones stand beside it, in a drawing and as a table."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import cast
from uuid import UUID

import msgspec
from markupsafe import Markup

from portal import words
from portal.frame.blocks import Reading, Trend
from portal.shown import charts
from portal.shown.charts import Measured
from portal.shown.phrases import badge, joined
from portal.shown.trend_chart import Course, Point, trend_chart
from portal.shown.values import named
from portal.texts import text
from portal.words import Word
from publishing.model import Result, ResultStatus
from publishing.policy import number
from publishing.trends import LONGEST

# The stretch that `?periode=` asks for; without it one year.
EVERYTHING = "alles"
# A course of one value is no course; a drawing takes three and, to name each, no more than five.
ALONE, FEWEST, MOST = 1, 3, 5


class History(msgspec.Struct, frozen=True):
    """
    The courses of a report's values, oldest first, each ending in the value itself.

    `is_whole` shows all of a course instead of one year. `all_href` is the address of that page;
    empty on a page that cannot lead there.
    """

    courses: Mapping[UUID, tuple[Result, ...]] = {}
    is_whole: bool = False
    all_href: str = ""


NO_HISTORY = History()


def trend(result: Result, history: History, language: str) -> Trend | None:
    """Put the course of a value into words and a drawing; None when nothing came before it."""
    course = [one for one in history.courses.get(result.id, ()) if number(one.value) is not None]
    if len(course) < ALONE + 1 or course[-1].id != result.id:
        return None
    stretch = course if history.is_whole else _of_one_year(course)
    shown = stretch if len(stretch) > ALONE else []
    word = words.word(result)
    return Trend(
        title=joined(named(result, language), result.unit),
        said=_said(stretch, history, language),
        readings=tuple(_reading(one, language) for one in reversed(shown)),
        drawing=drawing(stretch, language),
        is_open=word is not None and word.badge in {"high", "low"},
        all_href=history.all_href if len(stretch) < len(course) else "",
    )


def measured(result: Result, label: str = "") -> Measured | None:
    """Give a value as a drawing takes it; None when it is no plain number or has no word."""
    value, word = None if result.comparator else number(result.value), words.word(result)
    if value is None or word is None:
        return None
    low, high = number(result.range.low), number(result.range.high)
    return Measured(label=label, value=value, unit=result.unit, word=word, low=low, high=high)


def _of_one_year(course: list[Result]) -> list[Result]:
    since = year_before(on_day(course[-1]))
    return [one for one in course if on_day(one) >= since]


def year_before(day: date) -> date:
    """Give the same day a year earlier, 28 February for a leap day."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def on_day(result: Result) -> date:
    """Give the day in the Netherlands of a value whose moment is known."""
    # A course holds only values whose moment is known.
    return words.local_day(cast("datetime", result.taken_at))


def _said(stretch: list[Result], history: History, language: str) -> str:
    if len(stretch) <= ALONE:
        return text(language, "patient.trend.none")
    key = "year" if not history.is_whole else "all" if len(stretch) < LONGEST else "latest"
    said = [text(language, f"patient.trend.{key}", count=len(stretch))]
    if len(stretch) > MOST:
        said.append(text(language, "patient.trend.drawn", count=MOST))
    if len({one.range for one in stretch}) > 1:
        said.append(text(language, "patient.trend.ranges"))
    return " ".join(said)


def _reading(result: Result, language: str) -> Reading:
    value = words.decimal(result.value, language)
    return Reading(words.day(on_day(result), language), value, badge(words.word(result), language))


def drawing(stretch: Sequence[Result], language: str) -> Markup:
    """Draw a course, the oldest first; empty where there is too little to draw."""
    values = tuple(Decimal(one.value) for one in stretch)
    if len(values) < FEWEST or any(abs(value) > charts.LARGEST for value in values):
        return Markup()
    low, high = _band(stretch)
    is_long, last = len(values) > MOST, stretch[-1]
    places = _spread(len(values))
    course = Course(
        label=named(last, language),
        unit=last.unit,
        points=tuple(_point(stretch[place], language) for place in places),
        low=low,
        high=high,
        line=values if is_long else (),
        places=places if is_long else (),
    )
    return trend_chart(course, language)


def _spread(length: int) -> tuple[int, ...]:
    # The first, the last, and evenly what is between them.
    most = min(length, MOST)
    return tuple(round(place * (length - 1) / (most - 1)) for place in range(most))


def _point(result: Result, language: str) -> Point:
    word = words.word(result)
    said = text(language, f"common.result.{word}") if word else ""
    return Point(on_day(result), Decimal(result.value), _kind(word), said)


def _kind(word: Word | None) -> str:
    if word is Word.ABNORMAL:
        return "abnormal"
    return word.badge if word else "none"


def _band(stretch: Sequence[Result]) -> tuple[Decimal | None, Decimal | None]:
    # One range for all, and true for all: else no band is drawn. What was computed from the range
    # itself agrees with it.
    first = measured(stretch[0])
    if first is None or len({one.range for one in stretch}) != 1:
        return None, None
    told = [stretch[0], *(one for one in stretch if _is_told(one))]
    found = [measured(one) for one in told]
    if not all(one and charts.is_drawable(one) for one in found):
        return None, None
    return first.low, first.high


def _is_told(result: Result) -> bool:
    stated = result.lab_flag or result.comparator
    return bool(stated) or result.status is ResultStatus.PENDING
