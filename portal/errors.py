"""What goes wrong, as people see it: one table from error to status, one page for all of them."""

from typing import Any
from urllib.parse import urlencode

import asyncpg
import msgspec
from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException

from consent.errors import AlreadyDecided, ConsentError, NotFound, Refused
from consent.model import Denied, Reason
from portal.frame.links import link
from portal.frame.press import Crowded
from portal.frame.render import render
from portal.frame.respond import Connection, viewer_of
from portal.identity.entrance import CHOSEN
from portal.identity.visitor import VisitorKind, visitor_of
from portal.public.pages import ErrorPage
from portal.texts import catalogue, text

STATUSES: dict[type[ConsentError], int] = {AlreadyDecided: 409, NotFound: 404, Refused: 403}
HOMES = {
    VisitorKind.EMPLOYEE: "practice.start",
    VisitorKind.NOBODY: "public.start",
    VisitorKind.PATIENT: "patient.home",
}
BAD_REQUEST, SERVER_ERROR, UNAVAILABLE = 400, 500, 503
# The database is not there, or went away while it was asked; a socket that is gone is a file.
DATABASE_AWAY = (
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # how a connection that breaks in the middle ends at times
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresConnectionError,
    asyncpg.TooManyConnectionsError,
    ConnectionError,
    FileNotFoundError,
    TimeoutError,
)
RETRY_SECONDS = "30"


def refused(connection: Connection, reason: Reason) -> Response[str]:
    """Answer 403 with the reason in words; for a refusal that came as a value."""
    return _page(connection, 403, reason)


def unopened(connection: Connection, denied: Denied | None) -> Response[str]:
    """Answer what did not open: 403 with the reason of a refusal, 404 where there is nothing."""
    return refused(connection, denied.reason) if denied else not_found(connection)


def not_found(connection: Connection) -> Response[str]:
    """Answer 404: not there, or not for this visitor; which of the two is not said."""
    return _page(connection, 404)


def on_consent_error(request: Request[Any, Any, Any], error: ConsentError) -> Response[str]:
    """Answer what the rules refused: 403 and 409 with the reason in words, 404 without."""
    status = next(code for kind, code in STATUSES.items() if isinstance(error, kind))
    return _page(request, status, None if isinstance(error, NotFound) else error.reason)


def on_http_error(request: Request[Any, Any, Any], error: HTTPException) -> Response[str]:
    """Answer an error of the protocol, without repeating what was asked; a redirect has no page."""
    if error.status_code < BAD_REQUEST:
        return Response("", status_code=error.status_code, headers=error.headers)
    response = _page(request, error.status_code)
    response.headers.update(error.headers or {})
    return response


def on_any_error(request: Request[Any, Any, Any], error: Exception) -> Response[str]:
    """
    Answer a fault of our own, or 503 while the database is away; nothing is tried a second time.

    What it was stands in the log under the request's number.
    """
    if not isinstance(error, DATABASE_AWAY):
        return _page(request, SERVER_ERROR)
    response = _page(request, UNAVAILABLE)
    response.headers["retry-after"] = RETRY_SECONDS
    return response


def on_crowd(request: Request[Any, Any, Any], _error: Crowded) -> Response[str]:
    """Answer 503: others' documents are made first, and this one can be asked for again."""
    response = _page(request, UNAVAILABLE, told="busy", again_href=_once_more(request))
    response.headers["retry-after"] = RETRY_SECONDS
    return response


def _page(
    connection: Connection,
    status: int,
    reason: Reason | None = None,
    *,
    told: str = "",
    again_href: str = "",
) -> Response[str]:
    visitor = visitor_of(connection)
    known = told or (status if f"errors.{status}.title" in catalogue("nl") else _nearest(status))
    t = visitor.language
    home = link(HOMES[visitor.kind])
    page = ErrorPage(
        title=text(t, f"errors.{known}.title"),
        text=text(t, f"reasons.reason.{reason.value}")
        if reason
        else text(t, f"errors.{known}.text"),
        advice=text(t, f"errors.{known}.advice"),
        home_href=home,
        again_href=again_href,
        ask_href=link("patient.access") if reason is Reason.NO_RELEASE else "",
    )
    # The address that was asked may hold anything: the language form leads home instead.
    viewer = msgspec.structs.replace(viewer_of(connection), path=home)
    html = render("errors/error.html", page, viewer)
    return Response(html, media_type=MediaType.HTML, status_code=status)


def _once_more(request: Request[Any, Any, Any]) -> str:
    # The path is one of ours, or no document would have begun; of the rest only what we know.
    if request.method != "GET":
        return ""
    given = request.query_params
    chosen = urlencode({name: given[name] for name in (*CHOSEN, "wie") if given.get(name)})
    return request.url.path + (f"?{chosen}" if chosen else "")


def _nearest(status: int) -> int:
    return BAD_REQUEST if status < SERVER_ERROR else SERVER_ERROR
