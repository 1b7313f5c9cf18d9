"""At which practice somebody works now: chosen after login where there are several, then changed.

A change is an act with its line; the session goes on under a new number and a new token.
"""

from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import QueryParameter
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.register import employees
from consent.register.employees import Membership
from portal import errors
from portal.database import transaction
from portal.frame.links import link, route
from portal.identity import sessions
from portal.identity.cookies import SESSION, new_cookie, read_cookie
from portal.identity.underway.pending import page_after
from portal.identity.visitor import Visitor, VisitorKind, visitor_of
from portal.practice.answering import HttpRequest, posted, reply
from portal.practice.employees import views
from portal.practice.employees.forms import PlaceForm

CHOOSING = {"choosing": True}


@get(route("practice.places"), name="practice.places", opt=CHOOSING)
async def show(
    request: HttpRequest, onward: Annotated[str | None, QueryParameter(name="naar")] = None
) -> Response[Any]:
    """Show the practices where this employee may work in this session."""
    visitor = visitor_of(request)
    found = await _places(visitor)
    where = page_after(onward, VisitorKind.EMPLOYEE)
    page = views.places(found, visitor.membership, where, visitor.language)
    return await reply(request, "places", page)


@post(route("practice.places"), name="practice.place_chosen", opt=CHOOSING)
async def choose(request: HttpRequest) -> Response[Any]:
    """Work at another practice from now on."""
    visitor, form = visitor_of(request), await posted(request, PlaceForm)
    found = {str(one.id): one for one in await _places(visitor)}
    chosen = found.get(form.praktijk)
    if chosen is None:
        return errors.not_found(request)
    where = page_after(form.naar, VisitorKind.EMPLOYEE) or link("practice.start")
    if visitor.membership and chosen.id == visitor.membership.id:
        return Redirect(where, status_code=HTTP_303_SEE_OTHER)
    token = await _move(request, visitor, chosen)
    # Without one another tab was first; whoever goes on here goes on there.
    cookies = [new_cookie(request, SESSION, token)] if token else []
    return Redirect(where, status_code=HTTP_303_SEE_OTHER, cookies=cookies)


async def _places(visitor: Visitor) -> list[Membership]:
    own: tuple[UUID, ...] = (visitor.membership.id,) if visitor.membership else ()
    return await employees.memberships_among((*visitor.memberships, *own), visitor.at)


async def _move(request: HttpRequest, visitor: Visitor, chosen: Membership) -> str | None:
    async with transaction():
        session = await sessions.find(read_cookie(request, SESSION) or "")
        moved = session and await sessions.move(session, chosen.id, visitor.at)
        if not moved:
            return None
        number, token = moved
        await accesslog.record(
            chosen.actor(visitor.request_id),
            Event(Action.SESSION_SWITCH, visitor.at, practice=chosen.practice, object_id=number),
        )
    return token
