"""The gates of medicines and the like, and of measurements: what hides more never shows more."""

import random
from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from consent.model import Section
from publishing.visibility import (
    Belongs,
    EpisodeFacts,
    Gate,
    MeasurementFacts,
    SummaryFacts,
    measurement_gates,
    summary_gates,
)
from soak import rounds
from unit.oracle import files, health

KEPT = UUID(int=1)
PLAIN = replace(files.grant(random.Random(1)), sections=frozenset(Section), left_out=frozenset())
# The release is on 30 April 2026.
GRANT = replace(
    PLAIN,
    released_at=files.RELEASES[0],
    agreements=replace(PLAIN.agreements, history_months=14, without_contact=False),
)
CLOSING = (
    lambda one: replace(one, visible=False),
    lambda one: replace(one, superseded=True),
    lambda one: replace(one, confidentiality="V"),
    lambda one: replace(one, belongs=replace(one.belongs, is_unknown=True)),
    lambda one: replace(
        one,
        belongs=replace(
            one.belongs, episodes=(*one.belongs.episodes, EpisodeFacts(id=KEPT, visible=False))
        ),
    ),
)


def test_hiding_more_never_shows_more() -> None:
    chance = random.Random()
    for _ in range(rounds(300, 100_000)):
        given = files.grant(chance)
        narrower = replace(given, left_out=given.left_out | {KEPT})
        for ask, one in (
            (summary_gates, health.item(chance)),
            (measurement_gates, health.measurement(chance)),
        ):
            before = ask(given, one)
            assert before <= ask(narrower, one)
            for close in CLOSING:
                assert before <= ask(given, close(one)), one


def test_a_medicine_of_a_hidden_episode_stays_visible() -> None:
    hidden = Belongs((EpisodeFacts(id=KEPT, visible=False, confidentiality="V"),), is_unknown=True)
    medicine = SummaryFacts(Section.MEDICATION, belongs=hidden)
    assert summary_gates(GRANT, medicine) == frozenset()
    weight = MeasurementFacts(date(2026, 4, 1), belongs=hidden)
    assert measurement_gates(GRANT, weight) == {Gate.EPISODE, Gate.CONFIDENTIAL, Gate.UNKNOWN}


@pytest.mark.parametrize("section", health.SUMMARY)
def test_what_a_youth_leaves_out_takes_its_medicines_along(section: Section) -> None:
    parent = replace(GRANT, left_out=frozenset({KEPT}))
    one = SummaryFacts(section, belongs=Belongs((EpisodeFacts(id=KEPT),)))
    assert summary_gates(parent, one) == {Gate.LEFT_OUT}
    assert summary_gates(GRANT, one) == frozenset()
    # What may stand there is kept back as well.
    unknown = SummaryFacts(section, belongs=Belongs(is_unknown=True))
    assert summary_gates(parent, unknown) == {Gate.LEFT_OUT}
    assert summary_gates(parent, SummaryFacts(section)) == frozenset()


@pytest.mark.parametrize(
    ("day", "is_shown"),
    [(date(2025, 2, 27), False), (date(2025, 2, 28), True), (date(2025, 3, 1), True)],
)
def test_fourteen_months_bound_measurements_and_stopped_medicines(
    day: date, *, is_shown: bool
) -> None:
    closed = frozenset() if is_shown else {Gate.WINDOW}
    assert measurement_gates(GRANT, MeasurementFacts(day)) == closed
    stopped = SummaryFacts(Section.MEDICATION, has_ended=True, ended_on=day)
    assert summary_gates(GRANT, stopped) == closed
    assert summary_gates(GRANT, replace(stopped, ended_on=None, begun_on=day)) == closed
    assert summary_gates(GRANT, SummaryFacts(Section.MEDICATION, begun_on=day)) == frozenset()
    assert summary_gates(GRANT, replace(stopped, section=Section.VACCINATIONS)) == frozenset()


def test_a_stopped_medicine_without_any_day_is_not_shown() -> None:
    assert summary_gates(GRANT, SummaryFacts(Section.MEDICATION, has_ended=True)) == {Gate.WINDOW}
