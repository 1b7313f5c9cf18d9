"""Measurements as a list of the newest, and one of them as drawings and tables."""

from collections.abc import Sequence

from msgspec.structs import replace

from consent.model import Grant
from portal import words
from portal.frame.blocks import Reading
from portal.frame.links import link
from portal.patient.measurements.pages import Course, MeasurementPage, MeasurementsPage
from portal.shown import measuring
from portal.shown.paging import after_moment, after_topic
from portal.shown.phrases import badge, joined, shown_since
from portal.shown.trend import EVERYTHING, MOST, drawing, on_day, year_before
from portal.shown.values import figure
from portal.texts import text
from publishing.measuring.model import Measurement
from publishing.measuring.reading import PAGE, TOPICS_PAGE, place, topic_place
from publishing.model import Result
from publishing.policy import number


def measurements_page(
    found: Sequence[Measurement], grants: Sequence[Grant], language: str
) -> MeasurementsPage:
    """Make one page of the list; it goes on after the last topic when the page is full."""
    several = len(grants) > 1
    groups = measuring.topics(found)
    return MeasurementsPage(
        rows=tuple(measuring.row(one, language, several=several) for one in groups),
        older=link("patient.measurements", voor=_after(groups[-1][-1]))
        if len(groups) >= TOPICS_PAGE
        else "",
        shown_since=shown_since(grants, language),
    )


def measurement_page(
    course: Sequence[Measurement],
    grants: Sequence[Grant],
    language: str,
    *,
    is_whole: bool,
    is_further: bool = False,
) -> MeasurementPage:
    """
    Make the page of one topic; `course` is a page of its values, the newest first.

    `is_further` when it does not begin with the newest value.
    """
    newest = course[0]
    stretch = course if is_whole else _of_one_year(course)
    latest = [one for one in course if one.value.taken_at == newest.value.taken_at]
    at = words.day(on_day(newest.value), language)
    value = measuring.together(latest, language)
    lead = "measurements.page.further" if is_further else "measurements.page.latest"
    full = len(course) == PAGE
    return MeasurementPage(
        title=measuring.topic_name(newest, language),
        lead=text(language, lead, value=value, date=at),
        said=_said(stretch, language, is_whole=is_whole, is_part=full or is_further),
        courses=tuple(_courses(stretch, language)),
        all_href=link("patient.measurement", id=newest.id, periode=EVERYTHING)
        if len(stretch) < len(course) or (full and not is_whole)
        else "",
        older=_older(course) if full and is_whole else "",
        written=not measuring.is_ours(newest.topic),
        shown_since=shown_since(grants, language),
    )


def _of_one_year(course: Sequence[Measurement]) -> list[Measurement]:
    since = year_before(on_day(course[0].value))
    return [one for one in course if on_day(one.value) >= since]


def _courses(stretch: Sequence[Measurement], language: str) -> list[Course]:
    series: dict[tuple[str, str], list[Measurement]] = {}
    for one in measuring.in_order(stretch):
        series.setdefault((one.series, one.value.unit), []).append(one)
    return [_course(found, language) for found in series.values()]


def _course(found: Sequence[Measurement], language: str) -> Course:
    name = measuring.series_name(found[0], language)
    values = [one.value for one in reversed(found)]
    drawn = [replace(one, name=name) for one in values if _is_number(one)]
    readings = tuple(_reading(one.value, language) for one in found)
    return Course(
        title=joined(name, found[0].value.unit),
        said=text(language, "measurements.trend.drawn", count=MOST) if len(drawn) > MOST else "",
        readings=readings,
        drawing=drawing(drawn[-MOST:], language),
        is_judged=any(one.badge for one in readings),
    )


def _is_number(value: Result) -> bool:
    return number(value.value) is not None and not value.comparator


def _reading(value: Result, language: str) -> Reading:
    judged = badge(words.word(value), language)
    return Reading(words.day(on_day(value), language), figure(value, language), judged)


def _said(stretch: Sequence[Measurement], language: str, *, is_whole: bool, is_part: bool) -> str:
    if not is_whole:
        return text(language, "measurements.trend.year")
    key = "part" if is_part else "all"
    # The two numbers of a blood pressure are one measurement.
    moments = {one.value.taken_at for one in stretch}
    return text(language, f"measurements.trend.{key}", count=len(moments))


def _after(one: Measurement) -> str:
    return after_topic(*topic_place(one))


def _older(course: Sequence[Measurement]) -> str:
    return link(
        "patient.measurement",
        id=course[0].id,
        periode=EVERYTHING,
        voor=after_moment(*place(course[-1])),
    )
