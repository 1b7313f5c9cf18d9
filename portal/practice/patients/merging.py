"""Two registrations of one patient become one: both are shown first; it cannot be undone."""

from typing import Any
from uuid import UUID

from litestar import Response, post
from litestar.params import FromPath
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.errors import Refused
from consent.model import Reason, Right
from consent.register import leaving, people
from portal import errors
from portal.acts import act
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, onward, posted, reply
from portal.practice.patients import one, registered, views
from portal.practice.patients.forms import MergeForm, number_in
from portal.practice.views import phrases
from publishing import merging

CONFIRMED = "merge"


@post(
    route("practice.patient_merge"),
    name="practice.patient_merge",
    opt=needs(Right.PATIENTS_CHANGE, Action.PATIENT_MERGE),
)
async def merge(request: HttpRequest, item: FromPath[UUID]) -> Response[Any] | Redirect:
    """Show both, and when they have been seen, let the double become part of this one."""
    visitor, form = visitor_of(request), await posted(request, MergeForm)
    is_confirmed = form.step == CONFIRMED

    async def work() -> UUID:
        double = await _double(request, item, form.number)
        if is_confirmed:
            await merging.merge(visitor.acting, request.app.state.vault, item, double, visitor.at)
        else:
            await merging.check(visitor.acting, item, double)
        return double

    try:
        attempt = Event(Action.PATIENT_MERGE, visitor.at, object_id=item)
        double = await act(visitor.acting, attempt, work)
    except Refused as refusal:
        said = phrases.on_the_page(refusal, views.ON_THE_PAGE, visitor.language)
        return await one.page(request, item, said=said)
    if is_confirmed:
        return onward("practice.patient", "patient_merged", id=item)
    return await _both(request, item, double)


async def _double(request: HttpRequest, item: UUID, number: str) -> UUID:
    clerk = visitor_of(request).acting
    digits = number_in(number)
    found = await people.patient_by_number(clerk.practice, digits) if clerk.practice else None
    if not digits or found is None:
        file = await leaving.held(clerk, item)
        raise Refused(Reason.CANNOT_MERGE, file.person, file.practice)
    return found


async def _both(request: HttpRequest, item: UUID, double: UUID) -> Response[Any]:
    stays, goes = await one.looked_at(request, item), await one.looked_at(request, double)
    if stays is None or goes is None:
        return errors.not_found(request)
    page = registered.merging(stays, goes, visitor_of(request).language)
    return await reply(request, "patient_merge", page)
