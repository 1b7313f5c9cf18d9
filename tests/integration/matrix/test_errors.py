"""Errors are protected like pages, tell nothing of what was asked, and 404 does not tell why."""

from functools import partial
from typing import NamedTuple

import pytest

from consent.register.sources import SourceKind, add_source
from integration.matrix.table.asking import addresses
from integration.matrix.table.forms import form
from integration.matrix.table.routes import ROUTES
from integration.matrix.world.build import World
from integration.matrix.world.portal import Seen
from integration.matrix.world.things import Thing, Whose
from integration.matrix.world.visitors import Visitor
from portal.database import transaction
from publishing.intake.reader import MAX_BYTES
from support.stage import START

ADDRESSED = [name for name, route in ROUTES.items() if route.thing and route.thing != "file"]
NOT_THEIRS = (Whose.SAME, Whose.OTHER, Whose.MISSING)
KEPT_APART = ("date", "content-length")


class Error(NamedTuple):
    """Something that cannot be answered: who asks for what, with so many signs, and the status."""

    who: str
    method: str
    path: str
    status: int
    size: int = 0


ERRORS = [
    Error("nobody", "GET", "/nergens", 404),
    Error("released", "GET", "/mijn/uitslagen/geen-nummer", 404),
    Error("all rights", "GET", "/praktijk/aanvragen?na=geen-nummer", 400),
    Error("all rights", "GET", "/praktijk/uitslagen?na=geen-nummer&stand=%00", 400),
    Error("all rights", "GET", "/praktijk/brieven?na=", 400),
    Error("released", "PUT", "/mijn/uitslagen", 405),
    Error("released", "GET", "/uitloggen", 405),
    Error("nobody", "GET", "/intake/fhir", 405),
    Error("nobody", "POST", "/taal", 413, 70_000),
    Error("released", "POST", "/mijn/inzage", 413, 70_000),
    Error("all rights", "POST", "/praktijk/werkafspraken", 413, 70_000),
    Error("all rights", "POST", "/praktijk/uitslagen/{}/publiceren", 413, 1_100_000),
]


@pytest.mark.parametrize("name", ADDRESSED)
async def test_a_foreign_a_hidden_and_a_missing_thing_give_the_same_answer(
    name: str, world: World
) -> None:
    route = ROUTES[name]
    who = world.visitors["released" if route.entrance == "patient" else "all rights"]
    found = [one for one in world.things(route.thing, who) if one.whose in NOT_THEIRS]
    if route.entrance == "employee":
        found = [one for one in found if one.practice != who.practice]
    if route.entrance == "patient":
        found += await _hidden(world, route.thing)
    answers = {_plain(await _seen(world, name, who, one), one) for one in found}
    assert len(answers) == 1
    assert next(iter(answers)).startswith("404 ")


@pytest.mark.parametrize("case", ERRORS, ids=str)
async def test_an_error_is_protected_and_leaves_no_line(case: Error, world: World) -> None:
    address = case.path.format(world.holders["waiting", "here"].things["report"])
    filled = {"taal": "x" * case.size} if case.size else None
    seen = await world.portal.visit(world.visitors[case.who], case.method, address, filled)
    assert (seen.status, seen.lines) == (case.status, [])
    assert "geen-nummer" not in seen.answer.text.replace("/geen-nummer", "")


async def test_a_message_that_is_too_large_is_refused_unread(world: World) -> None:
    async with transaction():
        kind = SourceKind.LABORATORY
        credential = await add_source("matrix-large", kind, world.here.practice, START)
    headers = {"authorization": f"Bearer {credential}"}
    seen = await world.portal.visit(
        Visitor("source"), "POST", "/intake/fhir", content=b" " * (MAX_BYTES + 1), headers=headers
    )
    assert (seen.status, seen.lines) == (413, [])


async def test_a_fault_of_our_own_is_protected_and_shows_nothing_of_it(
    world: World, capfd: pytest.CaptureFixture[str]
) -> None:
    await world.portal.owner.execute("alter table letter rename to elsewhere")
    try:
        seen = await world.portal.visit(world.visitors["released"], "GET", "/mijn/brieven")
    finally:
        await world.portal.owner.execute("alter table elsewhere rename to letter")
    assert (seen.status, seen.lines) == (500, [])
    assert "letter" not in seen.answer.text.lower()
    assert "does not exist" not in "".join(capfd.readouterr())


async def _hidden(world: World, kind: str) -> list[Thing]:
    patient = world.holders["released", "here"].patient
    made = {
        "report": patient.report,
        "letter": patient.letter,
        "episode": partial(patient.episode, visible_to_patient=False),
    }
    return [Thing(Whose.OWN, await made[kind]())] if kind in made else []


async def _seen(world: World, name: str, who: Visitor, thing: Thing) -> Seen:
    address = addresses(world.portal.app)[name]
    filled = await form(name, thing) if address.method == "POST" else None
    return await world.portal.visit(who, address.method, address.of(thing), filled)


def _plain(seen: Seen, thing: Thing) -> str:
    told = sorted(
        f"{key}: {value}" for key, value in seen.answer.headers.items() if key not in KEPT_APART
    )
    return f"{seen.status} {told} {seen.answer.text.replace(str(thing.id), 'ID')}"
