"""Every act is whole or absent, at whichever of its statements it breaks off, in whichever way."""

import pytest

from faults.crashes.deeds import GROUPS
from faults.crashes.exhausting import TURNS, exhaust
from faults.crashes.failpoints import How
from faults.crashes.world import World


@pytest.mark.parametrize("group", GROUPS)
async def test_an_act_that_breaks_off_is_whole_or_absent(world: World, group: str) -> None:
    for deed in GROUPS[group]:
        points, faults = await exhaust(world, deed, *How, turns=TURNS)
        assert (points > 0, faults) == (True, []), deed.name
