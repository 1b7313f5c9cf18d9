"""Where an employee is logged in, at any of their practices."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from consent.actions import Action
from consent.register import colleagues, employees
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity import sessions
from portal.identity.limits import Limits, limits_here
from portal.identity.sessions import Session
from portal.identity.visitor import Visitor, VisitorKind, visitor_of
from portal.practice.answering import HttpRequest, waiting_for
from portal.presence import ending, views

PAGE = "practice.sessions"
RECORDED = {"records": Action.SESSION_END}


@get(route(PAGE), name=PAGE)
async def show(
    request: HttpRequest, done: Annotated[str | None, QueryParameter(name="gedaan")] = None
) -> Response[str]:
    """Show where this employee is logged in."""
    visitor = visitor_of(request)
    own = await _own(visitor, limits_here(request))
    memberships = {one.membership for one in own if one.membership}
    places = {
        one.id: one.practice_name
        for one in await employees.memberships_among(memberships, visitor.at)
    }
    page = views.page(VisitorKind.EMPLOYEE, own, visitor.session, places, visitor.language)
    page = msgspec.structs.replace(page, notice=views.notice(done, visitor.language))
    waiting = await waiting_for(visitor)
    return answer(request, "accounts/sessions.html", page, waiting=waiting)


@post(route("practice.session_end"), name="practice.session_end", opt=RECORDED)
async def end_one(request: HttpRequest, item: FromPath[UUID]) -> Redirect:
    """End one of them."""
    own = [one.id for one in await _own(visitor_of(request), limits_here(request))]
    return await ending.end_one(request, own, item, PAGE)


@post(route("practice.sessions_end"), name="practice.sessions_end", opt=RECORDED)
async def end_all(request: HttpRequest) -> Redirect:
    """End all of them."""
    own = [one.id for one in await _own(visitor_of(request), limits_here(request))]
    return await ending.end_all(request, own)


async def _own(visitor: Visitor, limits: Limits) -> list[Session]:
    membership = visitor.acting.id
    same = await colleagues.memberships_of_same(membership) if membership else []
    return await sessions.of_memberships(same, limits, visitor.at)
