"""The log as a PDF: the same words as the page, put on paper."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

import msgspec

from consent.accesslog import Coverage, Line
from consent.model import Patient
from consent.oversight.checking import Checked
from portal import words
from portal.paper.accesslog import LogCounts as PaperCounts
from portal.paper.accesslog import LogPaper, LogRow, LooksPaper, PaperPractice, access_log_pdf
from portal.patient.asked import Asked
from portal.patient.gathering import Gathered
from portal.shown import covers, log
from portal.texts import text


class LogOnPaper(msgspec.Struct, frozen=True, kw_only=True):
    """
    What one document says; `since` is the moment of the oldest line of the whole list.

    `is_own` is off for who acts for another: their list holds their own looks alone.
    """

    patients: Sequence[Patient]
    coverage: Coverage
    gathered: Gathered
    asked: Asked
    since: datetime | None
    bsn_ending: str
    at: datetime
    checked: Sequence[Checked] = ()
    is_own: bool = True
    demo: bool = False


def pages_of(given: LogOnPaper, language: str) -> Iterator[bytes]:
    """Make the document, about a page at a time; every line stands in it exactly once."""
    rows = partial(_row, language=language)
    return access_log_pdf(
        _paper(given, language),
        map(rows, given.gathered.others),
        map(rows, given.gathered.own),
        partial(text, language),
    )


def _paper(given: LogOnPaper, language: str) -> LogPaper:
    first, gathered = given.patients[0], given.gathered
    kind = LogPaper if given.is_own else LooksPaper
    return kind(
        name=first.name.full,
        born=words.since(first.born, language),
        bsn_ending=given.bsn_ending,
        practices=tuple(
            PaperPractice(name=one.practice_name, phone=one.practice_phone)
            for one in given.patients
        ),
        period=_period(given, language),
        made=words.moment(given.at, language),
        made_at=given.at,
        counts=PaperCounts(
            others=gathered.others.number,
            own=gathered.own.number,
            organisations=len(gathered.organisations),
            emergencies=gathered.emergencies,
        ),
        covers=(
            *covers.covers(given.coverage, language),
            *covers.checks(given.checked, language),
        )
        if given.is_own
        else (text(language, "log.covers.looks"),),
        since=words.day(words.local_day(given.since), language) if given.since else "",
        names_shown=gathered.shows_names,
        is_part=given.asked.choice.since is not None or given.asked.choice.until is not None,
        demo=given.demo,
    )


def _period(given: LogOnPaper, language: str) -> str:
    chosen = given.asked.choice
    until = words.day(chosen.until or words.local_day(given.at), language)
    if chosen.since is None:
        return text(language, "log.pdf.period", date=until)
    since = words.day(chosen.since, language)
    return text(language, "log.pdf.period_since", since=since, date=until)


def _row(line: Line, language: str) -> LogRow:
    on = words.local_day(line.at)
    return LogRow(
        number=line.number,
        day=words.day(on, language),
        clock=words.time(line.at, language),
        month=words.month(on, language),
        function=log.who(line, language),
        organisation=log.where(line, language),
        on_behalf=log.on_behalf(line, language),
        act=log.what(line, language),
        section=log.part(line, language),
        reason=log.why(line, language),
        emergency=line.emergency,
        outside=line.outside,
    )
