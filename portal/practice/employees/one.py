"""One employee: rights given and taken, and the day they leave."""

from functools import partial
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided, NotFound, Refused
from consent.model import Right
from consent.register import colleagues, managing
from consent.register.colleagues import Colleague
from portal import errors
from portal.acts import act
from portal.frame.links import link, route
from portal.identity import sessions
from portal.identity.limits import limits_here
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.employees import views
from portal.practice.employees.forms import RightsForm, wanted
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Notice
from portal.practice.views import conflict
from portal.practice.views.phrases import on_the_page
from portal.presence import ending
from portal.presence.views import device

Answer = Response[str] | Redirect
Done = Annotated[str | None, QueryParameter(name="gedaan")]
RIGHT = Right.EMPLOYEES_CHANGE


@get(route("practice.employee"), name="practice.employee", opt=needs(RIGHT))
async def show(request: HttpRequest, item: FromPath[UUID], done: Done = None) -> Answer:
    """Show one employee with their rights."""
    return await _one(request, item, said=notice(done, visitor_of(request).language))


@post(
    route("practice.employee"),
    name="practice.employee_change",
    opt=needs(RIGHT, Action.EMPLOYEE_CHANGE),
)
async def change(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Give and take rights; every change is a line."""
    visitor, form = visitor_of(request), await posted(request, RightsForm)
    checked = wanted(form)
    if isinstance(checked, tuple):
        return await _one(request, item, form, checked)
    attempt = Event(Action.EMPLOYEE_CHANGE, visitor.at, object_id=item)
    work = partial(managing.change, visitor.acting, item, checked, visitor.at)
    try:
        changed = await act(visitor.acting, attempt, work)
    except AlreadyDecided:
        return await _raced(request, item)
    except Refused as refusal:
        return await _refused(request, item, refusal)
    done = "rights_saved" if changed else "rights_same"
    return onward("practice.employee", done, id=item)


@post(
    route("practice.employee_leave"),
    name="practice.employee_leave",
    opt=needs(RIGHT, Action.EMPLOYEE_LEAVE),
)
async def leave(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Let somebody no longer work here; where they are logged in ends with it."""
    visitor = visitor_of(request)

    async def work() -> None:
        await managing.leave(visitor.acting, item, visitor.at)
        await sessions.end_at(item)

    attempt = Event(Action.EMPLOYEE_LEAVE, visitor.at, object_id=item)
    try:
        await act(visitor.acting, attempt, work)
    except Refused as refusal:
        return await _refused(request, item, refusal)
    return onward("practice.employees", "employee_left")


@post(
    route("practice.employee_sessions"),
    name="practice.employee_sessions",
    opt=needs(RIGHT, Action.SESSION_END),
)
async def log_out(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """End where somebody is logged in at this practice; they can log in again."""
    visitor = visitor_of(request)

    async def work() -> None:
        known = await _working(request, item)
        if known is None:
            raise NotFound
        found = await sessions.of_memberships([item], limits_here(request), visitor.at)
        await ending.end(visitor, [one.id for one in found])

    await act(visitor.acting, Event(Action.SESSION_END, visitor.at, object_id=item), work)
    return onward("practice.employee", "employee_logged_out", id=item)


async def _one(
    request: HttpRequest,
    membership: UUID,
    form: RightsForm | None = None,
    faults: tuple[FieldFault, ...] = (),
    said: Notice | None = None,
) -> Answer:
    visitor = visitor_of(request)
    known = await _working(request, membership)
    if known is None:
        return errors.not_found(request)
    sentences = views.sentences(faults, visitor.language)
    chosen = form or views.filled(known)
    page = views.one(visitor.acting, known, chosen, sentences, visitor.language)
    here = await sessions.of_memberships([membership], limits_here(request), visitor.at)
    page = msgspec.structs.replace(
        page, sessions=tuple(device(one.device, visitor.language) for one in here)
    )
    status = 400 if faults else 403 if said and said.kind == "error" else 200
    return await reply(
        request, "employee", msgspec.structs.replace(page, notice=said), status=status
    )


async def _refused(request: HttpRequest, membership: UUID, refusal: Refused) -> Answer:
    said = on_the_page(refusal, views.ON_THE_PAGE, visitor_of(request).language)
    return await _one(request, membership, said=said)


async def _raced(request: HttpRequest, membership: UUID) -> Answer:
    visitor = visitor_of(request)
    known = await _working(request, membership)
    if known is None:
        return errors.not_found(request)
    again = link("practice.employee", id=membership)
    page = conflict.of_employee(known.name, again, visitor.language)
    return await reply(request, "conflict", page, status=409)


async def _working(request: HttpRequest, membership: UUID) -> Colleague | None:
    visitor = visitor_of(request)
    known = await colleagues.colleague(visitor.acting, membership)
    return None if known is None or known.ended_at else known
