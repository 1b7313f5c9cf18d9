"""The mandates desk of one patient: looked at, registered, withdrawn, kept out, let in again."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from consent import access
from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import today
from consent.errors import NotFound, Refused
from consent.files import facts_of_patient
from consent.model import Denied, Right
from consent.representation import choosing, listing, registering
from consent.representation.registering import Block
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.pages.parts import Notice
from portal.practice.representatives import views
from portal.practice.representatives.forms import BlockForm, RepresentativeForm, registration
from portal.practice.representatives.views import Case
from portal.practice.views import phrases

Answer = Response[str] | Redirect
RIGHT = Right.PATIENTS_CHANGE


@get(
    route("practice.representatives"),
    name="practice.representatives",
    opt=needs(RIGHT, Action.REPRESENTATION_REVIEW),
)
async def show(
    request: HttpRequest,
    item: FromPath[UUID],
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show who acts for a patient and the form to register somebody; a look with its line."""
    return await _page(request, item, notice=notice(done, visitor_of(request).language))


@post(
    route("practice.representatives"),
    name="practice.representative_add",
    opt=needs(RIGHT, Action.REPRESENTATION_REGISTER),
)
async def add(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Register who may act for the patient, or say what has to be mended."""
    visitor, form = visitor_of(request), await posted(request, RepresentativeForm)
    checked = registration(form, today(visitor.at))
    if isinstance(checked, tuple):
        return await _page(request, item, status=400, form=form, faults=checked)
    vault = request.app.state.vault
    attempt = Event(Action.REPRESENTATION_REGISTER, visitor.at, object_id=item)
    work = partial(registering.register, visitor.acting, vault, item, checked, visitor.at)
    try:
        await act(visitor.acting, attempt, work)
    except Refused as refusal:
        said = phrases.on_the_page(refusal, views.ON_THE_PAGE, visitor.language)
        return await _page(request, item, status=403, form=form, notice=said)
    return onward("practice.representatives", "representative_added", id=item)


@post(
    route("practice.representative_end"),
    name="practice.representative_end",
    opt=needs(RIGHT, Action.REPRESENTATION_END),
)
async def end(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """End a representation at once."""
    visitor = visitor_of(request)
    work = partial(choosing.withdraw, visitor.acting, item, visitor.at)
    return await _done(request, item, Action.REPRESENTATION_END, work)


@post(
    route("practice.representative_block"),
    name="practice.representative_block",
    opt=needs(RIGHT, Action.REPRESENTATION_BLOCK),
)
async def block(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Keep a representative out; why, is read here alone."""
    visitor, form = visitor_of(request), await posted(request, BlockForm)
    work = partial(registering.block, visitor.acting, Block(item, form.reason), visitor.at)
    return await _done(request, item, Action.REPRESENTATION_BLOCK, work)


@post(
    route("practice.representative_lift"),
    name="practice.representative_lift",
    opt=needs(RIGHT, Action.REPRESENTATION_LIFT),
)
async def lift(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Let a representative in again, who then asks anew."""
    visitor = visitor_of(request)
    work = partial(registering.lift, visitor.acting, item, visitor.at)
    return await _done(request, item, Action.REPRESENTATION_LIFT, work)


async def _done(
    request: HttpRequest, item: UUID, action: Action, work: Callable[[], Awaitable[None]]
) -> Answer:
    visitor = visitor_of(request)
    patient = await listing.patient_of(visitor.acting, item)
    attempt = Event(action, visitor.at, object_id=item)
    try:
        await act(visitor.acting, attempt, work)
    except Refused as refusal:
        if patient is None:
            raise
        said = phrases.on_the_page(refusal, views.ON_THE_PAGE, visitor.language)
        return await _page(request, patient, status=403, notice=said)
    if patient is None:
        raise NotFound
    return onward("practice.representatives", action.value.replace(".", "_"), id=patient)


async def _page(
    request: HttpRequest,
    item: UUID,
    *,
    status: int = 200,
    notice: Notice | None = None,
    **shown: Any,
) -> Answer:
    visitor = visitor_of(request)
    look = Look(visitor.acting, Action.REPRESENTATION_REVIEW, visitor.at, item)
    async with transaction():
        grant = await access.open_review(look, RIGHT, item)
        known = (
            [] if grant is None or isinstance(grant, Denied) else await listing.at_the_desk(grant)
        )
        facts = await facts_of_patient(item)
    if grant is None or isinstance(grant, Denied) or facts is None:
        return errors.not_found(request)
    case = Case(patient=facts.patient, known=known, today=today(visitor.at), notice=notice, **shown)
    page = views.page(case, visitor.language)
    return await reply(request, "representatives", page, status=status)
