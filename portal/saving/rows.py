"""What is taken home as rows of a sheet: one for each note, value, conclusion and letter."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from consent.accesslog import Line
from portal import words
from portal.exchange.sheets import Sheet, sheet
from portal.saving.collecting import Saved
from portal.shown import log, measuring, phrases, summary, trend, values
from portal.texts import text
from publishing.measuring.model import Measurement
from publishing.model import Episode, JournalLine, Letter, Report, Result
from publishing.summary.model import SummaryItem

COLUMNS = (
    "kind",
    "date",
    "practice",
    "title",
    "part",
    "value",
    "unit",
    "range",
    "judgement",
    "text",
)
LOG_COLUMNS = ("number", "date", "time", "who", "organisation", "act", "section", "reason", "marks")

Cells = tuple[str, ...]


def dossier_sheet(saved: Saved, language: str) -> bytes:
    """Give the file as CSV."""
    head = [text(language, f"saving.column.{name}") for name in COLUMNS]
    return sheet(Sheet.CSV, head, _rows(saved, language))


def log_sheet(lines: Iterable[Line], language: str) -> bytes:
    """Give lines of the log as CSV, each in the words of the page."""
    head = [text(language, f"saving.column.{name}") for name in LOG_COLUMNS]
    return sheet(Sheet.CSV, head, (_log_row(line, language) for line in lines))


def _rows(saved: Saved, language: str) -> Iterator[Cells]:
    for episode in saved.episodes:
        yield _episode(episode, language)
        for line in episode.lines:
            yield _line(line, episode.practice_name, episode.title, language)
    for line in saved.loose:
        yield _line(line, "", "", language)
    for report in saved.reports:
        yield from _report(report, language)
    for letter in saved.letters:
        yield _letter(letter, language)
    for item in saved.summary:
        yield _item(item, saved, language)
    for one in saved.measurements:
        yield _measured(one, language)


def _episode(episode: Episode, language: str) -> Cells:
    kind = text(language, "saving.kind.episode")
    return _row(kind, _iso(episode.started_on), episode.practice_name, episode.title)


def _line(line: JournalLine, practice: str, title: str, language: str) -> Cells:
    part = text(language, f"patient.dossier.line_{line.kind.lower()}")
    kind = text(language, "saving.kind.note")
    return _row(kind, _iso(line.recorded_on), practice, title, part=part, body=line.body)


def _report(report: Report, language: str) -> Iterator[Cells]:
    kind = text(language, "saving.kind.result")
    day = _iso(words.local_day(report.taken_at or report.shown_at))
    place = (kind, day, report.practice_name, report.title)
    if not report.act.shows_values:
        yield _row(*place, body=text(language, "patient.results.invited"))
    for part, body in (
        ("patient.result.conclusion", report.conclusion),
        ("patient.result.means", report.meaning),
        ("patient.result.advice", report.what_to_do),
    ):
        if body:
            yield _row(*place, part=text(language, part), body=body)
    for one in report.results:
        yield _value(place, one, language)


def _value(place: tuple[str, str, str, str], result: Result, language: str) -> Cells:
    judged = phrases.badge(words.word(result), language)
    kind, day, practice, title = place
    return (
        kind,
        day,
        practice,
        title,
        values.named_twice(result, language),
        values.figure(result, language),
        words.unit(result),
        values.limits(result, language),
        judged.text if judged else "",
        " ".join(part for part in (result.flag_text, result.remark) if part),
    )


def _letter(letter: Letter, language: str) -> Cells:
    kind = text(language, "saving.kind.letter")
    day = letter.written_on or words.local_day(letter.shown_at)
    return _row(
        kind, _iso(day), letter.practice_name, letter.title, part=letter.author,
        body=letter.explanation,
    )  # fmt: skip


def _item(item: SummaryItem, saved: Saved, language: str) -> Cells:
    marked = summary.mark(item, language)
    about = summary.about(item, words.local_day(saved.at), language)
    return (
        text(language, f"log.section.{item.section}"),
        _iso(item.begun_on),
        item.practice_name,
        item.name,
        phrases.joined(*about),
        "",
        "",
        "",
        marked.text if marked else "",
        item.detail,
    )


def _measured(one: Measurement, language: str) -> Cells:
    on = _iso(trend.on_day(one.value))
    title = measuring.topic_name(one, language)
    place = (text(language, "log.section.measurements"), on, one.practice_name, title)
    named = replace(one.value, name=measuring.series_name(one, language))
    return _value(place, named, language)


def _log_row(line: Line, language: str) -> Cells:
    return (
        str(line.number),
        _iso(words.local_day(line.at)),
        words.clock(line.at, language),
        log.who(line, language),
        log.where(line, language),
        log.what(line, language),
        log.part(line, language),
        log.why(line, language),
        ", ".join(mark.text for mark in log.marks(line, language)),
    )


def _row(  # noqa: PLR0913 - one cell each
    kind: str, day: str, practice: str, title: str, *, part: str = "", body: str = ""
) -> Cells:
    return kind, day, practice, title, part, "", "", "", "", body


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
