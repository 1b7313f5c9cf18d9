"""Draws grants and the things of a file for the oracle, each field around the edge that decides."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from consent.model import (
    Actor,
    ActorKind,
    Agreements,
    ClosedEpisodes,
    Function,
    Grant,
    LetterCategory,
    ResultCategory,
    Section,
)
from publishing.model import LineKind, Pace
from publishing.visibility import (
    Belongs,
    ContactFacts,
    EpisodeFacts,
    LetterFacts,
    LineFacts,
    ReportFacts,
    ResultFacts,
    Wish,
)

NOW = datetime(2026, 4, 30, 9, 30, tzinfo=UTC)
START = date(2026, 1, 1)
NUMBERS = tuple(UUID(int=number) for number in range(1, 5))
CODES = ("", "", "", "", "", "", "N", "R", "V")
KINDS = ("", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "99")
MOMENTS = tuple(
    NOW + timedelta(microseconds=off)
    for off in (-86_400_000_000, -86_400_000_000, -1, 0, 0, 1, 86_400_000_000)
)
RELEASES = (
    NOW,
    datetime(2026, 4, 30, 21, 59, 59, tzinfo=UTC),
    datetime(2026, 4, 30, 22, 0, tzinfo=UTC),
    datetime(2026, 3, 31, 12, tzinfo=UTC),
)
CATEGORIES = (ResultCategory.LABORATORY, ResultCategory.PATHOLOGY)
SECTIONS = (
    Section.DOSSIER,
    Section.JOURNAL,
    Section.RESULTS,
    Section.LETTERS,
    Section.MEASUREMENTS,
    Section.MEDICATION,
    Section.HYPERSENSITIVITIES,
    Section.VACCINATIONS,
)


def seldom(chance: random.Random) -> bool:
    """Give True now and then."""
    return chance.random() < 0.08


def grant(chance: random.Random) -> Grant:
    """Draw a grant, most sections open."""
    release = chance.choice(RELEASES)
    return Grant(
        reader=Actor(ActorKind.PERSON, Function.PATIENT, id=NUMBERS[0]),
        patient=NUMBERS[1],
        person=NUMBERS[0],
        practice=NUMBERS[2],
        practice_name="De Linde",
        at=NOW,
        sections=frozenset(one for one in SECTIONS if not seldom(chance)),
        agreements=Agreements(
            journal=True,
            results=True,
            journal_from=None if seldom(chance) else START,
            closed_episodes=chance.choice(tuple(ClosedEpisodes)),
            without_contact=chance.random() < 0.4,
            history_months=chance.choice((14, 14, 0, 2, 12)),
            preliminary=frozenset(one for one in CATEGORIES if chance.random() < 0.4),
            letter_categories=frozenset(one for one in LetterCategory if not seldom(chance)),
        ),
        released_at=None if seldom(chance) else release,
        preview=seldom(chance),
        left_out=frozenset(one for one in NUMBERS if seldom(chance)),
    )


def episode(chance: random.Random) -> EpisodeFacts:
    """Draw an episode."""
    return EpisodeFacts(
        id=chance.choice(NUMBERS),
        visible=not seldom(chance),
        is_closed=chance.random() < 0.25,
        attention=chance.random() < 0.3,
        has_notes=chance.random() < 0.5,
        confidentiality=chance.choice(CODES),
    )


def belongs(chance: random.Random) -> Belongs:
    """Draw where a thing belongs, and where it belonged."""
    now, before = chance.choice((0, 1, 1, 2)), chance.choice((0, 0, 0, 1))
    return Belongs(
        tuple(episode(chance) for _ in range(now)),
        tuple(episode(chance) for _ in range(before)),
        is_unknown=seldom(chance),
    )


def line(chance: random.Random) -> LineFacts:
    """Draw a line of the journal."""
    contact = ContactFacts(
        chance.choice(KINDS), chance.choice(CODES), chance.choice((None, None, None, True, False))
    )
    days = (None, START, START - timedelta(days=1), START + timedelta(days=1), date(2026, 3, 1))
    return LineFacts(
        kind=chance.choice((*LineKind, LineKind.EVALUATION, LineKind.PLAN)),
        recorded_on=chance.choice(days),
        belongs=belongs(chance),
        contact=contact,
        visible=not seldom(chance),
        superseded=seldom(chance),
        confidentiality=chance.choice(CODES),
    )


def letter(chance: random.Random) -> LetterFacts:
    """Draw a letter."""
    return LetterFacts(
        accorded_at=chance.choice((None, *MOMENTS)),
        belongs=belongs(chance),
        superseded=seldom(chance),
        withdrawn=seldom(chance),
        confidentiality=chance.choice(CODES),
        category=chance.choice(tuple(LetterCategory)),
    )


def result(chance: random.Random) -> ResultFacts:
    """Draw one result."""
    return ResultFacts(
        published=chance.random() < 0.7,
        belongs=belongs(chance) if chance.random() < 0.6 else Belongs(),
        superseded=seldom(chance),
        withdrawn=seldom(chance),
        was_judged=chance.random() < 0.3,
        confidentiality=chance.choice(CODES),
        preliminary=chance.random() < 0.3,
    )


def report(chance: random.Random) -> ReportFacts:
    """Draw a report with up to three results, around the edge of its months."""
    released = chance.choice(RELEASES)
    edges = [date(2025, 2, 28), date(2025, 3, 1), date(2025, 1, 31), date(2026, 2, 28)]
    days = [edge + timedelta(days=off) for edge in edges for off in (-1, 0, 1)]
    return ReportFacts(
        visible_from=chance.choice((None, None, *MOMENTS)),
        invited=chance.random() < 0.15,
        results=tuple(result(chance) for _ in range(chance.choice((0, 1, 1, 1, 2, 3)))),
        came_at=chance.choice((None, released, released - timedelta(microseconds=1), NOW)),
        taken_on=chance.choice((None, *days)),
        confidentiality=chance.choice(CODES),
        category=chance.choice(CATEGORIES),
        wish=chance.choice((None, Wish(chance.choice(tuple(Pace)), chance.choice(MOMENTS)))),
        is_opened=chance.random() < 0.4,
        is_discussed=chance.random() < 0.4,
    )
