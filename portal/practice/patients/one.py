"""One patient: what is registered, and the acts that end or join a registration."""

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
from consent.errors import Refused
from consent.model import Denied, Patient, Reason, Right
from consent.register import finding, leaving, people
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.identity import sessions
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Notice
from portal.practice.patients import views
from portal.practice.patients.forms import DeathForm, MergeForm, died_on, number_in
from publishing import merging

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
    return await _page(request, item, said=notice(done, visitor_of(request).language))


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
        return await _page(request, item, (day,))
    work = partial(leaving.record_death, visitor.acting, item, day, visitor.at)
    return await _left(request, item, Action.PATIENT_DEATH, work)


@post(
    route("practice.patient_merge"),
    name="practice.patient_merge",
    opt=needs(RIGHT, Action.PATIENT_MERGE),
)
async def merge(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Let a double registration become part of this one."""
    visitor, form = visitor_of(request), await posted(request, MergeForm)

    async def work() -> Patient:
        practice = visitor.acting.practice
        number = number_in(form.number)
        double = practice and number and await people.patient_by_number(practice, number)
        if not double:
            file = await leaving.held(visitor.acting, item)
            raise Refused(Reason.CANNOT_MERGE, file.person, file.practice)
        return await merging.merge(visitor.acting, item, double, visitor.at)

    try:
        await act(visitor.acting, Event(Action.PATIENT_MERGE, visitor.at, object_id=item), work)
    except Refused as refusal:
        if refusal.reason not in views.ON_THE_PAGE:
            raise
        return await _page(request, item, said=views.told(refusal.reason, visitor.language))
    return onward("practice.patient", "patient_merged", id=item)


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


async def _page(
    request: HttpRequest,
    file: UUID,
    faults: tuple[FieldFault, ...] = (),
    said: Notice | None = None,
) -> Answer:
    visitor = visitor_of(request)
    look = Look(visitor.acting, Action.PATIENT_REVIEW, visitor.at, file)
    async with transaction():
        grant = await access.open_review(look, RIGHT, file)
        known = None
        if grant and not isinstance(grant, Denied):
            known = await finding.registered(grant, request.app.state.vault)
    if known is None:
        return errors.not_found(request)
    page = views.one(known, views.sentences(faults, visitor.language), visitor.language)
    status = 400 if faults else 403 if said and said.kind == "error" else 200
    return await reply(
        request, "patient", msgspec.structs.replace(page, notice=said), status=status
    )
