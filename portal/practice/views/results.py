"""From reports to the clinician's inbox: who waits how long, and how many values are abnormal."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from portal import words
from portal.frame.blocks import Badge
from portal.frame.links import link
from portal.practice.pages.parts import Notice, Tab
from portal.practice.pages.results import ResultRow, ResultsPage
from portal.practice.views import phrases
from portal.practice.views.determinations import corrected
from portal.texts import text
from publishing.inbox import PAGE, Attention, Doing, InboxReport, Pile, Waiting
from publishing.model import ReportState

TABS = {
    "te-beoordelen": Pile.NEW,
    "te-laat": Pile.LATE,
    "actielijst": Pile.ACTIONS,
    "gepubliceerd": Pile.DONE,
}
"""The lists in their order, by the word in the address."""

FILTERS = {
    "actielijst": Pile.ACTIONS,
    "mijn-acties": Pile.MINE,
    "over-de-datum": Pile.OVERDUE,
    "zonder-eigenaar": Pile.UNOWNED,
}
"""The lists of actions: what was saved, who was invited, and every open task."""

NEW = "te-beoordelen"
PILES = {**TABS, **FILTERS}


class Inbox(msgspec.Struct, frozen=True, kw_only=True):
    """What the inbox is made of: one page of one list, and what lies on all of them."""

    tab: str
    reports: Sequence[InboxReport]
    waiting: Mapping[Pile, Waiting]
    is_first: bool = True


def page(inbox: Inbox, at: datetime, language: str, notice: Notice | None = None) -> ResultsPage:
    """Make the page of one list."""
    return ResultsPage(
        tabs=tuple(_tab(word, inbox, language) for word in TABS),
        filters=_filters(inbox, language),
        lead=_lead(inbox, at, language),
        caption=text(language, f"inbox.caption.{PILES[inbox.tab]}"),
        empty=text(language, "practice.results.empty"),
        rows=tuple(row(report, at, language, tab=inbox.tab) for report in inbox.reports),
        is_waiting=PILES[inbox.tab] is not Pile.DONE,
        older=_older(inbox),
        newest="" if inbox.is_first else link("practice.results", stand=inbox.tab),
        notice=notice,
    )


def address(report: UUID, tab: str = NEW, done: str = "") -> str:
    """Give the address of a result opened from a list; `done` is what was done before it."""
    return link("practice.result", id=report, stand="" if tab == NEW else tab, gedaan=done)


def marks(report: InboxReport, at: datetime, language: str) -> tuple[Badge, ...]:
    """Say in words and shapes what makes a report the next one to do."""
    urgent = Badge("high", text(language, "inbox.urgent"), "bell")
    late = Badge("wait", text(language, "inbox.late"), "hourglass")
    told = (
        (urgent, report.attention is Attention.URGENT),
        (late, report.is_late(at)),
        (corrected(language), report.is_corrected),
    )
    return tuple(badge for badge, holds in told if holds)


def row(
    report: InboxReport,
    at: datetime,
    language: str,
    current: InboxReport | None = None,
    tab: str = NEW,
) -> ResultRow:
    """Make one row: no value and no name of a test, because the list writes no log line."""
    doing = report.doing
    return ResultRow(
        href=address(report.id, tab),
        patient=report.name.full,
        born=phrases.born_on(report.born, language),
        kind=report.laboratory or text(language, "practice.results.laboratory"),
        arrived=phrases.ago(report.received_at, at, language),
        waits=phrases.waits(report.received_at, at, language),
        state=_state(report, at, language),
        current=current is not None and current.id == report.id,
        sees=_sees(report, at, language),
        marks=marks(report, at, language),
        owner=owner(report, language),
        due=words.day(doing.due_on, language) if doing.due_on else "",
        discussed=_discussed(doing, language),
    )


def owner(report: InboxReport, language: str) -> str:
    """Say who has the action of a report; empty when it asks for none."""
    if not report.asks:
        return ""
    return report.doing.owner_name or text(language, "inbox.unowned")


def _discussed(doing: Doing, language: str) -> str:
    if doing.discussed_on is None:
        return ""
    day = words.day(doing.discussed_on, language)
    return text(language, "inbox.discussed", date=day)


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


def _lead(inbox: Inbox, at: datetime, language: str) -> str:
    pile = PILES[inbox.tab]
    is_new = pile in {Pile.NEW, Pile.DONE}
    waiting = inbox.waiting.get(Pile.NEW if is_new else pile)
    if waiting is None:
        key = "practice.results.none_waiting" if is_new else "inbox.lead.none"
        return text(language, key)
    oldest = phrases.oldest(waiting.oldest, at, language)
    if is_new:
        return phrases.counted("practice.results.waiting", waiting.number, language, oldest=oldest)
    key = "late" if pile is Pile.LATE else "actions"
    return phrases.counted(f"inbox.lead.{key}", waiting.number, language, oldest=oldest)


def _tab(word: str, inbox: Inbox, language: str) -> Tab:
    is_here = inbox.tab == word or (word in FILTERS and inbox.tab in FILTERS)
    return _leads(word, inbox, text(language, f"inbox.tab.{PILES[word]}"), current=is_here)


def _filters(inbox: Inbox, language: str) -> tuple[Tab, ...]:
    if inbox.tab not in FILTERS:
        return ()
    return tuple(
        _leads(word, inbox, text(language, f"inbox.filter.{pile}"), current=word == inbox.tab)
        for word, pile in FILTERS.items()
    )


def _leads(word: str, inbox: Inbox, label: str, *, current: bool) -> Tab:
    pile = PILES[word]
    count = inbox.waiting[pile].number if pile in inbox.waiting else 0
    number = "" if pile is Pile.DONE else str(count)
    return Tab(link("practice.results", stand=word), label, number, current=current)


def _older(inbox: Inbox) -> str:
    if len(inbox.reports) < PAGE:
        return ""
    return link("practice.results", stand=inbox.tab, na=inbox.reports[-1].id)
