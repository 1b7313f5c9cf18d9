"""The whole file on paper, with what the practice explains first."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import ClassVar

import msgspec

from consent.model import Patient
from portal import words
from portal.paper.copy.document import copy_pdf
from portal.paper.copy.model import Column, Entry, Part
from portal.paper.model import Paper, PaperPractice
from portal.saving import health
from portal.shown import values
from portal.shown.phrases import joined, paragraphs
from portal.texts import text
from publishing.copying import CopiedEpisode, CopiedLetter, CopiedReport, WholeFile
from publishing.model import Result

NOTES = {"date": 1.6, "kind": 1.8, "text": 8.0}
VALUES = {"part": 3.0, "value": 2.0, "range": 2.0, "text": 4.0}


class WholePaper(Paper, frozen=True, kw_only=True):
    """Everything but the parts; its own title and explanation of what is in it."""

    kind: ClassVar[str] = "whole"


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """What one copy is made of; `explanation` are the words of the practice."""

    patient: Patient
    file: WholeFile
    explanation: str
    bsn_ending: str
    at: datetime
    demo: bool = False


def pages_of(copied: Copied, language: str) -> Iterator[bytes]:
    """Make the document, about a page at a time."""
    one, on = copied.patient, words.day(words.local_day(copied.at), language)
    paper = WholePaper(
        name=one.name.full,
        born=words.since(one.born, language),
        bsn_ending=copied.bsn_ending,
        practices=(PaperPractice(name=one.practice_name, phone=one.practice_phone),),
        period=text(language, "log.pdf.period", date=on),
        made=words.moment(copied.at, language),
        made_at=copied.at,
        demo=copied.demo,
    )
    return copy_pdf(paper, _parts(copied, language), partial(text, language))


def _parts(copied: Copied, language: str) -> Iterator[Part]:
    said, file = partial(text, language), copied.file
    explained = tuple(("", one) for one in paragraphs(copied.explanation))
    yield Part(said("copy.explanation"), (Entry(copied.patient.practice_name, said=explained),))
    empty = said("copy.empty")
    episodes = tuple(_episode(one, language) for one in file.episodes)
    yield Part(said("copy.episodes"), episodes, _columns(NOTES, language), empty)
    reports = tuple(_report(one, language) for one in file.reports)
    yield Part(said("copy.results"), reports, _columns(VALUES, language), empty)
    letters = tuple(_letter(one, language) for one in file.letters)
    yield Part(said("copy.letters"), letters, empty=empty)
    on = words.local_day(copied.at)
    yield from health.summary_parts(file.summary, on, language, several=False)
    yield health.measurements_part(file.measurements, language)
    if file.notes:
        yield Part(
            said("copy.notes"),
            tuple(
                Entry(words.moment(one.shared_at, language), said=(("", one.body),))
                for one in file.notes
            ),
        )


def _columns(named: dict[str, float], language: str) -> tuple[Column, ...]:
    return tuple(
        Column(text(language, f"saving.column.{name}"), share) for name, share in named.items()
    )


def _episode(one: CopiedEpisode, language: str) -> Entry:
    state = text(language, "copy.closed") if one.is_closed else ""
    since = words.day(one.started_on, language) if one.started_on else ""
    rows = tuple(
        (
            words.day(line.on, language) if line.on else text(language, "common.date.unknown"),
            text(language, f"copy.line.{line.kind.lower()}"),
            line.body,
        )
        for line in one.lines
    )
    return Entry(
        one.title or text(language, "copy.loose"), joined(one.icpc, since, state), rows=rows
    )


def _report(one: CopiedReport, language: str) -> Entry:
    on = words.day(words.local_day(one.taken_at or one.received_at), language)
    said = (
        ("patient.result.conclusion", one.conclusion),
        ("patient.result.means", one.meaning),
        ("patient.result.advice", one.what_to_do),
    )
    return Entry(
        one.title or text(language, "copy.untitled"),
        joined(on, one.laboratory),
        tuple((text(language, key), body) for key, body in said if body),
        tuple(_value(result, language) for result in one.results),
    )


def _value(result: Result, language: str) -> tuple[str, ...]:
    return (
        result.name,
        values.written(result, language),
        values.limits(result, language),
        " ".join(part for part in (result.lab_flag, result.flag_text, result.remark) if part),
    )


def _letter(one: CopiedLetter, language: str) -> Entry:
    on = words.day(one.written_on or words.local_day(one.received_at), language)
    file = text(language, "copy.letter_apart" if one.has_file else "copy.letter_without_file")
    said = [("", file)]
    if one.explanation:
        said.insert(0, (text(language, "patient.letter.explanation"), one.explanation))
    return Entry(one.title or text(language, "copy.untitled"), joined(on, one.author), tuple(said))
