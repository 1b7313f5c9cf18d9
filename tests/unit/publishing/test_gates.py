"""The gates by themselves: none is forgotten, and hiding more never shows more."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from consent.dates import months_before
from consent.model import (
    Actor,
    ActorKind,
    Agreements,
    ClosedEpisodes,
    Function,
    Grant,
    LetterCategory,
    Section,
)
from integration.publishing.random_files import Draw
from portal.texts import LANGUAGES, catalogue
from publishing.inside.things import Kind
from publishing.inside.why import TABLES
from publishing.model import Pace
from publishing.visibility import (
    NOTE,
    Belongs,
    EpisodeFacts,
    Gate,
    LetterFacts,
    LineFacts,
    NoteFacts,
    ReportFacts,
    ResultFacts,
    Wish,
    first,
    note_gates,
    report_gates,
)
from publishing.visibility.model import closed
from publishing.visibility.results import OneResult
from soak import rounds
from support.stage import START

SECTIONS = frozenset({Section.DOSSIER, Section.JOURNAL, Section.RESULTS, Section.LETTERS})
HIDDEN = EpisodeFacts(visible=False)
SECRET = EpisodeFacts(confidentiality="V")
Move = Callable[[Any], Any]


def grant(**agreed: Any) -> Grant:
    """Give a grant that opens everything that was written from 2026 on."""
    values = {"journal": True, "results": True, "journal_from": date(2026, 1, 1), **agreed}
    number = UUID(int=7)
    return Grant(
        reader=Actor(ActorKind.PERSON, Function.PATIENT),
        patient=number,
        person=number,
        practice=number,
        practice_name="De Linde",
        at=START,
        sections=SECTIONS,
        agreements=Agreements(**values),
        released_at=START,
    )


def placed(move: Callable[[Belongs], Belongs]) -> Move:
    """Move where a thing belongs."""
    return lambda facts: replace(facts, belongs=move(facts.belongs))


def beside(one: EpisodeFacts) -> Move:
    """Let a thing belong to one more episode."""
    return placed(lambda belongs: replace(belongs, episodes=(*belongs.episodes, one)))


EVERYWHERE: list[Move] = [
    beside(HIDDEN),
    beside(SECRET),
    placed(lambda belongs: replace(belongs, former=(*belongs.former, HIDDEN))),
    placed(lambda belongs: replace(belongs, is_unknown=True)),
    lambda facts: replace(facts, confidentiality="V"),
    lambda facts: replace(facts, superseded=True),
]
WITHDRAWN: Move = lambda facts: replace(facts, withdrawn=True)  # noqa: E731 - one of a list
PRELIMINARY: Move = lambda facts: replace(facts, preliminary=True)  # noqa: E731 - one of a list
EARLY_WISH = Wish(Pace.AFTER_TALK, START - timedelta(days=9))
# What hides more of each kind of thing.
CLOSING: dict[type, list[Move]] = {
    EpisodeFacts: [
        lambda facts: replace(facts, visible=False),
        lambda facts: replace(facts, attention=False),
        lambda facts: replace(facts, is_closed=True),
        lambda facts: replace(facts, has_notes=False),
        lambda facts: replace(facts, confidentiality="V"),
    ],
    LineFacts: [
        *EVERYWHERE,
        beside(EpisodeFacts(is_closed=True)),
        lambda facts: replace(facts, visible=False),
        lambda facts: replace(facts, recorded_on=None),
        lambda facts: replace(facts, contact=replace(facts.contact, is_shown=False)),
        lambda facts: replace(facts, contact=replace(facts.contact, confidentiality="V")),
    ],
    LetterFacts: [
        *EVERYWHERE,
        WITHDRAWN,
        lambda facts: replace(facts, accorded_at=None),
        lambda facts: replace(facts, category=LetterCategory.EPD_TRANSFER),
    ],
    ReportFacts: [
        lambda facts: replace(facts, visible_from=None),
        lambda facts: replace(facts, confidentiality="V"),
        lambda facts: replace(facts, results=(*facts.results, _result(HIDDEN))),
        lambda facts: replace(facts, results=tuple(map(WITHDRAWN, facts.results))),
        lambda facts: replace(facts, results=tuple(map(PRELIMINARY, facts.results))),
        lambda facts: replace(facts, wish=EARLY_WISH, is_discussed=False),
        lambda facts: replace(facts, is_opened=False),
        lambda facts: replace(facts, is_discussed=False),
    ],
    OneResult: [
        lambda facts: replace(facts, result=PRELIMINARY(facts.result)),
        lambda facts: replace(facts, result=replace(facts.result, published=False)),
        lambda facts: replace(facts, result=WITHDRAWN(facts.result)),
        lambda facts: replace(facts, result=replace(facts.result, superseded=True)),
    ],
}
KEEPING_OUT: list[Callable[[Grant], Grant]] = [
    *(
        lambda given, one=one: replace(given, sections=given.sections - {one})
        for one in sorted(SECTIONS)
    ),
    lambda given: replace(given, left_out=given.left_out | {UUID(int=1)}),
    lambda given: _agreed(given, closed_episodes=ClosedEpisodes.ATTENTION),
    lambda given: _agreed(given, without_contact=False),
    lambda given: _agreed(given, journal_from=None),
    lambda given: _agreed(given, history_months=1),
    lambda given: _agreed(given, preliminary=frozenset()),
    lambda given: _agreed(given, letter_categories=frozenset()),
]


def _agreed(given: Grant, **values: Any) -> Grant:
    return replace(given, agreements=replace(given.agreements, **values))


def _result(episode: EpisodeFacts) -> ResultFacts:
    return ResultFacts(published=False, belongs=Belongs((episode,)))


def _drawn(chance: random.Random) -> list[tuple[Kind, tuple[Any, ...]]]:
    episodes = {place: EpisodeFacts(id=UUID(int=place)) for place in range(3)}
    draw = Draw(SimpleNamespace(episodes=episodes), chance)  # type: ignore[arg-type]
    for place, one in episodes.items():
        episodes[place] = replace(draw.episode(), id=one.id, has_notes=draw.rarely(0.5))
    report = replace(draw.report(), taken_on=date(2020, 1, 1), came_at=START - timedelta(days=9))
    return [
        (Kind.EPISODE, (episodes[1],)),
        (Kind.LINE, (draw.line(),)),
        (Kind.LETTER, (draw.letter(),)),
        (Kind.REPORT, (report,)),
        (Kind.RESULT, (report, OneResult(report, report.results[0]))),
    ]


def _closed(given: Grant, kind: Kind, facts: tuple[Any, ...]) -> frozenset[Gate]:
    tables = zip(TABLES[kind], facts, strict=True)
    return frozenset().union(*(closed(table, given, about) for table, about in tables))


def _reader(chance: random.Random) -> Grant:
    return grant(
        closed_episodes=chance.choice(list(ClosedEpisodes)), without_contact=chance.random() < 0.5
    )


def test_hiding_more_never_shows_more_and_every_gate_closes_at_times() -> None:
    chance, seen = random.Random(), {Gate.READER}
    for _ in range(rounds(300, 100_000)):
        given = _reader(chance)
        for kind, facts in _drawn(chance):
            before = _closed(given, kind, facts)
            for move in CLOSING[type(facts[-1])]:
                after = _closed(given, kind, (*facts[:-1], move(facts[-1])))
                assert before <= after, (kind, facts)
            for keep_out in KEEPING_OUT:
                after = _closed(keep_out(given), kind, facts)
                assert before <= after, (kind, facts)
                seen |= after
            seen |= before
    for is_shared in (True, False):
        seen |= note_gates(grant(), NoteFacts(is_shared))
    assert seen == set(Gate)


def test_every_gate_belongs_to_a_kind_of_thing() -> None:
    asked = {gate for tables in TABLES.values() for table in tables for gate in table}
    assert asked | set(NOTE) | {Gate.READER} == set(Gate)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("gate", Gate)
def test_every_gate_has_words_for_closed_and_open(language: str, gate: Gate) -> None:
    known = catalogue(language)
    assert known[f"why.closed.{gate}"] != known[f"why.open.{gate}"]
    assert known[f"why.gate.{gate}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_thing_has_a_name(language: str) -> None:
    assert all(catalogue(language)[f"why.kind.{kind}"] for kind in Kind)


def test_one_gate_is_named_in_the_order_of_telling() -> None:
    assert first(frozenset()) is None
    assert first(frozenset({Gate.WITHDRAWN, Gate.EPISODE, Gate.LINE})) is Gate.EPISODE


@pytest.mark.parametrize(
    ("taken_on", "is_closed"),
    [
        (date(2025, 1, 3), True),
        (date(2025, 1, 4), False),
        (date(2025, 1, 5), False),
        (None, True),
    ],
)
def test_fourteen_months_are_counted_back_from_the_release(
    taken_on: date | None, *, is_closed: bool
) -> None:
    came = START - timedelta(microseconds=1)
    report = ReportFacts(None, invited=False, results=(), came_at=came, taken_on=taken_on)
    # The release was on 4 March 2026.
    assert (Gate.WINDOW in report_gates(grant(), report)) is is_closed
    later = replace(report, came_at=START)
    assert Gate.WINDOW not in report_gates(grant(), later), "it came after the release"
    decided = replace(report, visible_from=START)
    assert Gate.WINDOW not in report_gates(grant(), decided), "somebody decided about it"


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 4, 30), 14, date(2025, 2, 28)),
        (date(2025, 4, 30), 14, date(2024, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 12, date(2025, 1, 15)),
        (date(2026, 12, 1), 24, date(2024, 12, 1)),
    ],
)
def test_months_are_those_of_the_calendar(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_the_day_of_the_release_is_the_day_in_the_netherlands() -> None:
    # 23.30 in London is the next day here.
    given = replace(grant(), released_at=datetime(2026, 3, 3, 23, 30, tzinfo=UTC))
    report = ReportFacts(
        None,
        invited=False,
        results=(),
        came_at=START - timedelta(days=30),
        taken_on=date(2025, 1, 3),
    )
    assert Gate.WINDOW in report_gates(given, report)
    assert Gate.WINDOW not in report_gates(given, replace(report, taken_on=date(2025, 1, 4)))
