"""Nothing is lost and nothing half done, however often the portal and PostgreSQL are killed."""

import pytest

from faults.kills.conftest import MakeScene
from faults.kills.disasters import LIKELY, Disaster
from portal.embedded import DISPOSABLE, DURABLE
from soak import rounds

ROUNDS = rounds(50, 2000)
# So many rounds a broken twin gets to be found out; most are in the first.
PATIENCE = 60
POSTGRES = (Disaster.POSTGRES_KILLED, Disaster.POSTGRES_STOPPED)


async def test_what_was_answered_is_there_after_any_kill(scene: MakeScene) -> None:
    async with scene() as played:
        played.portal.start()
        for _ in range(ROUNDS):
            await played.round()
            assert played.tally.faults == []
        assert set(played.tally.disasters) == set(Disaster)
        assert played.tally.answers > 5 * ROUNDS


@pytest.mark.parametrize(
    ("twin", "settings", "kinds", "fault"),
    [
        ("late", DURABLE, LIKELY, "without its line"),
        ("split", DURABLE, LIKELY, "has"),
        # Not the portal but its database: commits that are answered before they are written.
        ("sound", DISPOSABLE, POSTGRES, "without its line"),
    ],
    ids=["line after the answer", "act without transaction", "commit before it is written"],
)
async def test_a_broken_twin_is_found_out(
    scene: MakeScene,
    twin: str,
    settings: dict[str, str],
    kinds: tuple[Disaster, ...],
    fault: str,
) -> None:
    async with scene(twin, settings) as played:
        played.kinds = kinds
        played.portal.start()
        for _ in range(PATIENCE):
            await played.round()
            if any(fault in found for found in played.tally.faults):
                break
        else:
            pytest.fail(f"not found out: {played.tally}")
