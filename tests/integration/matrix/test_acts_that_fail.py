"""Acts that come too late or are not complete: the status, and the line that they leave."""

from typing import NamedTuple

import pytest

from integration.matrix.table.asking import addresses
from integration.matrix.table.forms import form
from integration.matrix.table.routes import ROUTES
from integration.matrix.world import visitors
from integration.matrix.world.build import World
from integration.matrix.world.rows import rows
from integration.matrix.world.things import Thing, Whose
from integration.matrix.world.visitors import Visitor
from support.stage import START

LATE = [
    "practice.request_release",
    "practice.request_refused",
    "practice.request_leave_open",
    "practice.result_publish",
    "practice.letter_accord",
]


class Wrong(NamedTuple):
    """A form with something else in it: what changes, the status, and the line ("": none)."""

    route: str
    change: dict[str, object]
    status: int
    line: str = ""
    refused: str = ""


ELSEWHERE = "0193d2a4-0000-7000-8000-000000000000"
WRONG = [
    Wrong("practice.result_publish", {"conclusion": " \u200b "}, 400, "result.review"),
    Wrong("practice.result_publish", {"share": []}, 400, "result.review"),
    Wrong("practice.result_publish", {"act": "zomaar"}, 400, "result.review"),
    Wrong("practice.result_publish", {"conclusion": "x" * 4001}, 400, "result.review"),
    Wrong("practice.result_publish", {"when": "later", "day": "2020-01-01", "time": "10:00"}, 400,
          "result.review"),
    Wrong("practice.result_publish", {"seen": [ELSEWHERE]}, 409, "result.publish", "list_changed"),
    Wrong("practice.result_publish", {"share": ["geen-nummer"]}, 400),
    Wrong("practice.result_invite", {"within": "ooit"}, 400, "result.review"),
    Wrong("practice.request_refused", {"reason": "zomaar"}, 400, "request.review"),
    Wrong("practice.request_refused", {"reason": "other"}, 400, "request.review"),
    Wrong("practice.request_refused", {"step": "preview"}, 200, "request.review"),
    Wrong("practice.request_release", {"seen_episode": []}, 409, "request.approve", "list_changed"),
    Wrong("practice.request_release", {"status": "approved"}, 400),
    Wrong("practice.request_release", {"episode": ["geen-nummer"]}, 400),
    Wrong("practice.letter_accord", {"explanation": "x" * 4001}, 400, "letter.review"),
    Wrong("practice.letter_accord", {"step": "preview"}, 200, "letter.review"),
]  # fmt: skip


async def waiting(world: World, name: str) -> tuple[Visitor, Thing, dict[str, object]]:
    """Give a GP, somebody's thing that waits, and the form as it should be."""
    who = await visitors.employee(world.portal.app, "all rights", world.here.gp, START)
    thing = (await world.newcomer(who)).thing(ROUTES[name].thing, Whose.OWN)
    return who, thing, await form(name, thing)


@pytest.mark.parametrize("name", LATE)
async def test_who_comes_second_is_refused_with_a_line_in_the_patient_s_log(
    name: str, world: World
) -> None:
    who, thing, filled = await waiting(world, name)
    path = addresses(world.portal.app)[name].of(thing)
    assert (await world.portal.visit(who, "POST", path, filled)).status == 303
    before = await rows(world.portal.owner)
    late = await world.portal.visit(who, "POST", path, filled)
    [line] = late.lines
    assert (late.status, line.refused) == (409, "already_decided")
    assert line.action == ROUTES[name].line.split()[-1]
    assert (line.person, line.practice) == (thing.person, thing.practice)
    assert await rows(world.portal.owner) == before


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.route} {[*wrong.change]}")
async def test_a_form_that_is_not_right_changes_nothing(wrong: Wrong, world: World) -> None:
    who, thing, filled = await waiting(world, wrong.route)
    before = await rows(world.portal.owner)
    path = addresses(world.portal.app)[wrong.route].of(thing)
    seen = await world.portal.visit(who, "POST", path, filled | wrong.change)
    assert seen.status == wrong.status
    found = [(line.action, line.refused, line.person) for line in seen.lines]
    assert found == ([(wrong.line, wrong.refused, thing.person)] if wrong.line else [])
    assert await rows(world.portal.owner) == before
