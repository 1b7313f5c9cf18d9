"""Ending sessions: an act with a line for each, in the transaction in which they end."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound
from portal.acts import act
from portal.frame.links import link
from portal.identity import sessions
from portal.identity.cookies import SESSION, ended_cookie
from portal.identity.logout import CLEARED
from portal.identity.visitor import Visitor, visitor_of


async def end(visitor: Visitor, found: Sequence[UUID]) -> None:
    """End these sessions, in the open transaction, with a line for each that was still there."""
    for session in await sessions.end_these(found):
        event = Event(
            Action.SESSION_END,
            visitor.at,
            person=visitor.person.id if visitor.person else None,
            practice=visitor.acting.practice,
            object_id=session,
        )
        await accesslog.record(visitor.acting, event)


async def end_one(
    request: Request[Any, Any, Any], own: Sequence[UUID], session: UUID, page: str
) -> Redirect:
    """
    End one of somebody's own sessions and lead on.

    Raises:
        NotFound: it is none of theirs, or it has ended; its line names nobody.

    """
    visitor = visitor_of(request)

    async def work() -> None:
        if session not in own:
            raise NotFound
        await end(visitor, [session])

    await act(visitor.acting, Event(Action.SESSION_END, visitor.at, object_id=session), work)
    if session == visitor.session:
        return left(request)
    return Redirect(link(page, gedaan="ended"), status_code=HTTP_303_SEE_OTHER)


async def end_all(request: Request[Any, Any, Any], own: Sequence[UUID]) -> Redirect:
    """End all of somebody's own sessions, this one too."""
    visitor = visitor_of(request)

    async def work() -> None:
        await end(visitor, own)

    await act(visitor.acting, Event(Action.SESSION_END, visitor.at), work)
    return left(request)


def left(request: Request[Any, Any, Any]) -> Redirect:
    """Lead to the page that says that one is logged out, and forget what the browser kept."""
    where = link("identity.logged_out", van=visitor_of(request).kind.value)
    cookies = [ended_cookie(request, SESSION)]
    return Redirect(where, status_code=HTTP_303_SEE_OTHER, cookies=cookies, headers=CLEARED)
