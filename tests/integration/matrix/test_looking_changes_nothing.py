"""Looking once or twice changes nothing but the log, and asking for heads not even that."""

import pytest

from integration.matrix.table.asking import addresses, cases, visit
from integration.matrix.table.routes import LOOKING
from integration.matrix.world.build import World
from integration.matrix.world.rows import LOG, LOGINS, rows
from integration.matrix.world.things import Whose

LOGGING_IN = ["identity.login", "identity.staff_login"]
LOOKERS = {"nobody", "released", "waiting", "all rights"}
# Who may come in learns which methods there are; nobody learns more.
OPTIONS = [("OPTIONS", {204, 303, 403, 404})]
NONE_OF_OURS = ("HEAD", "PUT", "PATCH", "DELETE", "TRACE")
OTHERWISE = [*OPTIONS, *((method, {404, 405}) for method in NONE_OF_OURS)]


async def test_every_get_of_the_running_portal_is_done(world: World) -> None:
    found = {name for name, one in addresses(world.portal.app).items() if one.method == "GET"}
    assert {name for name in found if not name.startswith("static")} == {*LOOKING, *LOGGING_IN}


@pytest.mark.parametrize("name", [*LOOKING, *LOGGING_IN])
async def test_looking_again_writes_the_same_lines_again(name: str, world: World) -> None:
    # On the way to a provider one thing is kept: that somebody is.
    left_out = LOG | LOGINS if name in LOGGING_IN else LOG
    before = await rows(world.portal.owner, left_out)
    for case in cases(world, name):
        if case.who.name in LOOKERS:
            seen = [await visit(world.portal, name, case) for _ in range(2)]
            assert (seen[1].status, seen[1].lines) == (seen[0].status, seen[0].lines)
    assert await rows(world.portal.owner, left_out) == before


@pytest.mark.parametrize("name", [*LOOKING, *LOGGING_IN])
async def test_another_method_than_the_route_has_does_nothing(name: str, world: World) -> None:
    address = addresses(world.portal.app)[name]
    before = await rows(world.portal.owner, frozenset())
    for case in cases(world, name):
        if case.who.name not in LOOKERS or (case.thing and case.thing.whose is not Whose.OWN):
            continue
        is_at_home = case.who.kind == case.route.entrance or case.who.actor is None
        for method, statuses in OTHERWISE if is_at_home else OPTIONS:
            seen = await world.portal.visit(case.who, method, address.of(case.thing))
            assert seen.status in statuses, method
            assert seen.lines == [], method
    assert await rows(world.portal.owner, frozenset()) == before
