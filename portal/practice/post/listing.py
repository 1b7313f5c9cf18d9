"""What did not arrive: seen, printed, sent again, taken off the list. It names no content."""

from functools import partial
from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.model import Right
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.frame.viewer import Contact
from portal.identity.visitor import visitor_of
from portal.post import desk
from portal.practice.answering import HttpRequest, needs, notice, onward, reply
from portal.practice.post import views

RIGHT = Right.REQUESTS_SEE


@get(route("practice.post"), name="practice.post", opt=needs(RIGHT, Action.POST_LIST))
async def show(
    request: HttpRequest, done: Annotated[str | None, QueryParameter(name="gedaan")] = None
) -> Response[str]:
    """Show what did not arrive."""
    visitor = visitor_of(request)
    async with transaction():
        stuck = await desk.stuck(visitor.acting, request.app.state.vault, visitor.at)
    page = views.page(
        visitor.acting.organisation, stuck, visitor.language, notice(done, visitor.language)
    )
    return await reply(request, "post", page)


@get(
    route("practice.post_letter"),
    name="practice.post_letter",
    opt=needs(RIGHT, Action.POST_REVIEW),
)
async def letter(request: HttpRequest, item: FromPath[UUID]) -> Response[str]:
    """Show one message as a letter to print."""
    visitor, state = visitor_of(request), request.app.state
    attempt = Event(Action.POST_REVIEW, visitor.at, object_id=item)
    work = partial(desk.letter, visitor.acting, item, state.vault, visitor.at)
    found = await act(visitor.acting, attempt, work)
    phone = visitor.membership.practice_phone if visitor.membership else ""
    here = Contact(name=visitor.acting.organisation, phone=phone)
    page = views.letter(here, found, state.settings.base_url, visitor.at)
    return await reply(request, "post_letter", page)


@post(
    route("practice.post_again"),
    name="practice.post_again",
    opt=needs(RIGHT, Action.POST_AGAIN),
)
async def again(request: HttpRequest, item: FromPath[UUID]) -> Redirect:
    """Send a message again."""
    visitor = visitor_of(request)
    attempt = Event(Action.POST_AGAIN, visitor.at, object_id=item)
    await act(visitor.acting, attempt, partial(desk.again, visitor.acting, item, visitor.at))
    return onward("practice.post", "post_again")


@post(
    route("practice.post_done"),
    name="practice.post_done",
    opt=needs(RIGHT, Action.POST_DONE),
)
async def done(request: HttpRequest, item: FromPath[UUID]) -> Redirect:
    """Take a message off the list."""
    visitor = visitor_of(request)
    attempt = Event(Action.POST_DONE, visitor.at, object_id=item)
    await act(visitor.acting, attempt, partial(desk.done, visitor.acting, item, visitor.at))
    return onward("practice.post", "post_done")
