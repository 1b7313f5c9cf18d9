"""Logging out: here first, whatever the provider does; then, on a link of the page, there."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from portal.database import transaction
from portal.frame.links import PATHS, link
from portal.frame.respond import answer
from portal.identity import sessions
from portal.identity.cookies import SESSION, ended_cookie
from portal.identity.doors import Door, doors_of
from portal.identity.entrance import Entrance
from portal.identity.errors import LoginFailed
from portal.identity.limits import limits_here
from portal.identity.underway.pending import page_after
from portal.identity.visitor import Visitor, VisitorKind, visitor_of
from portal.public.pages import LoggedOutPage

Incoming = Request[Any, Any, Any]
CLEARED = {"clear-site-data": '"cache", "storage"'}
MINUTE = 60


@post(
    PATHS["identity.logout"],
    name="identity.logout",
    opt={"entrance": Entrance.PUBLIC, "visitor": True},
)
async def logout(request: Incoming) -> Response[Any]:
    """End the session, and write the line about it."""
    visitor = visitor_of(request)
    if visitor.session:
        async with transaction():
            await _end(visitor)
    where = link("identity.logged_out", van=visitor.kind.value if visitor.session else None)
    cookies = [ended_cookie(request, SESSION)]
    return Redirect(where, status_code=HTTP_303_SEE_OTHER, cookies=cookies, headers=CLEARED)


@get(PATHS["identity.logged_out"], name="identity.logged_out", opt={"entrance": Entrance.PUBLIC})
async def logged_out(request: Incoming) -> Response[str]:
    """Say that somebody is logged out, and lead on to where the provider ends its session."""
    asked = request.query_params
    # `van` comes from our own form, `stil` from a session that was idle, `state` from the provider.
    kind = _kind(asked.get("van") or asked.get("stil") or asked.get("state"))
    door = doors_of(request).of(kind)
    href = await _provider_href(request, door) if "van" in asked else ""
    page = LoggedOutPage(
        idle="stil" in asked,
        idle_minutes=int(limits_here(request)[kind].idle.total_seconds()) // MINUTE,
        provider_href=href,
        provider_name=door.name(visitor_of(request).language),
        again_href=_again(kind, asked.get("naar")),
    )
    response = answer(request, "public/logged_out.html", page)
    if href:
        # A form may not lead to another site, so the page goes on by itself.
        response.headers["refresh"] = f"0; url={href}"
    return response


async def _end(visitor: Visitor) -> None:
    if visitor.session is None or not await sessions.end(visitor.session):
        return
    event = Event(
        action=Action.SESSION_LOGOUT,
        at=visitor.at,
        person=visitor.person.id if visitor.person else None,
        practice=visitor.acting.practice,
        object_id=visitor.session,
    )
    await accesslog.record(visitor.acting, event)


async def _provider_href(request: Incoming, door: Door) -> str:
    back_to = request.app.state.settings.base_url + link("identity.logged_out")
    try:
        found = await door.party.end_session_url(back_to, door.kind.value, visitor_of(request).at)
    except LoginFailed:
        # The provider is out of order; here the session has ended, and that is what counts.
        return ""
    return found or ""


def _again(kind: VisitorKind, asked: str | None) -> str:
    where = page_after(asked, kind)
    if kind is VisitorKind.EMPLOYEE:
        return link("identity.staff_login", naar=where)
    return link("identity.login", naar=where) if where else link("public.start")


def _kind(value: str | None) -> VisitorKind:
    return VisitorKind.EMPLOYEE if value == VisitorKind.EMPLOYEE else VisitorKind.PATIENT
