"""What is shown of a file and why: everything in it, one thing, and the flag of one thing."""

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
from consent.model import Grant, Right
from consent.representation.eyes import Eyes, eyes_on
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.identity.visitor import Visitor, visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.reading import Malformed
from portal.practice.why import views
from portal.shown.paging import number
from publishing.inside import why
from publishing.inside.why import File

Answer = Response[str] | Redirect
RIGHT = Right.REQUESTS_SEE
THING, CONTACT = "thing", "contact"


class FlagForm(msgspec.Struct, frozen=True):
    """Whether the thing is to be shown, or all of the contact in which it was written."""

    visible: str = ""
    what: str = THING


class Opened(msgspec.Struct, frozen=True):
    """A file that was opened, with through whose eyes it can be looked at."""

    file: File
    everybody: tuple[Eyes, ...]


@get(
    route("practice.visible"),
    name="practice.visible",
    opt=needs(RIGHT, Action.VISIBILITY_REVIEW),
)
async def show_all(
    request: HttpRequest,
    item: FromPath[UUID],
    page: Annotated[str | None, QueryParameter(name="pagina")] = None,
) -> Answer:
    """Show everything in a file and whether the patient sees it; a look with its line."""
    visitor = visitor_of(request)
    async with transaction():
        seen = await _opened(visitor, item, item)
    if seen is None:
        return errors.not_found(request)
    shown = views.file_page(seen.file, seen.everybody[0], number(page) or 1, visitor.language)
    return await reply(request, "visible", shown)


@get(route("practice.why"), name="practice.why", opt=needs(RIGHT, Action.VISIBILITY_REVIEW))
async def show(
    request: HttpRequest,
    item: FromPath[UUID],
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show every gate of one thing with its answer; a look with its line."""
    visitor = visitor_of(request)
    async with transaction():
        seen = await _opened(visitor, item, await why.owner(item))
    thing = seen.file.find(item) if seen else None
    if seen is None or thing is None:
        return errors.not_found(request)
    page = views.thing_page(seen.file, thing, seen.everybody, visitor.acting, visitor.language)
    said = notice(done, visitor.language)
    return await reply(request, "why", msgspec.structs.replace(page, notice=said))


@post(
    route("practice.why"),
    name="practice.why_set",
    opt=needs(Right.EPISODES_HIDE, Action.VISIBILITY_SET),
)
async def set_flag(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show or hide an episode, a line, or what was written in one contact."""
    visitor, form = visitor_of(request), await posted(request, FlagForm)
    if form.visible not in {"on", "off"} or form.what not in {THING, CONTACT}:
        raise Malformed("unknown_choice", "visible")
    attempt = Event(Action.VISIBILITY_SET, visitor.at, object_id=item)
    visible = form.visible == "on"
    change = why.set_contact if form.what == CONTACT else why.set_visible
    work = partial(change, visitor.acting, item, visitor.at, visible=visible)
    await act(visitor.acting, attempt, work)
    return onward("practice.why", "flag_set", id=item)


async def _opened(visitor: Visitor, item: UUID, patient: UUID | None) -> Opened | None:
    look = Look(visitor.acting, Action.VISIBILITY_REVIEW, visitor.at, item)
    grant = await access.open_review(look, RIGHT, patient)
    if not isinstance(grant, Grant):
        return None
    return Opened(await why.file_of(grant), await eyes_on(grant, RIGHT))
