"""Everything in a file, with what its gates ask."""

from collections import defaultdict
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from consent.dates import today
from publishing.queries import journal as flags
from publishing.queries import why as queries
from publishing.visibility import facts
from publishing.visibility.lines import SHOWN_KINDS
from publishing.visibility.results import OneResult


class Kind(StrEnum):
    """What kind of thing it is; the words are in the texts."""

    EPISODE = "episode"
    LETTER = "letter"
    LINE = "line"
    HYPERSENSITIVITIES = "hypersensitivities"
    MEASUREMENT = "measurement"
    MEDICATION = "medication"
    REPORT = "report"
    RESULT = "result"
    VACCINATIONS = "vaccinations"


IN_SUMMARY = (Kind.HYPERSENSITIVITIES, Kind.MEDICATION, Kind.VACCINATIONS)


class Thing(msgspec.Struct, frozen=True):
    """
    One thing in a file; `title` is empty where it has none that may be told here.

    `facts` are what its gates ask, `parts` the results of a report; `visible` is its own flag,
    None where it has none; `contact` is where a line was written.
    """

    id: UUID
    kind: Kind
    title: str
    on: date | None
    facts: Any
    parts: tuple["Thing", ...] = ()
    visible: bool | None = None
    contact: UUID | None = None


async def things_of(patient: UUID) -> tuple[Thing, ...]:
    """Give everything in a file, the latest first; seven statements."""
    rows = await flags.episodes(patient)
    known = facts.episodes(rows)
    found = [
        *(_episode(row, known) for row in rows),
        *(_line(row, known) for row in await queries.lines(patient)),
        *(_letter(row, known) for row in await queries.letters(patient)),
        *(_item(row, known) for row in await queries.summary(patient)),
        *(_measurement(row, known) for row in await queries.measurements(patient)),
        *await _reports(patient, known),
    ]
    return tuple(sorted(found, key=lambda one: (one.on or date.min, one.id), reverse=True))


def _episode(row: Any, known: facts.Episodes) -> Thing:
    visible = row["visible_to_patient"]
    return Thing(
        row["id"],
        Kind.EPISODE,
        row["title"],
        row["last_contact_on"],
        known[row["id"]],
        visible=visible,
    )


def _line(row: Any, known: facts.Episodes) -> Thing:
    found = facts.line(row, known)
    # What no patient ever reads is not read out here either.
    title = row["body"] if found.kind in SHOWN_KINDS else ""
    return Thing(
        row["id"],
        Kind.LINE,
        title,
        found.recorded_on,
        found,
        visible=row["visible_to_patient"],
        contact=row["contact"],
    )


def _letter(row: Any, known: facts.Episodes) -> Thing:
    return Thing(row["id"], Kind.LETTER, row["title"], row["written_on"], facts.letter(row, known))


def _item(row: Any, known: facts.Episodes) -> Thing:
    found = facts.summary_item(row, known)
    on = found.ended_on or found.begun_on
    kind, visible = Kind(row["section"]), row["visible_to_patient"]
    return Thing(row["id"], kind, row["name"], on, found, visible=visible)


def _measurement(row: Any, known: facts.Episodes) -> Thing:
    found = facts.measurement(row, known)
    return Thing(
        row["id"],
        Kind.MEASUREMENT,
        row["name"],
        found.taken_on,
        found,
        visible=row["visible_to_patient"],
        contact=row["contact"],
    )


async def _reports(patient: UUID, known: facts.Episodes) -> list[Thing]:
    results: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in await queries.results(patient):
        results[row["report"]].append(row)
    return [_report(row, results[row["id"]], known) for row in await queries.reports(patient)]


def _report(row: Any, results: list[Any], known: facts.Episodes) -> Thing:
    read = [(one, facts.result(one, known)) for one in results]
    report = facts.report(row, [found for _, found in read])
    on = today(row["taken_at"] or row["received_at"])
    parts = tuple(
        Thing(one["id"], Kind.RESULT, one["name"], on, OneResult(report, found))
        for one, found in read
        if not found.superseded
    )
    return Thing(row["id"], Kind.REPORT, row["title"], on, report, parts)
