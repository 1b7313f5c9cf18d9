"""
The whole of a file, for the copy that the law gives: also what the portal does not show.

Working notes that somebody keeps for themselves are no part of a file; shared ones are.
Source: WGBO, art. 7:456 BW; Wabvpz art. 15d.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.dates import today
from consent.model import Grant
from publishing import rows
from publishing.measuring.model import Measurement
from publishing.measuring.reading import measurement_of
from publishing.model import LineKind, Result
from publishing.queries import copying as queries
from publishing.summary.model import SummaryItem
from publishing.summary.reading import item_of


class CopiedLine(msgspec.Struct, frozen=True):
    """A line of the journal of any kind; `on` is None when nothing says when."""

    kind: LineKind
    on: date | None
    body: str


class CopiedEpisode(msgspec.Struct, frozen=True):
    """A complaint or disease with its lines; without a title: lines that belong to none."""

    title: str
    icpc: str
    started_on: date | None
    is_closed: bool
    lines: tuple[CopiedLine, ...]


class CopiedReport(msgspec.Struct, frozen=True):
    """What a laboratory reported, with what the practice wrote about it, if anything."""

    title: str
    laboratory: str
    taken_at: datetime | None
    received_at: datetime
    results: tuple[Result, ...]
    conclusion: str
    meaning: str
    what_to_do: str


class CopiedLetter(msgspec.Struct, frozen=True):
    """A letter by its name; its file goes along apart, and `has_file` says whether there is one."""

    title: str
    author: str
    written_on: date | None
    received_at: datetime
    explanation: str
    has_file: bool


class CopiedNote(msgspec.Struct, frozen=True):
    """A note that an employee shared with the practice."""

    shared_at: datetime
    body: str


class WholeFile(msgspec.Struct, frozen=True):
    """Everything of one file."""

    episodes: tuple[CopiedEpisode, ...]
    reports: tuple[CopiedReport, ...]
    letters: tuple[CopiedLetter, ...]
    notes: tuple[CopiedNote, ...]
    summary: tuple[SummaryItem, ...] = ()
    measurements: tuple[Measurement, ...] = ()


async def whole(grant: Grant) -> WholeFile:
    """
    Read everything of a file that the practice opened for work.

    Raises:
        ValueError: the grant is a patient's own; the portal shows those what it may.

    """
    if not grant.preview:
        raise ValueError("preview")
    lines: dict[UUID | None, list[CopiedLine]] = {}
    for row in await queries.lines(grant.patient):
        line = CopiedLine(LineKind(row["kind"]), row["recorded_on"], row["body"])
        lines.setdefault(row["episode"], []).append(line)
    results: dict[UUID, list[Result]] = {}
    for row in await queries.results(grant.patient):
        results.setdefault(row["report"], []).append(rows.result(row))
    episodes = [_episode(row, lines) for row in await queries.episodes(grant.patient)]
    loose = lines.get(None)
    if loose:
        episodes.append(CopiedEpisode("", "", None, is_closed=False, lines=tuple(loose)))
    return WholeFile(
        episodes=tuple(episodes),
        reports=tuple(_report(row, results) for row in await queries.reports(grant.patient)),
        letters=tuple(
            msgspec.convert(dict(row), CopiedLetter) for row in await queries.letters(grant.patient)
        ),
        notes=tuple(
            CopiedNote(row["shared_at"], row["body"]) for row in await queries.notes(grant.patient)
        ),
        summary=tuple(
            item_of(row) for row in await queries.summary(grant.patient, today(grant.at))
        ),
        measurements=tuple(
            measurement_of(row) for row in await queries.measurements(grant.patient)
        ),
    )


def _episode(row: Any, lines: dict[UUID | None, list[CopiedLine]]) -> CopiedEpisode:
    return CopiedEpisode(
        row["title"],
        row["icpc"],
        row["started_on"],
        is_closed=row["is_closed"],
        lines=tuple(lines.get(row["id"], ())),
    )


def _report(row: Any, results: dict[UUID, list[Result]]) -> CopiedReport:
    return CopiedReport(
        title=row["title"],
        laboratory=row["laboratory"],
        taken_at=row["taken_at"],
        received_at=row["received_at"],
        results=tuple(results.get(row["id"], ())),
        conclusion=row["conclusion"],
        meaning=row["meaning"],
        what_to_do=row["what_to_do"],
    )
