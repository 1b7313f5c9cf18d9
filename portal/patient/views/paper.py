"""The log as a PDF: the same words as the page, put on paper."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

import msgspec

from consent.accesslog import Line, Outline
from consent.model import Patient
from portal import words
from portal.paper.accesslog import LogCounts as PaperCounts
from portal.paper.accesslog import LogPaper, LogRow, PaperPractice, access_log_pdf
from portal.shown import log
from portal.texts import text


class LogOnPaper(msgspec.Struct, frozen=True, kw_only=True):
    """What one document says; `others` and `own` are read once, while the pages are made."""

    patients: Sequence[Patient]
    others: Iterable[Line]
    own: Iterable[Line]
    outline: Outline
    bsn_ending: str
    at: datetime
    demo: bool = False


def pages_of(given: LogOnPaper, language: str) -> Iterator[bytes]:
    """
    Make the document, about a page at a time; every line stands in it exactly once.

    Raises:
        RowsDisagree: before the last bytes, when the lines are not those that were counted.

    """
    rows = partial(_row, language=language)
    return access_log_pdf(
        _paper(given, language),
        map(rows, given.others),
        map(rows, given.own),
        partial(text, language),
    )


def _paper(given: LogOnPaper, language: str) -> LogPaper:
    first = given.patients[0]
    counts = given.outline.counts
    return LogPaper(
        name=first.name.full,
        born=words.since(first.born, language),
        bsn_ending=given.bsn_ending,
        practices=tuple(
            PaperPractice(name=one.practice_name, phone=one.practice_phone)
            for one in given.patients
        ),
        period=text(
            language, "log.pdf.period", date=words.day(words.local_day(given.at), language)
        ),
        made=words.moment(given.at, language),
        made_at=given.at,
        counts=PaperCounts(
            others=counts.others,
            own=counts.own,
            organisations=given.outline.organisations,
            emergencies=counts.emergency,
        ),
        since=words.day(words.local_day(counts.since), language) if counts.since else "",
        names_shown=given.outline.shows_names,
        demo=given.demo,
    )


def _row(line: Line, language: str) -> LogRow:
    on, section = words.local_day(line.at), line.section or "none"
    return LogRow(
        number=line.number,
        day=words.day(on, language),
        clock=words.time(line.at, language),
        month=words.month(on, language),
        function=log.who(line, language),
        organisation=log.where(line, language),
        on_behalf="",
        act=log.what(line, language),
        section=text(language, f"log.section.{section}"),
        reason=log.why(line, language),
        emergency=line.emergency,
    )
