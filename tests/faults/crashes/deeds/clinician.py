"""What a clinician does with results and letters; forms come from their own pages."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, get, post
from faults.crashes.world import Session, World
from integration.practice.conftest import Form
from portal.frame.links import link


async def _reported(world: World) -> tuple[Session, UUID, Form]:
    patient = await world.newcomer()
    report = await patient.report()
    await patient.result(report)
    await patient.result(report, "Kalium")
    session = await world.as_employee()
    page = await world.page(session, link("practice.result", id=report))
    return session, report, Form(page).with_("conclusion", "Goed.").with_("within", "week")


def _act(act: str, route: str) -> Callable[[World], Awaitable[Sent]]:
    async def prepare(world: World) -> Sent:
        session, report, form = await _reported(world)
        return post(session, form.with_("act", act).data, route, id=report)

    return prepare


async def _review_result(world: World) -> Sent:
    session, report, _ = await _reported(world)
    return get(session, "practice.result", id=report)


async def _lettered(world: World) -> tuple[Session, UUID, dict[str, Any]]:
    patient, session = await world.newcomer(), await world.as_employee()
    letter = await patient.letter()
    page = await world.page(session, link("practice.letter", id=letter))
    return session, letter, Form(page).with_("explanation", "Gezond.").data


async def _accord(world: World) -> Sent:
    session, letter, form = await _lettered(world)
    return post(session, form, "practice.letter", id=letter)


async def _review_letter(world: World) -> Sent:
    session, letter, _ = await _lettered(world)
    return get(session, "practice.letter", id=letter)


async def _letter_for_review(world: World) -> Sent:
    session, letter, _ = await _lettered(world)
    return get(session, "practice.letter_file", id=letter)


def _recall(kind: str) -> Callable[[World], Awaitable[Sent]]:
    async def prepare(world: World) -> Sent:
        patient, session = await world.newcomer(), await world.as_employee()
        thing = await patient.accorded() if kind == "letter" else await patient.report()
        if kind == "result":
            await patient.publication(thing, [await patient.result(thing)])
        form = Form(await world.page(session, link(f"practice.{kind}_recall", id=thing)))
        return post(
            session, form.with_("reason", "wrong_patient").data, f"practice.{kind}_recall", id=thing
        )

    return prepare


def _task(step: str) -> Callable[[World], Awaitable[Sent]]:
    async def prepare(world: World) -> Sent:
        session, report, _ = await _reported(world)
        here = link("practice.task", id=report)
        form = Form(await world.page(session, here)).with_("step", "save")
        if step == "finish":
            await world.request(post(session, form.data, "practice.task", id=report))
            form = Form(await world.page(session, here)).with_("step", step)
        form = form.with_("body", "Bel terug.").with_("discussed", "2026-03-01")
        return post(session, form.data, "practice.task", id=report)

    return prepare


async def _see_task(world: World) -> Sent:
    session, report, _ = await _reported(world)
    return get(session, "practice.task", id=report)


CLINICIAN = (
    Deed("publish", _act("publish", "practice.result_publish"), SEE_OTHER),
    Deed("publish and invite", _act("publish_and_invite", "practice.result_publish"), SEE_OTHER),
    Deed("invite", _act("invite", "practice.result_invite"), SEE_OTHER),
    Deed("save", _act("save", "practice.result_save"), SEE_OTHER),
    Deed("one result for review", _review_result),
    Deed("preview of a publication", _act("publish", "practice.result")),
    Deed("the task of a result", _see_task),
    Deed("set a task", _task("save"), SEE_OTHER),
    Deed("finish a task", _task("finish"), SEE_OTHER),
    Deed("accord", _accord, SEE_OTHER),
    Deed("recall a result", _recall("result"), SEE_OTHER),
    Deed("recall a letter", _recall("letter"), SEE_OTHER),
    Deed("one letter for review", _review_letter),
    Deed("file of a letter for review", _letter_for_review),
)
