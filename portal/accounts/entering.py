"""The end of a login with an account: the session with its level, and what the browser keeps."""

from collections.abc import Callable, Sequence
from typing import Any

from litestar import Request, Response
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from consent.register.employees import Membership
from portal.accounts import attempts, keeping
from portal.accounts.keeping import Account
from portal.database import transaction
from portal.frame.links import link
from portal.identity import arrival
from portal.identity.cookies import SESSION, ended_cookie, new_cookie, read_cookie
from portal.identity.entrance import Entrance
from portal.identity.underway.pending import page_after
from portal.identity.visitor import VisitorKind, visitor_of
from portal.practice.answering import on_malformed
from portal.practice.forms.reading import Malformed

Incoming = Request[Any, Any, Any]
# Whoever is logged in may be here too, with a link of a mail: their forms need their token.
OPEN = {"entrance": Entrance.PUBLIC, "visitor": True}
FORMS: dict[int | type[Exception], Callable[[Incoming, Any], Response[Any]]] = {
    Malformed: on_malformed
}
STEP, KNOWN = "portal_step", "portal_known"
KNOWN_SECONDS = 365 * 24 * 3600
STRANGER = "stranger"


async def half_way(request: Incoming) -> Account | None:
    """Give the account whose password this browser gave a moment ago."""
    vault = request.app.state.vault
    token = read_cookie(request, STEP) or ""
    found = keeping.account_half_way(vault, token, visitor_of(request).at)
    return await keeping.by_id(vault, found) if found else None


async def let_in(
    request: Incoming, account: Account, found: Sequence[Membership], level: int, onward: str
) -> Redirect:
    """Begin the session at these places, and forget what failed."""
    at, vault = visitor_of(request).at, request.app.state.vault
    coming = arrival.employed(request, VisitorKind.EMPLOYEE, level, found)
    token = await arrival.begin(request, coming, at)
    async with transaction():
        for device in (device_of(request, account), attempts.SECOND_STEP, attempts.MAILING):
            await attempts.forget(attempts.attempt_key(vault, account.name, device))
    cookies = [
        new_cookie(request, SESSION, token),
        ended_cookie(request, STEP),
        new_cookie(request, KNOWN, keeping.device_mark(vault, account.id), seconds=KNOWN_SECONDS),
    ]
    where = page_after(onward, VisitorKind.EMPLOYEE) or link("practice.start")
    return Redirect(where, status_code=HTTP_303_SEE_OTHER, cookies=cookies)


def device_of(request: Incoming, account: Account | None) -> str:
    """Give under what this browser's failures count: by itself where it was in before."""
    mark = read_cookie(request, KNOWN)
    vault = request.app.state.vault
    is_known = account is not None and keeping.is_known_device(vault, account.id, mark)
    return mark or STRANGER if is_known else STRANGER


def onward_of(naar: str) -> str:
    """Give the page to go to after the login, where it is one of ours."""
    return page_after(naar, VisitorKind.EMPLOYEE)
