"""What the practice decides about requests and agrees on; forms come from their own pages."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, get, post
from faults.crashes.world import Session, World
from integration.practice.conftest import Form, asked
from portal.frame.links import link
from support.stage import Stage

TEXT = {"title": "Goed", "conclusion": "Alles is goed."}
WORD = {"word": "foetor", "means_nl": "Vieze geur."}
NAME = {"code": "718-7", "system": "loinc", "name_nl": "Bloedkleurstof"}


async def _requested(world: World) -> tuple[Session, UUID, dict[str, Any]]:
    patient = await world.newcomer()
    episode, other = await patient.episode(), await patient.episode("Depressie")
    line = await patient.line(episode=episode)
    request, session = await asked(patient), await world.as_employee()
    page = await world.page(session, link("practice.request", id=request))
    form = Form(page).without("episode", str(other)).without("line", str(line))
    return session, request, form.data


def _decision(route: str, **more: str) -> Callable[[World], Awaitable[Sent]]:
    async def prepare(world: World) -> Sent:
        session, request, form = await _requested(world)
        return post(session, form | more, route, id=request)

    return prepare


async def _refuse(world: World) -> Sent:
    session, request, _ = await _requested(world)
    page = await world.page(session, link("practice.request_refuse", id=request))
    form = Form(page).with_("reason", "talk_first").with_("step", "refuse").data
    return post(session, form, "practice.request_refuse", id=request)


async def _approve_too_late(world: World) -> Sent:
    session, request, form = await _requested(world)
    late = post(session, form, "practice.request_release", id=request)
    await world.request(late)
    return late


async def _review(world: World) -> Sent:
    session, request, _ = await _requested(world)
    return get(session, "practice.request", id=request)


async def _stray_review(world: World) -> Sent:
    request = await asked(await world.newcomer(world.automatic))
    return get(await world.as_employee(), "practice.request", id=request)


async def _agreements(world: World) -> Sent:
    # Its own practice each time: nothing has been chosen there yet, so everything changes.
    stage = await Stage.set(name="De Vlier")
    session = await world.as_employee(stage.gp)
    page = await world.page(session, link("practice.agreements"))
    return post(session, Form(page).data, "practice.agreements")


async def _sorts(world: World) -> Sent:
    stage = await Stage.set(name="De Vlier")
    session = await world.as_employee(stage.gp)
    return post(session, {"shared": ["own", "specialist"]}, "practice.letter_sorts")


async def _wording(world: World) -> Sent:
    stage = await Stage.set(name="De Vlier")
    session = await world.as_employee(stage.gp)
    page = await world.page(session, link("practice.wording"))
    return post(session, Form(page).with_("help_nl", "Bel ons.").data, "practice.wording")


def _kept(route: str, form: dict[str, str]) -> Callable[[World], Awaitable[Sent]]:
    async def prepare(world: World) -> Sent:
        stage = await Stage.set(name="De Vlier")
        session = await world.as_employee(stage.gp)
        page = Form(await world.page(session, link(route)))
        for name, value in form.items():
            page = page.with_(name, value)
        return post(session, page.data, route)

    return prepare


PRACTICE = (
    Deed("approve", _decision("practice.request_release"), SEE_OTHER),
    Deed("approve too late", _approve_too_late, 409),
    Deed("leave open", _decision("practice.request_leave_open"), SEE_OTHER),
    Deed("refuse", _refuse, SEE_OTHER),
    Deed("one request", _review),
    Deed("another practice's request", _stray_review, 404),
    Deed("preview of a release", _decision("practice.request")),
    Deed("agreements", _agreements, SEE_OTHER),
    Deed("texts of the practice", _wording, SEE_OTHER),
    Deed("sorts of letters", _sorts, SEE_OTHER),
    Deed("a text to begin with", _kept("practice.own_templates", TEXT), SEE_OTHER),
    Deed("a hard word", _kept("practice.words", WORD), SEE_OTHER),
    Deed("a plain name", _kept("practice.names", NAME), SEE_OTHER),
)
