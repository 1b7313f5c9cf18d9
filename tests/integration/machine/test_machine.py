"""Fifty acts in any order, on the real database; after each everybody sees what the model says."""

import asyncio
import random
from collections.abc import Iterator

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from integration.machine.acts import ACTS, OFTEN, begin
from integration.machine.model import check
from integration.machine.town import BORN, Town, settled
from portal.database import opened
from soak import rounds
from support.databases import Database

SEEDS = st.integers(0, 2**40)
DRAWN = sorted(name for name in ACTS for _ in range(4 if any(x in name for x in OFTEN) else 1))


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """Give a loop that outlives one act."""
    with asyncio.Runner() as one:
        yield one


def test_after_every_act_everybody_sees_what_the_model_says(
    database: Database, runner: asyncio.Runner
) -> None:
    numbers = iter(range(100, 10_000_000, len(BORN)))
    engine = opened(database.url)
    runner.run(engine.__aenter__())

    class Machine(RuleBasedStateMachine):
        """The town, moved by one drawn act after another."""

        town: Town | None = None

        @initialize(seed=SEEDS)
        def begin(self, seed: int) -> None:
            """Found a town of people who were never there before."""
            self.town = runner.run(settled(next(numbers)))
            runner.run(begin(self.town, random.Random(seed)))

        @rule(name=st.sampled_from(DRAWN), seed=SEEDS)
        def act(self, name: str, seed: int) -> None:
            """Let somebody do something."""
            assert self.town is not None
            runner.run(ACTS[name](self.town, random.Random(seed)))

        @invariant()
        def everybody_sees_what_the_model_says(self) -> None:
            """Look with everybody's eyes."""
            if self.town is not None:
                runner.run(check(self.town))

    chosen = settings(
        max_examples=rounds(4, 5_000),
        stateful_step_count=50,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(Machine, settings=chosen)  # type: ignore[no-untyped-call]
    finally:
        runner.run(engine.__aexit__(None, None, None))


def test_there_are_forty_acts() -> None:
    assert len(ACTS) >= 40
