"""A result as its patient reads it: the doctor's words first, then the values in words and bars."""

from collections.abc import Sequence

from markupsafe import Markup

from consent.model import Grant
from portal import words
from portal.frame.blocks import Badge, Said, Value
from portal.shown import charts, trend
from portal.shown.pages import CorrectionPage, InvitedPage, ResultPage
from portal.shown.phrases import (
    badge,
    contact,
    hard_words,
    joined,
    paragraphs,
    role,
    shown_since,
)
from portal.shown.trend import NO_HISTORY, History
from portal.shown.values import figure, named, written
from portal.texts import text
from portal.words import Word
from publishing.model import Act, InviteWithin, Report, Result, ResultStatus
from publishing.policy import number
from publishing.showing.expected import Expected

_ORDER = {
    Word.HIGH: 0,
    Word.LOW: 0,
    Word.ABNORMAL: 0,
    Word.SLIGHTLY_HIGH: 1,
    Word.SLIGHTLY_LOW: 1,
    Word.PENDING: 3,
}
_STATUS_NOTES = {
    ResultStatus.CORRECTED: "patient.result.corrected",
    ResultStatus.PENDING: "patient.result.pending",
    ResultStatus.PRELIMINARY: "patient.result.preliminary",
}


def result_page(
    report: Report, grants: Sequence[Grant], language: str, history: History = NO_HISTORY
) -> ResultPage:
    """Make the page of a published result, with how each value went before."""
    return ResultPage(
        title=title(report, language),
        lead=_taken(report, language),
        said=said(report, language),
        values=values(report.results, language, history),
        invitation=invitation(report.invite_within, language)
        if report.act is Act.PUBLISH_AND_INVITE
        else "",
        correction=_correction(report, language),
        practice=contact(report.practice_name, report.practice_phone),
        shown_since=shown_since(grants, language),
    )


def invited_page(report: Report, grants: Sequence[Grant], language: str) -> InvitedPage:
    """Make the page of a result that is to be discussed first; it holds nothing of the result."""
    return InvitedPage(
        lead=report.practice_name,
        said=Said(
            title=text(language, "patient.invited.said"),
            author=_author(report, language),
            initials=words.initials(report.practice_name),
            on=words.day(words.local_day(report.shown_at), language),
            main=(text(language, "patient.invited.main"),),
            advice=(invitation(report.invite_within, language),),
            language=language,
        ),
        practice=contact(report.practice_name, report.practice_phone),
        shown_since=shown_since(grants, language),
    )


def correction_page(found: Expected, grants: Sequence[Grant], language: str) -> CorrectionPage:
    """Make the page of a result that waits for a look at its correction; it holds nothing of it."""
    on = words.day(words.local_day(found.since), language)
    return CorrectionPage(
        lead=found.practice_name,
        said=text(language, "patient.correction.whole", date=on),
        practice=contact(found.practice_name, found.practice_phone),
        shown_since=shown_since(grants, language),
    )


def title(report: Report, language: str) -> str:
    """Name a result as the laboratory named it, or simply a result."""
    return report.title or text(language, "patient.result.title")


def said(report: Report, language: str) -> Said:
    """Give the conclusion as it was written, in Dutch on an English page too."""
    return Said(
        title=text(language, "patient.result.conclusion"),
        author=_author(report, language),
        initials=words.initials(report.practice_name),
        on=words.day(words.local_day(report.shown_at), language),
        main=paragraphs(report.conclusion),
        means=paragraphs(report.meaning),
        advice=paragraphs(report.what_to_do),
        words=hard_words(report.words, language),
    )


def invitation(within: InviteWithin | None, language: str) -> str:
    """Say within which term to make an appointment."""
    return text(
        language, f"patient.invited.within.{within}" if within else "patient.invited.advice"
    )


def values(
    results: Sequence[Result], language: str, history: History = NO_HISTORY
) -> tuple[Value, ...]:
    """Put values into words: abnormal first, then the laboratory's order, pending last."""
    ordered = sorted(results, key=lambda one: _ORDER.get(words.word(one) or Word.NORMAL, 2))
    return tuple(value(one, language, history) for one in ordered)


def value(result: Result, language: str, history: History = NO_HISTORY) -> Value:
    """Put one value into words, with its bar where number, range and word agree."""
    word = words.word(result)
    bar = _bar(result, language)
    replaced = _replaced(result, language)
    return Value(
        name=result.name,
        plain=result.plain.said(language) if result.plain else "",
        value=figure(result, language),
        unit=words.unit(result),
        badge=badge(word, language),
        bar=bar,
        note=_note(result, language, has_bar=bool(bar)),
        corrected=_corrected(language) if replaced else None,
        replaced=replaced,
        trend=trend.trend(result, history, language),
    )


def _author(report: Report, language: str) -> str:
    return joined(role(report.clinician_role, language), report.practice_name)


def _taken(report: Report, language: str) -> str:
    at, key = (report.taken_at, "taken") if report.taken_at else (report.shown_at, "shared")
    date = words.day(words.local_day(at), language)
    return joined(text(language, f"patient.results.{key}", date=date), report.laboratory)


def _correction(report: Report, language: str) -> str:
    if report.corrected_at is None:
        return ""
    on = words.day(words.local_day(report.corrected_at), language)
    return text(language, "patient.correction.part", date=on)


def _corrected(language: str) -> Badge:
    return Badge("line", text(language, "patient.result.corrected_mark"), "pencil")


def _replaced(result: Result, language: str) -> str:
    replaced = result.replaced
    if replaced is None or written(replaced, language) == written(result, language):
        return ""
    return text(
        language,
        "patient.result.replaced",
        value=written(replaced, language),
        moment=words.moment(replaced.replaced_at, language),
    )


def _note(result: Result, language: str, *, has_bar: bool) -> str:
    parts = [result.flag_text, result.remark]
    if result.range.text and not has_bar:
        parts.append(text(language, "patient.result.range", range=result.range.text))
    elif result.value and not has_bar and not (result.range.low or result.range.high):
        parts.append(text(language, "patient.result.unknown_range"))
    elif result.value and not has_bar:
        limits = charts.normal_range(number(result.range.low), number(result.range.high), language)
        parts.append(f"{limits[:1].upper()}{limits[1:]}." if limits else "")
    if result.status in _STATUS_NOTES:
        parts.append(text(language, _STATUS_NOTES[result.status]))
    return " ".join(part for part in parts if part)


def _bar(result: Result, language: str) -> Markup:
    measured = trend.measured(result, named(result, language))
    if measured is None or not charts.is_drawable(measured):
        return Markup()
    return charts.range_bar(measured, language)
