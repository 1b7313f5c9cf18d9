"""The addresses of logging in: away to the provider, and back. Nothing personal is shown here."""

import re
import secrets
from datetime import datetime
from typing import Any

from litestar import Request, Response, get
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from portal.database import transaction
from portal.frame.links import PATHS, link
from portal.identity import arrival
from portal.identity.cookies import LOGIN, SESSION, new_cookie, read_cookie
from portal.identity.doors import Door, doors_of
from portal.identity.entrance import Entrance
from portal.identity.errors import Kind, LoginFailed
from portal.identity.oidc.returning import LONGEST_LOGIN, returned
from portal.identity.problems import problem
from portal.identity.underway import pending
from portal.identity.underway.address import from_key
from portal.identity.underway.pending import Start, Taken, page_after
from portal.identity.visitor import visitor_of
from portal.post.readers.browsers import device_cookie

Incoming = Request[Any, Any, Any]
PUBLIC = {"entrance": Entrance.PUBLIC}
NOT_REFERRED = {"referrer-policy": "no-referrer"}
_BROWSER = re.compile(r"[A-Za-z0-9_-]{43}")


@get(PATHS["identity.login"], name="identity.login", opt=PUBLIC)
async def login(request: Incoming) -> Response[Any]:
    """Send a citizen to their provider."""
    return await _away(request, doors_of(request).patient)


@get(PATHS["identity.returned"], name="identity.returned", opt=PUBLIC)
async def login_returned(request: Incoming) -> Response[Any]:
    """Let a citizen in who comes back from the provider."""
    return await _back(request, doors_of(request).patient)


@get(PATHS["identity.staff_login"], name="identity.staff_login", opt=PUBLIC)
async def staff_login(request: Incoming) -> Response[Any]:
    """Send an employee to their provider."""
    return await _away(request, doors_of(request).employee)


@get(PATHS["identity.staff_returned"], name="identity.staff_returned", opt=PUBLIC)
async def staff_login_returned(request: Incoming) -> Response[Any]:
    """Let an employee in who comes back from the provider."""
    return await _back(request, doors_of(request).employee)


async def _away(request: Incoming, door: Door) -> Response[Any]:
    visitor = visitor_of(request)
    try:
        anew = request.query_params.get("opnieuw") == "ja"
        departure = await door.party.begin(visitor.at, visitor.language, anew=anew)
    except LoginFailed as failure:
        return problem(request, door, failure)
    # One name per browser, so that two tabs can be on their way at the same time.
    browser = _browser(request) or secrets.token_urlsafe(32)
    next_path = page_after(request.query_params.get("naar"), door.kind)
    start = Start(browser, from_key(request))
    issuer = door.party.provider.issuer
    try:
        async with transaction():
            await pending.keep(departure.pending, door.kind, issuer, start, next_path)
    except LoginFailed as failure:
        return problem(request, door, failure)
    seconds = int(LONGEST_LOGIN.total_seconds())
    cookie = new_cookie(request, LOGIN, browser, seconds=seconds)
    return Redirect(
        departure.url, status_code=HTTP_303_SEE_OTHER, cookies=[cookie], headers=NOT_REFERRED
    )


async def _back(request: Incoming, door: Door) -> Response[Any]:
    at = visitor_of(request).at
    try:
        token, next_path = await _let_in(request, door, at)
    except LoginFailed as failure:
        return problem(request, door, failure)
    cookies = [new_cookie(request, SESSION, token), device_cookie(request)]
    where = next_path or link(door.home_route)
    return Redirect(where, status_code=HTTP_303_SEE_OTHER, cookies=cookies, headers=NOT_REFERRED)


async def _let_in(request: Incoming, door: Door, at: datetime) -> tuple[str, str]:
    back = returned(list(request.query_params.multi_items()))
    browser = _browser(request)
    taken: Taken | None = None
    if browser:
        # Taken before anything is asked of the provider: single use, whatever comes of it.
        async with transaction():
            taken = await pending.take(back.state, door.kind, browser)
    try:
        known = await door.party.finish(back, taken.pending if taken else None, at)
        anew = taken is not None and taken.pending.anew
        token, goes_on = await arrival.admitted(request, door, known, at, anew=anew)
    except LoginFailed as failure:
        # Without a login under way anybody could fill the access log.
        if taken and failure.kind is Kind.REJECTED:
            await arrival.refused(request, door, failure, at)
        raise
    # Somebody else at the same computer begins at their own beginning.
    next_path = taken.next_path if taken and (goes_on or not anew) else ""
    return token, next_path


def _browser(request: Incoming) -> str | None:
    value = read_cookie(request, LOGIN)
    return value if value and _BROWSER.fullmatch(value) else None
