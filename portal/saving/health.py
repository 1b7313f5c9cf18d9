"""Medicines, hypersensitivities, vaccinations and measurements on paper, as tables."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from consent.sections import SUMMARY
from portal import words
from portal.paper.copy.model import Column, Entry, Part
from portal.shown import measuring, phrases, summary, trend, values
from portal.texts import text
from publishing.measuring.model import Measurement
from publishing.summary.model import SummaryItem

ITEMS = {"name": 3.0, "text": 4.0, "days": 3.0}
MEASURED = {"date": 1.6, "part": 3.0, "value": 2.0, "range": 2.0, "judgement": 1.6}


def summary_parts(
    items: Sequence[SummaryItem], on: date, language: str, *, several: bool
) -> Iterator[Part]:
    """Give a part for each section; `on` is the day of the look, `several` names practices."""
    for section in SUMMARY:
        found = [one for one in items if one.section is section]
        entries = tuple(
            Entry(
                text(language, f"summary.{section}.{'current' if is_current else 'past'}"),
                rows=tuple(_item(one, on, language, several=several) for one in group),
            )
            for is_current, group in groupby(found, key=lambda one: one.is_current)
        )
        title = text(language, f"summary.{section}.title")
        yield Part(title, entries, _columns(ITEMS, language), _empty(language))


def measurements_part(found: Sequence[Measurement], language: str) -> Part:
    """Give the part of measurements, a table for each thing that was measured."""
    has_remarks = any(one.value.remark for one in found)
    topics: dict[str, list[Measurement]] = {}
    for one in found:
        topics.setdefault(measuring.topic_name(one, language), []).append(one)
    entries = tuple(
        Entry(name, rows=tuple(_measured(one, language, has_remarks) for one in group))
        for name, group in topics.items()
    )
    title = text(language, "measurements.page.title")
    columns = MEASURED | ({"text": 3.0} if has_remarks else {})
    return Part(title, entries, _columns(columns, language), _empty(language))


def _item(item: SummaryItem, on: date, language: str, *, several: bool) -> tuple[str, ...]:
    marked = summary.mark(item, language)
    about = phrases.joined(*summary.about(item, on, language))
    return (
        phrases.joined(item.name, marked.text if marked else ""),
        summary.detail(item),
        phrases.joined(about, item.practice_name if several else ""),
    )


def _measured(one: Measurement, language: str, has_remarks: bool) -> tuple[str, ...]:  # noqa: FBT001 - a column or none
    judged = phrases.badge(words.word(one.value), language)
    cells = (
        words.day(trend.on_day(one.value), language),
        measuring.series_name(one, language),
        values.written(one.value, language),
        values.limits(one.value, language),
        judged.text if judged else "",
    )
    return (*cells, one.value.remark) if has_remarks else cells


def _columns(named: dict[str, float], language: str) -> tuple[Column, ...]:
    return tuple(
        Column(text(language, f"saving.column.{name}"), share) for name, share in named.items()
    )


def _empty(language: str) -> str:
    return text(language, "saving.paper.empty")
