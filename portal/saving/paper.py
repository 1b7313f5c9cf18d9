"""A file as a PDF: the same words as its pages, put on paper."""

from collections.abc import Iterator, Sequence
from functools import partial

from portal import words
from portal.paper.copy.document import CopyPaper, copy_pdf
from portal.paper.copy.model import Column, Entry, Part
from portal.paper.model import PaperPractice
from portal.saving import health
from portal.saving.collecting import Saved
from portal.shown import journal, letters, phrases, results, values
from portal.shown.pages import ContactCard
from portal.texts import text
from publishing.model import Episode, Letter, Report, Result
from publishing.phrasing.model import Explained

VALUES = {"part": 3.0, "value": 2.0, "range": 2.0, "judgement": 1.6, "text": 4.0}
NOTES = {"date": 1.6, "part": 1.8, "text": 8.0}


def pages_of(
    saved: Saved, language: str, *, bsn_ending: str = "", demo: bool = False
) -> Iterator[bytes]:
    """Make the document, about a page at a time."""
    first = saved.patients[0]
    paper = CopyPaper(
        name=first.name.full,
        born=words.since(first.born, language),
        bsn_ending=bsn_ending,
        practices=tuple(
            PaperPractice(name=one.practice_name, phone=one.practice_phone)
            for one in saved.patients
        ),
        period=period_of(saved, language),
        made=words.moment(saved.at, language),
        made_at=saved.at,
        demo=demo,
    )
    return copy_pdf(paper, _parts(saved, language), partial(text, language))


def period_of(saved: Saved, language: str) -> str:
    """Name the period as the log does."""
    chosen = saved.period
    until = words.day(chosen.until or words.local_day(saved.at), language)
    if chosen.since is None:
        return text(language, "log.pdf.period", date=until)
    return text(
        language, "log.pdf.period_since", since=words.day(chosen.since, language), date=until
    )


def _parts(saved: Saved, language: str) -> Iterator[Part]:
    said = partial(text, language)
    empty = said("saving.paper.empty")
    loose = journal.contacts(saved.loose, language)
    episodes = [_episode(one, language) for one in saved.episodes]
    if loose:
        episodes.append(Entry(said("patient.dossier.loose"), rows=_notes(loose)))
    yield Part(said("patient.dossier.heading"), tuple(episodes), _columns(NOTES, language), empty)
    yield Part(
        said("log.section.results"),
        tuple(_report(one, language) for one in saved.reports),
        _columns(VALUES, language),
        empty,
    )
    yield Part(
        said("log.section.letters"),
        tuple(_letter(one, language) for one in saved.letters),
        empty=empty,
    )
    several = len(saved.patients) > 1
    on = words.local_day(saved.at)
    yield from health.summary_parts(saved.summary, on, language, several=several)
    yield health.measurements_part(saved.measurements, language)


def _columns(named: dict[str, float], language: str) -> tuple[Column, ...]:
    return tuple(
        Column(text(language, f"saving.column.{name}"), share) for name, share in named.items()
    )


def _episode(episode: Episode, language: str) -> Entry:
    meta = phrases.joined(journal.period(episode, language), episode.practice_name)
    cards = journal.contacts(episode.lines, language)
    return Entry(journal.title(episode, language), meta, rows=_notes(cards))


def _notes(cards: tuple[ContactCard, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((card.on, line.label, line.text) for card in cards for line in card.lines)


def _report(report: Report, language: str) -> Entry:
    at = report.taken_at or report.shown_at
    meta = phrases.joined(
        words.day(words.local_day(at), language), report.laboratory, report.practice_name
    )
    title = results.title(report, language)
    if not report.act.shows_values:
        return Entry(title, meta, (("", text(language, "patient.results.invited")),))
    said = (
        ("patient.result.conclusion", report.conclusion),
        ("patient.result.means", report.meaning),
        ("patient.result.advice", report.what_to_do),
        ("phrasing.explained.title", _words(report.words, language)),
    )
    return Entry(
        title,
        meta,
        tuple((text(language, key), body) for key, body in said if body),
        tuple(_value(one, language) for one in report.results),
    )


def _value(result: Result, language: str) -> tuple[str, ...]:
    judged = phrases.badge(words.word(result), language)
    return (
        values.named_twice(result, language),
        values.written(result, language),
        values.limits(result, language),
        judged.text if judged else "",
        " ".join(part for part in (result.flag_text, result.remark) if part),
    )


def _letter(letter: Letter, language: str) -> Entry:
    on = words.day(letter.written_on or words.local_day(letter.shown_at), language)
    meta = phrases.joined(on, letter.author, letter.practice_name)
    said = (
        (text(language, "patient.letter.explanation"), letter.explanation),
        (text(language, "phrasing.explained.title"), _words(letter.words, language)),
    )
    return Entry(letters.title(letter, language), meta, tuple(one for one in said if one[1]))


def _words(found: Sequence[Explained], language: str) -> str:
    hard = phrases.hard_words(found, language)
    return " ".join(f"{one.label}: {one.value}" for one in hard)
