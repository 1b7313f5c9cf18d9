"""From reports to the clinician's inbox: who waits how long, and how many values are abnormal."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from portal import words
from portal.frame.blocks import Badge
from portal.frame.links import link
from portal.practice.pages.parts import Notice, Tab
from portal.practice.pages.results import ResultRow, ResultsPage
from portal.practice.views import phrases
from portal.practice.views.determinations import corrected
from portal.texts import text
from publishing.inbox import PAGE, InboxReport, Waiting
from publishing.model import ReportState

NEW, ACTIONS, DONE = "te-beoordelen", "actielijst", "gepubliceerd"

TABS = {
    NEW: (ReportState.RECEIVED,),
    ACTIONS: (ReportState.SAVED, ReportState.INVITED),
    DONE: (ReportState.PUBLISHED, ReportState.RECALLED),
}
"""The tabs in their order, by the word in the address. A saved result stays on the action list."""

_LABELS = {NEW: "new", ACTIONS: "actions", DONE: "done"}


class Inbox(msgspec.Struct, frozen=True, kw_only=True):
    """What the inbox is made of: one page of one tab, and what waits in all."""

    tab: str
    reports: Sequence[InboxReport]
    waiting: Mapping[ReportState, Waiting]
    is_first: bool = True


def page(inbox: Inbox, at: datetime, language: str, notice: Notice | None = None) -> ResultsPage:
    """Make the page of one tab."""
    return ResultsPage(
        tabs=tuple(_tab(word, inbox, language) for word in TABS),
        lead=_lead(inbox.waiting.get(ReportState.RECEIVED), at, language),
        caption=text(language, "practice.results.caption"),
        empty=text(language, "practice.results.empty"),
        rows=tuple(row(report, at, language) for report in inbox.reports),
        is_waiting=inbox.tab != DONE,
        older=_older(inbox),
        newest="" if inbox.is_first else link("practice.results", stand=inbox.tab),
        notice=notice,
    )


def row(
    report: InboxReport, at: datetime, language: str, current: InboxReport | None = None
) -> ResultRow:
    """Make one row: no value and no name of a test, because the list writes no log line."""
    return ResultRow(
        href=link("practice.result", id=report.id),
        patient=report.name.full,
        born=phrases.born_on(report.born, language),
        kind=report.laboratory or text(language, "practice.results.laboratory"),
        arrived=phrases.ago(report.received_at, at, language),
        waits=phrases.waits(report.received_at, at, language),
        state=_state(report, at, language),
        current=current is not None and current.id == report.id,
        sees=_sees(report, at, language),
        corrected=corrected(language) if report.is_corrected else None,
    )


def queue(
    reports: Sequence[InboxReport], current: InboxReport, at: datetime, language: str
) -> tuple[ResultRow, ...]:
    """Make the list beside one result, with that one marked."""
    return tuple(row(report, at, language, current) for report in reports)


def _sees(report: InboxReport, at: datetime, language: str) -> str:
    if report.visible_from is not None and report.is_planned(at):
        moment = words.moment(report.visible_from, language)
        return text(language, "practice.results.sees.planned", moment=moment)
    return text(language, f"practice.results.sees.{report.state.value}")


def _state(report: InboxReport, at: datetime, language: str) -> Badge:
    if report.is_planned(at):
        return Badge("wait", text(language, "practice.results.state.planned"))
    if report.state is not ReportState.RECEIVED:
        said = text(language, f"practice.results.state.{report.state.value}")
        return Badge("ok" if report.state is ReportState.PUBLISHED else "wait", said)
    if not report.abnormal:
        return Badge("line", text(language, "practice.results.calm"))
    said = phrases.counted("practice.results.abnormal", report.abnormal, language)
    return Badge("high", said, "circle-alert")


def _lead(waiting: Waiting | None, at: datetime, language: str) -> str:
    if waiting is None:
        return text(language, "practice.results.none_waiting")
    oldest = phrases.oldest(waiting.oldest, at, language)
    return phrases.counted("practice.results.waiting", waiting.number, language, oldest=oldest)


def _tab(word: str, inbox: Inbox, language: str) -> Tab:
    found = [inbox.waiting[state].number for state in TABS[word] if state in inbox.waiting]
    return Tab(
        href=link("practice.results", stand=word),
        label=text(language, f"practice.results.tab.{_LABELS[word]}"),
        count="" if word == DONE else str(sum(found)),
        current=word == inbox.tab,
    )


def _older(inbox: Inbox) -> str:
    if len(inbox.reports) < PAGE:
        return ""
    return link("practice.results", stand=inbox.tab, na=inbox.reports[-1].id)
