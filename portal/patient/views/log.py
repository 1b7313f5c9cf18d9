"""Who looked: lines per day, the newest first, each with its number."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from consent.accesslog import PAGE, Line, LogCounts
from consent.dates import today
from portal import words
from portal.frame.blocks import Badge
from portal.frame.links import link
from portal.patient.pages import LogDay, LogLine, LogPage
from portal.shown import log
from portal.texts import text


def log_page(lines: Sequence[Line], counts: LogCounts, at: datetime, language: str) -> LogPage:
    """Make one page of the log; it goes on after the last line when the page is full."""
    return LogPage(
        since=words.day(words.local_day(counts.since), language) if counts.since else "",
        figures=log.figures(counts, language),
        days=tuple(
            _day(on, list(found), today(at), language)
            for on, found in groupby(lines, key=lambda line: words.local_day(line.at))
        ),
        pdf_href=link("patient.log_pdf"),
        older=link("patient.log", voor=lines[-1].number)
        if len(lines) == PAGE and lines[-1].number > 1
        else "",
    )


def _day(on: date, lines: Sequence[Line], now: date, language: str) -> LogDay:
    return LogDay(
        title=words.weekday(on, now, language), lines=tuple(_line(one, language) for one in lines)
    )


def _line(line: Line, language: str) -> LogLine:
    urgent = Badge("wait", text(language, "log.line.emergency"), "shield-alert")
    return LogLine(
        number=line.number,
        time=words.clock(line.at, language),
        who=log.who(line, language),
        organisation=log.where(line, language),
        what=f"{log.what(line, language)}.",
        why=log.why(line, language),
        own=line.own,
        badge=urgent if line.emergency else None,
    )
