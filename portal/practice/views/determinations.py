"""The rows of one result as a clinician reads them: value, normal range, and the flag."""

from collections.abc import Collection
from uuid import UUID

from portal import words
from portal.frame.blocks import Badge
from portal.practice.pages.results import Determination
from portal.shown import charts
from portal.shown.values import written
from portal.texts import text
from publishing.model import Replaced, Result, ResultStatus
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
        note=_note(result, language),
        corrected=corrected(language) if result.replaced else None,
        replaced=_replaced(result, result.replaced, language) if result.replaced else "",
    )


def _note(result: Result, language: str) -> str:
    said = result.remark or result.flag_text
    if result.status is not ResultStatus.PRELIMINARY:
        return said
    return " ".join(part for part in (text(language, "pace.clinician.preliminary"), said) if part)


def corrected(language: str) -> Badge:
    """Make the mark of what the laboratory corrected after it was shared."""
    return Badge("wait", text(language, "practice.result.corrected"), "pencil")


def _replaced(result: Result, replaced: Replaced, language: str) -> str:
    return text(
        language,
        "practice.result.replaced",
        was=written(replaced, language),
        now=written(result, language) or text(language, "practice.result.no_value"),
        since=words.moment(replaced.shown_from, language),
        until=words.moment(replaced.replaced_at, language),
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
