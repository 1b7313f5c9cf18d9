"""Where a patient is logged in. The list shows no content and so writes no line."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from consent import access
from consent.actions import Action
from portal.database import transaction
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity import sessions
from portal.identity.entrance import Entrance
from portal.identity.limits import Limits, limits_here
from portal.identity.sessions import Session
from portal.identity.visitor import Visitor, VisitorKind, visitor_of
from portal.presence import ending, views

PAGE = "patient.sessions"
RECORDED = {"records": Action.SESSION_END}


class PatientSessionsController(Controller):
    """A patient's own sessions."""

    opt = {"entrance": Entrance.PATIENT}  # noqa: RUF012 - Litestar's own attribute

    @get(route(PAGE), name=PAGE)
    async def show(
        self, request: Request[Any, Any, Any], gedaan: FromQuery[str] = ""
    ) -> Response[str]:
        """Show where this patient is logged in."""
        visitor = visitor_of(request)
        async with transaction():
            files = await access.glance(visitor.acting, visitor.at)
        own = await _own(visitor, limits_here(request))
        page = views.page(VisitorKind.PATIENT, own, visitor.session, {}, visitor.language)
        page = msgspec.structs.replace(page, notice=views.notice(gedaan, visitor.language))
        return answer(request, "accounts/sessions.html", page, patients=files.patients)

    @post(route("patient.session_end"), name="patient.session_end", opt=RECORDED)
    async def end_one(self, request: Request[Any, Any, Any], item: FromPath[UUID]) -> Redirect:
        """End one of them."""
        own = [one.id for one in await _own(visitor_of(request), limits_here(request))]
        return await ending.end_one(request, own, item, PAGE)

    @post(route("patient.sessions_end"), name="patient.sessions_end", opt=RECORDED)
    async def end_all(self, request: Request[Any, Any, Any]) -> Redirect:
        """End all of them."""
        own = [one.id for one in await _own(visitor_of(request), limits_here(request))]
        return await ending.end_all(request, own)


async def _own(visitor: Visitor, limits: Limits) -> list[Session]:
    if visitor.person is None:
        # Enrolled nowhere: nothing ties their logins together.
        here = [visitor.session] if visitor.session else []
        return await sessions.these(here, limits, visitor.at)
    return await sessions.of_person(visitor.person.id, limits, visitor.at)
