"""What cannot be written down does not happen: no page, no file and no act without its line."""

from collections.abc import AsyncIterator

import pytest

from integration.matrix.table.asking import addresses, visit
from integration.matrix.table.routes import ROUTES, SOURCE
from integration.matrix.world.build import World
from integration.matrix.world.rows import LOG, rows
from integration.matrix.world.things import Whose
from portal.embedded.cluster import APPLICATION

# Ends nothing where nobody is logged in; tried in tests/integration/identity/test_presence.py.
ELSEWHERE = {"practice.employee_sessions"}
LOGGED = [
    name
    for name, route in ROUTES.items()
    if route.line and route.entrance != "source" and name not in ELSEWHERE
]
WHO = {"patient": "released", "employee": "all rights", "public": "released"}
ASKING = {"patient.ask": "waiting", "patient.withdraw": "waiting"}
# A message is kept before anything is done with it, so that nothing gets lost.
KEPT_FIRST = {"practice.letter_add": frozenset({"source", "intake_message"})}
FAULT = 500


@pytest.fixture
async def silence(world: World) -> AsyncIterator[None]:
    """Let the log take no line."""
    await world.portal.owner.execute(f"revoke insert on access_entry from {APPLICATION}")
    yield
    await world.portal.owner.execute(f"grant insert on access_entry to {APPLICATION}")


@pytest.mark.usefixtures("silence")
@pytest.mark.parametrize("name", LOGGED)
async def test_without_its_line_nothing_is_shown_or_done(name: str, world: World) -> None:
    route = ROUTES[name]
    who = world.visitors[ASKING.get(name, WHO[route.entrance])]
    left_out = LOG | KEPT_FIRST.get(name, frozenset())
    before = await rows(world.portal.owner, left_out)
    things = world.things(route.thing, who) if route.thing else [None]
    for thing in things:
        if thing is None or thing.whose in {Whose.OWN, Whose.OTHER, Whose.MISSING}:
            seen = await visit(world.portal, name, world.case(route, who, thing), under_16=True)
            assert (seen.status, seen.lines) == (FAULT, []), thing
            assert "Alles is goed." not in seen.answer.text
    assert await rows(world.portal.owner, left_out) == before


@pytest.mark.usefixtures("silence")
async def test_what_shows_no_file_goes_on(world: World) -> None:
    for name, path in (("released", "/mijn"), ("all rights", "/praktijk"), ("nobody", "/gezond")):
        assert (await world.portal.visit(world.visitors[name], "GET", path)).status == 200


async def test_every_logged_route_is_tried(world: World) -> None:
    declared = {name for name in addresses(world.portal.app) if name in ROUTES}
    assert {name for name in declared if ROUTES[name].line} == {*LOGGED, *ELSEWHERE, *SOURCE}
