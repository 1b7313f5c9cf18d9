"""One access request: looked at, released, refused or left open; then the next one opens."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided
from consent.model import Denied, Reason, RequestStatus, Right
from consent.requests import deciding, desk
from consent.requests.model import AccessRequest
from portal import errors
from portal.acts import act
from portal.frame.links import link, route
from portal.identity.visitor import Visitor, visitor_of
from portal.post.readers import telling
from portal.practice.answering import FORM_LIMIT, HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.requests import DecideForm, RefuseForm, check_refusal
from portal.practice.review import looked_at, opened, page_of, release_of
from portal.practice.views import conflict, refusal
from portal.practice.views.phrases import sentences
from publishing import journal

Answer = Response[str] | Redirect
# Leaving a request open is not told: nothing was decided.
DECISIONS = frozenset({Action.REQUEST_APPROVE, Action.REQUEST_REFUSE})


@get(
    route("practice.request"),
    name="practice.request",
    opt=needs(Right.REQUESTS_SEE, Action.REQUEST_REVIEW),
)
async def show(
    request: HttpRequest,
    item: FromPath[UUID],
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show one request with its ticks and the patient's own pages beside them."""
    said = notice(done, visitor_of(request).language)
    return await _page(request, item, form=None, said=said)


@post(
    route("practice.request"),
    name="practice.request_preview",
    opt=needs(Right.REQUESTS_SEE, Action.REQUEST_REVIEW),
    status_code=200,
    request_max_body_size=FORM_LIMIT,
)
async def refresh(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show the same page with the patient's pages as these ticks would make them."""
    return await _page(request, item, form=await posted(request, DecideForm))


@post(
    route("practice.request_release"),
    name="practice.request_release",
    opt=needs(Right.REQUESTS_DECIDE, Action.REQUEST_APPROVE),
    request_max_body_size=FORM_LIMIT,
)
async def release(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Release the file with what is ticked."""
    visitor, form = visitor_of(request), await posted(request, DecideForm)
    work = partial(journal.release, visitor.acting, item, release_of(form), visitor.at)
    return await _decide(request, item, Action.REQUEST_APPROVE, work)


@post(
    route("practice.request_leave_open"),
    name="practice.request_leave_open",
    opt=needs(Right.REQUESTS_DECIDE, Action.REQUEST_LEAVE_OPEN),
    request_max_body_size=FORM_LIMIT,
)
async def leave_open(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Leave the request open; the ticks that were sent along are not kept."""
    visitor, form = visitor_of(request), await posted(request, DecideForm)
    work = partial(deciding.leave_open, visitor.acting, item, form.note, visitor.at)
    return await _decide(request, item, Action.REQUEST_LEAVE_OPEN, work)


@get(
    route("practice.request_refuse"),
    name="practice.request_refuse",
    opt=needs(Right.REQUESTS_DECIDE, Action.REQUEST_REVIEW),
)
async def refusing(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show the form of a refusal."""
    return await _refusal(request, item, RefuseForm())


@post(
    route("practice.request_refuse"),
    name="practice.request_refused",
    opt=needs(Right.REQUESTS_DECIDE, Action.REQUEST_REFUSE),
)
async def refuse(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Refuse the request, or show what the patient would read."""
    visitor, form = visitor_of(request), await posted(request, RefuseForm)
    if form.step == "preview":
        return await _refusal(request, item, form)
    checked = check_refusal(form)
    if isinstance(checked, tuple):
        faults = sentences(checked, "refusal", visitor.language)
        return await _refusal(request, item, form, faults)
    work = partial(deciding.refuse, visitor.acting, item, checked, visitor.at)
    return await _decide(request, item, Action.REQUEST_REFUSE, work)


async def _page(request: HttpRequest, request_id: UUID, **shown: Any) -> Answer:
    visitor = visitor_of(request)
    seen = await opened(visitor.acting, request_id, visitor.at)
    if seen is None or isinstance(seen, Denied):
        return errors.unopened(request, seen)
    try:
        page = await page_of(seen, visitor, shown.get("form"), shown.get("said"))
    except AlreadyDecided as raced:
        return await _raced(request, request_id, raced.reason)
    return await reply(request, "request", page)


async def _refusal(
    request: HttpRequest, request_id: UUID, form: RefuseForm, faults: dict[str, str] | None = None
) -> Answer:
    visitor = visitor_of(request)
    seen = await looked_at(visitor.acting, request_id, visitor.at)
    if seen is None or isinstance(seen, Denied):
        return errors.unopened(request, seen)
    if seen.status not in refusal.WAITING:
        return await _raced(request, request_id, Reason.ALREADY_DECIDED)
    case = refusal.Case(seen, form, faults or {})
    page = refusal.page(case, visitor.acting, visitor.at, visitor.language)
    return await reply(request, "refusal", page, status=400 if faults else 200)


async def _decide(
    request: HttpRequest,
    request_id: UUID,
    action: Action,
    work: Callable[[], Awaitable[AccessRequest]],
) -> Answer:
    visitor = visitor_of(request)
    attempt = Event(action, visitor.at, object_id=request_id)
    try:
        await act(visitor.acting, attempt, partial(_told, request, action, work))
    except AlreadyDecided as raced:
        return await _raced(request, request_id, raced.reason)
    return await _next(visitor, request_id, action)


async def _told(
    request: HttpRequest, action: Action, work: Callable[[], Awaitable[AccessRequest]]
) -> None:
    decided = await work()
    if action in DECISIONS:
        vault, at = request.app.state.vault, visitor_of(request).at
        await telling.request_decided(vault, decided, at)


async def _next(visitor: Visitor, request_id: UUID, action: Action) -> Redirect:
    done = action.value.replace(".", "_")
    waiting = [RequestStatus.SUBMITTED]
    later = await desk.worklist(visitor.acting, waiting, request_id)
    following = later or await desk.worklist(visitor.acting, waiting)
    if not following:
        return onward("practice.requests", done)
    return onward("practice.request", done, id=following[0].id)


async def _raced(request: HttpRequest, request_id: UUID, reason: Reason) -> Answer:
    visitor = visitor_of(request)
    found = await desk.request_here(visitor.acting, request_id)
    if found is None:
        return errors.not_found(request)
    again = link("practice.request", id=request_id)
    page = conflict.of_request(found, reason, again, visitor.language)
    return await reply(request, "conflict", page, status=409)
