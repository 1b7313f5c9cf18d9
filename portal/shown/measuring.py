"""Measurements in words, the same on a page, on paper and in a sheet."""

from collections.abc import Sequence
from itertools import groupby

from portal import words
from portal.frame.blocks import Row
from portal.frame.links import link
from portal.shown.trend import on_day
from portal.shown.values import figure, named
from portal.texts import text
from publishing.measuring.model import Measurement
from publishing.measuring.topics import KNOWN, TOPICS

_OURS = frozenset({*KNOWN, *TOPICS.values()})


def is_ours(name: str) -> bool:
    """Tell whether a topic or series has a name of our own."""
    return name in _OURS


def series_name(one: Measurement, language: str) -> str:
    """Name one number: in our words where we have them, else as results are named."""
    ours = is_ours(one.series)
    return text(language, f"measurements.name.{one.series}") if ours else named(one.value, language)


def topic_name(one: Measurement, language: str) -> str:
    """Name what stands on one page together."""
    ours = is_ours(one.topic)
    return text(language, f"measurements.name.{one.topic}") if ours else named(one.value, language)


def topics(found: Sequence[Measurement]) -> list[list[Measurement]]:
    """Put what was measured together together, in the order in which it came."""
    return [list(one) for _, one in groupby(found, key=lambda one: (one.patient, one.topic))]


def in_order(found: Sequence[Measurement]) -> list[Measurement]:
    """Put the upper number of a blood pressure first, whichever of the two was sent first."""
    return sorted(found, key=lambda one: one.series == "diastolic")


def row(
    found: Sequence[Measurement], language: str, *, several: bool = False, linked: bool = True
) -> Row:
    """Make the line of one topic; `several` names the practice, `linked` leads to its course."""
    first = found[0]
    on = words.day(on_day(first.value), language)
    return Row(
        icon="activity",
        title=topic_name(first, language),
        text=together(found, language),
        meta=(on, first.practice_name) if several else (on,),
        href=link("patient.measurement", id=first.id) if linked else "",
        written=not is_ours(first.topic),
    )


def together(unordered: Sequence[Measurement], language: str) -> str:
    """Write what was measured together: 148/86 mmHg, or what each of them says."""
    found = in_order(unordered)
    figures = [figure(one.value, language) for one in found]
    units = {words.unit(one.value) for one in found}
    if len(units) == 1:
        return f"{'/'.join(figures)} {units.pop()}".strip()
    return ", ".join(
        f"{said} {words.unit(one.value)}".strip() for said, one in zip(figures, found, strict=True)
    )
