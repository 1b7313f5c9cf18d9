"""The list of results: what is to be discussed first, then what was published, per month."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from consent.model import Grant
from portal import words
from portal.frame.blocks import Badge, Group, Row
from portal.frame.links import link
from portal.patient.pace.views import expected_row
from portal.patient.pages import ResultsPage
from portal.shown.paging import after_moment
from portal.shown.phrases import paragraphs, role, shown_since
from portal.shown.results import title
from portal.texts import text
from portal.words import Word
from publishing.model import Act, Report
from publishing.reading import PAGE
from publishing.showing.expected import Expected, WaitsFor

# From the most to the least telling; the first one found gives the badge its colour.
_TOLD = (Word.HIGH, Word.LOW, Word.ABNORMAL, Word.SLIGHTLY_HIGH, Word.SLIGHTLY_LOW)
FEW = 2
"""So many determinations are named in the list; a larger panel has a title that says enough."""


def results_page(
    reports: Sequence[Report],
    grants: Sequence[Grant],
    language: str,
    coming: Sequence[Expected] = (),
) -> ResultsPage:
    """Make one page of the list; it goes on after the last report when the page is full."""
    several = len(grants) > 1
    looks = [one for one in coming if one.waits_for is WaitsFor.LOOK]
    others = [one for one in coming if one.waits_for is not WaitsFor.LOOK]
    published = [one for one in reports if one.act is not Act.INVITE]
    return ResultsPage(
        expected=(
            *(_correction(one, language, several=several) for one in looks),
            *(_invitation(o, language, several=several) for o in reports if o.act is Act.INVITE),
            *(expected_row(one, language, several=several) for one in others),
        ),
        months=tuple(
            Group(
                id=f"month-{month:%Y-%m}",
                title=words.month(month, language),
                rows=tuple(_row(one, language, several=several) for one in found),
            )
            for month, found in groupby(
                published, key=lambda one: words.local_day(one.shown_at).replace(day=1)
            )
        ),
        older=_older(reports),
        shown_since=shown_since(grants, language),
    )


def summary(report: Report, language: str) -> Badge | None:
    """Say in one badge how the values lie; None where nobody can say of each of them."""
    found = [words.word(one) for one in report.results]
    counted = Counter(one for one in found if one in _TOLD)
    if counted:
        told = [one for one in _TOLD if one in counted]
        said = [text(language, f"patient.results.count_{one}", count=counted[one]) for one in told]
        return Badge(told[0].badge, ", ".join(said), told[0].icon)
    if found and all(one is Word.NORMAL for one in found):
        return Badge(Word.NORMAL.badge, text(language, "patient.results.all_normal"))
    return None


def _correction(found: Expected, language: str, *, several: bool) -> Row:
    on = words.day(words.local_day(found.since), language)
    return Row(
        icon="flask-conical",
        title=text(language, "patient.correction.row"),
        text=text(language, "patient.correction.row_text"),
        meta=(on, found.practice_name) if several else (on,),
        badge=Badge("wait", text(language, "patient.correction.waits")),
        href=link("patient.result", id=found.id),
    )


def _invitation(report: Report, language: str, *, several: bool) -> Row:
    return Row(
        icon="calendar-check",
        title=text(language, "patient.results.invited"),
        text=text(language, "patient.results.invited_text"),
        meta=_meta(report, language, several=several),
        badge=Badge("wait", text(language, "patient.results.appointment"), "calendar"),
        href=link("patient.result", id=report.id),
    )


def _row(report: Report, language: str, *, several: bool) -> Row:
    return Row(
        icon="flask-conical",
        title=title(report, language),
        text=" ".join(paragraphs(report.conclusion)[:1]),
        meta=(*_meta(report, language, several=several), *_named(report, language)),
        badge=summary(report, language),
        href=link("patient.result", id=report.id),
        written=True,
    )


def _named(report: Report, language: str) -> tuple[str, ...]:
    if len(report.results) > FEW:
        return ()
    names = [one.plain.brief(language) for one in report.results if one.plain]
    told = [name for name in dict.fromkeys(names) if name.casefold() != report.title.casefold()]
    return (words.listed(told, language),) if told else ()


def _meta(report: Report, language: str, *, several: bool) -> tuple[str, ...]:
    on = words.day(words.local_day(report.shown_at), language)
    parts = (on, role(report.clinician_role, language))
    return (*parts, report.practice_name) if several else parts


def _older(reports: Sequence[Report]) -> str:
    if len(reports) < PAGE:
        return ""
    return link("patient.results", voor=after_moment(reports[-1].shown_at, reports[-1].id))
