"""The harness of the fail-points finds what is wrong with the broken twins."""

from faults.crashes.deeds import GROUPS
from faults.crashes.deeds.model import Deed
from faults.crashes.exhausting import exhaust
from faults.crashes.failpoints import How
from faults.crashes.world import World
from faults.twins import twin


def deed(name: str) -> Deed:
    return next(one for group in GROUPS.values() for one in group if one.name == name)


async def test_a_line_that_is_written_after_the_answer_is_found(world: World) -> None:
    for name in ("dossier", "one result", "publish"):
        with twin("late"):
            _, faults = await exhaust(world, deed(name), How.INSTEAD)
        assert faults, name


async def test_an_act_without_a_transaction_is_found(world: World) -> None:
    for name in ("ask, by rule", "approve", "publish", "accord"):
        for how in (How.INSTEAD, How.DIES):
            with twin("split"):
                _, faults = await exhaust(world, deed(name), how)
            assert any("outside a transaction" in fault for fault in faults), name
            assert any("after 0 commits" in fault for fault in faults), name


async def test_without_a_twin_nothing_is_found(world: World) -> None:
    with twin("sound"):
        points, faults = await exhaust(world, deed("approve"), How.INSTEAD)
    assert (points > 0, faults) == (True, [])
