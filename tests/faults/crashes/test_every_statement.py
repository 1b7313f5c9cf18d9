"""Every act is whole or absent, at whichever of its statements it breaks off."""

import pytest

from faults.crashes.deeds import GROUPS
from faults.crashes.exhausting import exhaust
from faults.crashes.failpoints import How
from faults.crashes.world import World


@pytest.mark.parametrize("how", list(How), ids=lambda how: how.name.lower())
@pytest.mark.parametrize("group", GROUPS)
async def test_an_act_that_breaks_off_is_whole_or_absent(
    world: World, group: str, how: How
) -> None:
    points, faults = 0, []
    for deed in GROUPS[group]:
        number, found = await exhaust(world, deed, how)
        points, faults = points + number, faults + found
    assert (points > 0, faults) == (True, [])
