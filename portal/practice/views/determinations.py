"""The rows of one result as a clinician reads them: value, normal range, and the flag."""

from collections.abc import Collection
from uuid import UUID

from portal import words
from portal.frame.blocks import Badge
from portal.practice.pages.results import Determination
from portal.shown import charts
from portal.texts import text
from publishing.model import Result
from publishing.policy import number


def determination(result: Result, shared: Collection[UUID], language: str) -> Determination:
    """Make one row; what is still to come says so instead of a flag."""
    return Determination(
        id=f"share-{result.id}",
        value=str(result.id),
        name=result.name,
        figure=_figure(result, language),
        unit=words.unit(result),
        limits=_limits(result, language),
        flag=_flag(result, language),
        shared=result.id in shared,
        note=result.remark or result.flag_text,
    )


def _figure(result: Result, language: str) -> str:
    if not result.value:
        return result.value_text or text(language, "practice.result.no_value")
    return f"{result.comparator}{words.decimal(result.value, language)}"


def _limits(result: Result, language: str) -> str:
    low, high = number(result.range.low), number(result.range.high)
    known = charts.normal_range(low, high, language) or result.range.text
    return known or text(language, "practice.result.no_range")


def _flag(result: Result, language: str) -> Badge | None:
    word = words.word(result)
    return Badge(word.badge, text(language, f"common.result.{word}"), word.icon) if word else None
