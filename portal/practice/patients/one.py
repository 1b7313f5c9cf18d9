"""One patient: what is registered, and the acts that end a registration."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from consent import access
from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import today
from consent.model import Denied, Patient, Right
from consent.register import correcting, finding, leaving
from consent.register.finding import Registered
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.identity import sessions
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Notice
from portal.practice.patients import registered, views
from portal.practice.patients.forms import DeathForm, UndoForm, died_on
from portal.practice.patients.person_form import reason_of

Answer = Response[str] | Redirect
RIGHT = Right.PATIENTS_CHANGE


@get(
    route("practice.patient"),
    name="practice.patient",
    opt=needs(RIGHT, Action.PATIENT_REVIEW),
)
async def show(
    request: HttpRequest,
    item: FromPath[UUID],
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show what the practice registered of somebody; a look with its line."""
    return await page(request, item, said=notice(done, visitor_of(request).language))


@post(
    route("practice.patient_deregister"),
    name="practice.patient_deregister",
    opt=needs(RIGHT, Action.PATIENT_DEREGISTER),
)
async def deregister(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Take somebody off the practice's list."""
    visitor = visitor_of(request)
    work = partial(leaving.deregister, visitor.acting, item, visitor.at)
    return await _left(request, item, Action.PATIENT_DEREGISTER, work)


@post(
    route("practice.patient_death"),
    name="practice.patient_death",
    opt=needs(RIGHT, Action.PATIENT_DEATH),
)
async def record_death(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Record that somebody died."""
    visitor, form = visitor_of(request), await posted(request, DeathForm)
    day = died_on(form, today(visitor.at))
    if isinstance(day, FieldFault):
        return await page(request, item, (day,))
    work = partial(leaving.record_death, visitor.acting, item, day, visitor.at)
    return await _left(request, item, Action.PATIENT_DEATH, work)


@post(
    route("practice.patient_death_undo"),
    name="practice.patient_death_undo",
    opt=needs(RIGHT, Action.PATIENT_DEATH_UNDO),
)
async def undo_death(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Revoke a death that was none."""
    visitor, form = visitor_of(request), await posted(request, UndoForm)
    why = reason_of(form.why)
    if isinstance(why, FieldFault):
        return await page(request, item, (why,))
    attempt = Event(Action.PATIENT_DEATH_UNDO, visitor.at, object_id=item)
    work = partial(correcting.undo_death, visitor.acting, item, why, visitor.at)
    await act(visitor.acting, attempt, work)
    return onward("practice.patient", "patient_death_undo", id=item)


async def page(
    request: HttpRequest,
    file: UUID,
    faults: tuple[FieldFault, ...] = (),
    said: Notice | None = None,
) -> Answer:
    """Answer with the page of one patient, with what is wrong with a form on it, or refused."""
    known = await looked_at(request, file)
    if known is None:
        return errors.not_found(request)
    language = visitor_of(request).language
    shown = registered.one(known, views.sentences(faults, language), language)
    status = 400 if faults else 403 if said and said.kind == "error" else 200
    return await reply(
        request, "patient", msgspec.structs.replace(shown, notice=said), status=status
    )


async def looked_at(request: HttpRequest, file: UUID) -> Registered | None:
    """Give what is registered of somebody here, with the line of the look; None: nobody here."""
    visitor = visitor_of(request)
    look = Look(visitor.acting, Action.PATIENT_REVIEW, visitor.at, file)
    async with transaction():
        grant = await access.open_registration(look, file)
        if grant is None or isinstance(grant, Denied):
            return None
        return await finding.registered(grant, request.app.state.vault)


async def _left(
    request: HttpRequest, file: UUID, action: Action, work: Callable[[], Awaitable[Patient]]
) -> Answer:
    visitor = visitor_of(request)

    async def end() -> None:
        ended = await work()
        # Whoever is looking at this moment looks no longer.
        await sessions.end_of_person(ended.person)

    await act(visitor.acting, Event(action, visitor.at, object_id=file), end)
    return onward("practice.patients", action.value.replace(".", "_"))
