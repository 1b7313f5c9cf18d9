"""Who looked: lines per day, the newest first, each with its number."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

import msgspec

from consent.accesslog import Coverage, Line, LogCounts, Page
from consent.dates import today
from consent.model import Patient
from consent.oversight.checking import Checked
from consent.oversight.telling import ToldLook
from portal import words
from portal.details.model import TERM, Report
from portal.frame.blocks import Badge
from portal.frame.links import link
from portal.patient.asked import WORDS, Asked
from portal.patient.pages import (
    Asking,
    LogDay,
    LogFilter,
    LogLine,
    LogPage,
    Option,
    Proof,
    QuestionPage,
    ToldAbout,
)
from portal.shown import covers, log
from portal.shown.merging import merged, numbers
from portal.shown.paging import after_moment
from portal.shown.phrases import paragraphs
from portal.texts import text

MOST_ORGANISATIONS = 40


class Told(msgspec.Struct, frozen=True):
    """
    What the page is made of: the lines, and what else is said about them.

    `about` is what was asked about a line, by line, `told` what practices told of a look. `is_own`
    is off for who acts for another: their list holds their own looks alone.
    """

    page: Page
    counts: LogCounts
    about: dict[UUID, Report]
    asked: Asked
    coverage: Coverage = Coverage()
    checked: Sequence[Checked] = ()
    told: Sequence[ToldLook] = ()
    is_own: bool = True


def log_page(
    told: Told, at: datetime, language: str, *, done: bool = False, proof: Proof | None = None
) -> LogPage:
    """Make one page of the log; `done` says that a question was just sent."""
    counts, chosen, older = told.counts, told.asked, told.page.older
    return LogPage(
        since=words.day(words.local_day(counts.since), language) if counts.since else "",
        covers=covers.covers(told.coverage, language)
        if told.is_own
        else (text(language, "log.covers.looks"),),
        checks=covers.checks(told.checked, language) if told.is_own else (),
        told=tuple(_told(one, language) for one in told.told),
        figures=log.figures(counts, language)[0 if told.is_own else 1 :],
        filter=_filter(chosen, counts, language),
        is_own=told.is_own,
        days=tuple(
            _day(on, list(found), told.about, (today(at), language))
            for on, found in groupby(told.page.lines, key=lambda line: words.local_day(line.at))
        ),
        pdf_href=link("patient.log_pdf", van=chosen.since, tot=chosen.until),
        older=link("patient.log", **chosen.written, voor=after_moment(*older)) if older else "",
        done=done,
        proof=proof or Proof(),
    )


def question_page(
    line: Line, practice: Patient, typed: tuple[str, str], now: tuple[datetime, str]
) -> QuestionPage:
    """
    Make the page that asks about one line.

    `typed` are the words so far and the code of what has to be mended; `now` moment and language.
    """
    (written, wrong), (at, language) = typed, now
    return QuestionPage(
        line=_group([line], {}, language),
        day=words.day(words.local_day(line.at), language),
        practice=practice.practice_name,
        term=words.day(today(at + TERM), language),
        send_href=link("patient.log_question", id=line.id),
        typed=written,
        wrong=text(language, f"log.ask.{wrong}") if wrong else "",
    )


def _told(found: ToldLook, language: str) -> ToldAbout:
    look = {
        "moment": words.moment(found.look.at, language),
        "who": log.who(found.look, language),
        "organisation": log.where(found.look, language),
    }
    by = {"practice": found.practice, "date": words.day(found.on, language)}
    return ToldAbout(
        look=text(language, "log.told.look", **look),
        by=text(language, "log.told.by", **by),
        words=paragraphs(found.words),
    )


def _filter(asked: Asked, counts: LogCounts, language: str) -> LogFilter:
    kinds = [("", text(language, "log.filter.all"))]
    kinds += [(value, text(language, f"log.filter.{who}")) for value, who in WORDS.items()]
    named = counts.organisations[:MOST_ORGANISATIONS]
    kinds += [(name, name) for name in named if name not in WORDS]
    return LogFilter(
        since=asked.since,
        until=asked.until,
        whose=tuple(Option(value, label, value == asked.who) for value, label in kinds),
        wrong=text(language, f"log.filter.wrong_{asked.wrong}") if asked.wrong else "",
        is_filtered=not asked.is_everything,
    )


def _day(
    on: date, lines: Sequence[Line], about: dict[UUID, Report], now: tuple[date, str]
) -> LogDay:
    day, language = now
    others, own = (
        tuple(
            _group(group, about, language)
            for group in merged((one for one in lines if one.own is mine), about)
        )
        for mine in (False, True)
    )
    return LogDay(title=words.weekday(on, day, language), others=others, own=own)


def _group(group: Sequence[Line], about: dict[UUID, Report], language: str) -> LogLine:
    line, report = group[0], about.get(group[0].id)
    return LogLine(
        numbers=numbers(group, language),
        time=words.clock(line.at, language),
        who=log.who(line, language),
        organisation=log.where(line, language),
        what=f"{log.what(line, language)}.",
        times=log.times(len(group), language) if len(group) > 1 else "",
        why=log.why(line, language),
        shape=_shape(line),
        marks=log.marks(line, language),
        ask_href="" if report else link("patient.log_question", id=line.id),
        asked=_asking(report, language) if report else None,
    )


def _shape(line: Line) -> str:
    if line.emergency:
        return "urgent"
    if line.own:
        return "own"
    return "outside" if line.outside else ""


def _asking(report: Report, language: str) -> Asking:
    if report.answered_at:
        badge = Badge("ok", text(language, "log.ask.answered"))
    else:
        due = words.day(report.due_on, language)
        badge = Badge("wait", text(language, "log.ask.waiting", date=due))
    return Asking(badge=badge, words=paragraphs(report.words), answer=paragraphs(report.answer))
