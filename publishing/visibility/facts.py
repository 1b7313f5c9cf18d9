"""From rows of the desk to what the gates ask."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from consent.dates import today
from consent.model import LetterCategory, ResultCategory, Section
from publishing.model import LineKind, Pace
from publishing.visibility.letters import LetterFacts
from publishing.visibility.lines import ContactFacts, LineFacts
from publishing.visibility.measurements import MeasurementFacts
from publishing.visibility.model import Belongs, EpisodeFacts
from publishing.visibility.results import ReportFacts, ResultFacts, Wish
from publishing.visibility.summary import SummaryFacts

Episodes = Mapping[UUID, EpisodeFacts]


def episodes(rows: Iterable[Any], with_notes: frozenset[UUID] = frozenset()) -> Episodes:
    """Read the episodes of a file; `with_notes` are those of which a line would be shown."""
    return {
        row["id"]: EpisodeFacts(
            id=row["id"],
            visible=row["visible_to_patient"],
            is_closed=row["is_closed"],
            attention=row["attention"],
            has_notes=row["id"] in with_notes,
            confidentiality=row["confidentiality"],
        )
        for row in rows
    }


def line(row: Any, known: Episodes) -> LineFacts:
    """Read a journal line with its contact."""
    return LineFacts(
        kind=LineKind(row["kind"]),
        recorded_on=row["recorded_on"],
        belongs=_belongs(row, known, row["former_episodes"]),
        contact=ContactFacts(
            row["contact_kind"] or "", row["contact_confidentiality"] or "", row["contact_shown"]
        ),
        visible=row["visible_to_patient"],
        superseded=row["superseded_at"] is not None,
        confidentiality=row["confidentiality"],
    )


def letter(row: Any, known: Episodes) -> LetterFacts:
    """Read a letter."""
    return LetterFacts(
        accorded_at=row["accorded_at"],
        belongs=_belongs(row, known),
        superseded=row["superseded_at"] is not None,
        withdrawn=row["status"] != "current",
        confidentiality=row["confidentiality"],
        category=LetterCategory(row["category"]),
    )


def result(row: Any, known: Episodes) -> ResultFacts:
    """Read a result, with whether the publication in force shows it."""
    return ResultFacts(
        published=row["published"],
        belongs=_belongs(row, known),
        superseded=row["superseded_at"] is not None,
        withdrawn=row["status"] == "withdrawn",
        was_judged=row["was_judged"],
        confidentiality=row["confidentiality"],
        preliminary=row["status"] == "preliminary",
    )


def report(row: Any, results: Iterable[ResultFacts]) -> ReportFacts:
    """Read a report with its publication in force."""
    return ReportFacts(
        visible_from=row["visible_from"],
        invited=row["act"] == "invite",
        results=tuple(results),
        came_at=row["received_at"],
        taken_on=today(row["taken_at"]) if row["taken_at"] else None,
        confidentiality=row["confidentiality"],
        category=ResultCategory(row["category"]),
        wish=Wish(Pace(row["pace"]), row["chosen_at"]) if row["pace"] else None,
        is_opened=row["opened_at"] is not None,
        is_discussed=row["is_discussed"],
    )


def measurement(row: Any, known: Episodes) -> MeasurementFacts:
    """Read a measurement with its contact."""
    return MeasurementFacts(
        taken_on=today(row["taken_at"]),
        belongs=_belongs(row, known),
        contact=ContactFacts(
            row["contact_kind"] or "", row["contact_confidentiality"] or "", row["contact_shown"]
        ),
        visible=row["visible_to_patient"],
        superseded=row["superseded_at"] is not None,
        confidentiality=row["confidentiality"],
    )


def summary_item(row: Any, known: Episodes) -> SummaryFacts:
    """Read a medicine, hypersensitivity or vaccination."""
    return SummaryFacts(
        section=Section(row["section"]),
        has_ended=row["state"] == "ended",
        begun_on=row["begun_on"],
        ended_on=row["ended_on"],
        belongs=_belongs(row, known),
        visible=row["visible_to_patient"],
        superseded=row["superseded_at"] is not None,
        confidentiality=row["confidentiality"],
    )


def _belongs(row: Any, known: Episodes, former: Sequence[UUID] = ()) -> Belongs:
    home = (row["episode"],) if row["episode"] else ()
    return Belongs(
        episodes=tuple(known[one] for one in (*home, *row["other_episodes"])),
        former=tuple(known[one] for one in former),
        is_unknown=row["has_unknown_episode"],
    )
