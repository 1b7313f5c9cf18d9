"""/praktijk/aangehouden: what waits, why, and what an employee does about it."""

import asyncio
from functools import partial
from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.errors import Refused
from consent.model import Reason, Right
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.intake.again import Reading, read_again
from portal.intake.delivery import Receipt, terms_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Notice
from portal.practice.quarantine import views
from portal.practice.quarantine.forms import LinkForm, check
from publishing.filing import aside
from publishing.filing.aside import Aside
from publishing.intake.faults import Unreadable
from publishing.intake.reader import read
from publishing.receive import BODY_COLUMN

Answer = Response[str] | Redirect
RIGHT = Right.PATIENTS_CHANGE
Filled = tuple[LinkForm, tuple[FieldFault, ...]]
BLANK: Filled = (LinkForm(), ())
WAITS = "aside_waits"


@get(route("practice.quarantine"), name="practice.quarantine", opt=needs(RIGHT))
async def show_all(
    request: HttpRequest,
    after: Annotated[UUID | None, QueryParameter(name="na")] = None,
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show what waits; it names no patient."""
    visitor = visitor_of(request)
    found = await aside.waiting(visitor.acting, after)
    said = notice(done, visitor.language)
    if said and done == WAITS:
        said = Notice("wait", said.title, said.text, icon="clock")
    page = views.page(found, visitor.language, said)
    return await reply(request, "quarantine", page)


@get(
    route("practice.quarantine_one"),
    name="practice.quarantine_one",
    opt=needs(RIGHT, Action.INTAKE_REVIEW),
)
async def show(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show one message with what it says of its patient; a look with its line."""
    return await _page(request, item, BLANK)


@post(
    route("practice.quarantine_again"),
    name="practice.quarantine_again",
    opt=needs(RIGHT, Action.INTAKE_AGAIN),
)
async def again(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Read a message again."""
    visitor = visitor_of(request)
    attempt = Event(Action.INTAKE_AGAIN, visitor.at, object_id=item)
    work = partial(aside.begin_again, visitor.acting, item, visitor.at)
    receipt = await _read(request, await act(visitor.acting, attempt, work))
    return onward("practice.quarantine", _done(receipt))


@post(
    route("practice.quarantine_link"),
    name="practice.quarantine_link",
    opt=needs(RIGHT, Action.INTAKE_LINK),
)
async def link_to(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Say whose a message is and how one knows, and read it again for that patient."""
    visitor, form = visitor_of(request), await posted(request, LinkForm)
    owner, faults = check(form)
    if faults:
        return await _page(request, item, (form, faults), status=400)
    attempt = Event(Action.INTAKE_LINK, visitor.at, object_id=item)
    work = partial(aside.state_owner, visitor.acting, item, owner, visitor.at)
    try:
        found = await act(visitor.acting, attempt, work)
    except Refused as refusal:
        if refusal.reason is not Reason.NOT_ENROLLED:
            raise
        unknown = (FieldFault("number", "number_unknown"),)
        return await _page(request, item, (form, unknown), status=400)
    receipt = await _read(request, found)
    if not receipt.accepted:
        async with transaction():
            await aside.take_back(item)
    return onward("practice.quarantine", _done(receipt))


@post(
    route("practice.quarantine_dismiss"),
    name="practice.quarantine_dismiss",
    opt=needs(RIGHT, Action.INTAKE_DISMISS),
)
async def dismiss(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Take a message off the list; its bytes stay."""
    visitor = visitor_of(request)
    attempt = Event(Action.INTAKE_DISMISS, visitor.at, object_id=item)
    await act(visitor.acting, attempt, partial(aside.dismiss, visitor.acting, item, visitor.at))
    return onward("practice.quarantine", "aside_dismissed")


async def _read(request: HttpRequest, found: Aside) -> Receipt:
    visitor, state = visitor_of(request), request.app.state
    how = Reading(
        visitor.at,
        visitor.language,
        terms_of(state.settings),
        request_id=visitor.request_id,
    )
    return await read_again(state.vault, found, how)


def _done(receipt: Receipt) -> str:
    return WAITS if receipt.quarantined or receipt.unreadable else "aside_taken"


async def _page(
    request: HttpRequest,
    message: UUID,
    filled: Filled,
    *,
    said: Notice | None = None,
    status: int = 200,
) -> Answer:
    visitor = visitor_of(request)
    async with transaction():
        found = await aside.look(visitor.acting, message, visitor.at)
    if found is None:
        return errors.not_found(request)
    body = request.app.state.vault.open(found.body, BODY_COLUMN, found.id)
    items = await asyncio.to_thread(read, body, found.content_type)
    known = [] if isinstance(items, Unreadable) else items
    page = views.one(found, known, filled, visitor.language, said)
    return await reply(request, "aside", page, status=status)
