"""Every form, without our token or from elsewhere: 403, no line, and nothing changed."""

import pytest

from integration.matrix.table.asking import addresses
from integration.matrix.table.forms import form
from integration.matrix.table.routes import FORMS, ROUTES, SOURCE
from integration.matrix.world.build import World
from integration.matrix.world.rows import rows
from integration.matrix.world.things import Thing, Whose, nothing
from integration.matrix.world.visitors import Visitor

# By the name of a form: who could send it from our own page. Sources send no forms.
SENDERS = {
    "patient.ask": "waiting",
    "patient.withdraw": "waiting",
    "public.language": "released",
    "identity.logout": "released",
}
ELSEWHERE = [
    {"origin": "null"},
    {"origin": "https://elders.example"},
    {"origin": "http://localhost:8000"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
]


async def test_every_form_of_the_running_portal_is_tried(world: World) -> None:
    found = {name for name, one in addresses(world.portal.app).items() if one.method == "POST"}
    assert found - set(SOURCE) == set(FORMS)


@pytest.mark.parametrize("name", FORMS)
async def test_a_form_without_the_token_of_this_session_does_nothing(
    name: str, world: World
) -> None:
    who, thing = _sender(world, name)
    another = await world.again(who)
    colleague = world.visitors["elsewhere"]
    before = await rows(world.portal.owner)
    for token in ("", "onzin", another.csrf, colleague.csrf, who.token, f"{who.csrf}x"):
        assert await _sent(world, name, who, thing, token=token) == (403, [])
    assert await rows(world.portal.owner) == before


@pytest.mark.parametrize("name", FORMS)
async def test_a_form_that_another_site_sends_does_nothing(name: str, world: World) -> None:
    who, thing = _sender(world, name)
    before = await rows(world.portal.owner)
    for headers in ELSEWHERE:
        assert await _sent(world, name, who, thing, headers=headers) == (403, []), headers
    assert await rows(world.portal.owner) == before


@pytest.mark.parametrize("name", ["public.language", "identity.logout"])
async def test_another_site_sends_nothing_for_who_is_not_logged_in(name: str, world: World) -> None:
    for headers in ELSEWHERE:
        nobody = world.visitors["nobody"]
        assert await _sent(world, name, nobody, None, headers=headers) == (403, []), headers


def _sender(world: World, name: str) -> tuple[Visitor, Thing | None]:
    usual = "released" if ROUTES[name].entrance == "patient" else "all rights"
    who, kind = world.visitors[SENDERS.get(name, usual)], ROUTES[name].thing
    own = [thing for thing in world.things(kind, who) if thing.whose is Whose.OWN] if kind else []
    # Of some things there is none of one's own that may go; the form is refused before that.
    return who, own[0] if own else nothing(Whose.MISSING) if kind else None


async def _sent(
    world: World, name: str, who: Visitor, thing: Thing | None, **how: object
) -> tuple[int, list[object]]:
    address = addresses(world.portal.app)[name]
    filled = await form(name, thing, under_16=True)
    seen = await world.portal.visit(who, "POST", address.of(thing), filled, **how)  # type: ignore[arg-type]
    return seen.status, list(seen.lines)
