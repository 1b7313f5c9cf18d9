"""
Logging in with an account of the portal: password, then the second step where there is one.

Every answer to a wrong or unknown name, password or code is the same page after the same work.
"""

import math
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from litestar import Request, Response, get, post
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from consent.register import employees
from portal.accounts import keeping, passwords
from portal.accounts.forms import CodeForm, LoginForm
from portal.accounts.keeping import Account
from portal.accounts.pages import CodePage, LoginPage
from portal.database import transaction
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity import arrival
from portal.identity.cookies import SESSION, ended_cookie, new_cookie, read_cookie
from portal.identity.entrance import Entrance
from portal.identity.pending import page_after
from portal.identity.sessions import PASSWORD_ONLY
from portal.identity.visitor import VisitorKind, visitor_of
from portal.practice.answering import on_malformed, posted
from portal.practice.forms.reading import Malformed
from portal.practice.pages.parts import Fault, Field
from portal.texts import text

Incoming = Request[Any, Any, Any]
OPEN = {"entrance": Entrance.PUBLIC}
FORMS: dict[int | type[Exception], Callable[[Incoming, Any], Response[Any]]] = {
    Malformed: on_malformed
}
STEP, KNOWN = "portal_step", "portal_known"
KNOWN_SECONDS = 365 * 24 * 3600
TWO_STEPS = 20
STRANGER = "stranger"
RETRY = {"retry-after": str(math.ceil(keeping.FAILING.total_seconds()))}

log = structlog.get_logger("portal")


@get(route("accounts.login"), name="accounts.login", opt=OPEN)
async def show(request: Incoming) -> Response[str]:
    """Show the form."""
    where = page_after(request.query_params.get("naar"), VisitorKind.EMPLOYEE)
    return _form(request, LoginForm(naar=where))


@post(route("accounts.login"), name="accounts.login_sent", opt=OPEN, exception_handlers=FORMS)
async def log_in(request: Incoming) -> Response[Any]:
    """Check the password, and go on to the second step or in."""
    form, at = await posted(request, LoginForm), visitor_of(request).at
    vault = request.app.state.vault
    account = await keeping.by_name(vault, form.name)
    key = keeping.attempt_key(vault, form.name, _device(request, account))
    # Both are done for every name, so that neither tells which of them failed.
    may_try = await keeping.may_try(key, at)
    is_right = await passwords.matches(account.password_hash if account else None, form.password)
    if not (account and is_right and may_try):
        async with transaction():
            await keeping.failed(key, at)
        return _again(request, form, "wait" if not may_try else "password")
    if not account.has_second:
        return await _let_in(request, account, PASSWORD_ONLY, form.naar)
    cookie = new_cookie(request, STEP, keeping.half_way(vault, account.id, at))
    where = link("accounts.code", naar=page_after(form.naar, VisitorKind.EMPLOYEE))
    return Redirect(where, status_code=HTTP_303_SEE_OTHER, cookies=[cookie])


@get(route("accounts.code"), name="accounts.code", opt=OPEN)
async def show_second(request: Incoming) -> Response[str]:
    """Show the form of the second step."""
    where = page_after(request.query_params.get("naar"), VisitorKind.EMPLOYEE)
    return _second(request, CodeForm(naar=where))


@post(route("accounts.code"), name="accounts.code_sent", opt=OPEN, exception_handlers=FORMS)
async def second_step(request: Incoming) -> Response[Any]:
    """Check the code and let in; without the first step one begins anew."""
    form, at = await posted(request, CodeForm), visitor_of(request).at
    vault = request.app.state.vault
    half_way = keeping.account_half_way(vault, read_cookie(request, STEP) or "", at)
    account = half_way and await keeping.by_id(vault, half_way)
    if not account:
        return Redirect(link("accounts.login"), status_code=HTTP_303_SEE_OTHER)
    # Whoever is here knows the password: these tries are nobody else's.
    key = keeping.attempt_key(vault, account.name, "second step")
    if not await keeping.may_try(key, at):
        return _second(request, form, "wait")
    async with transaction():
        is_right = await keeping.is_second(vault, account.id, form.code, at)
        if not is_right:
            await keeping.failed(key, at)
    if not is_right:
        return _second(request, form, "code")
    return await _let_in(request, account, TWO_STEPS, form.naar)


async def _let_in(request: Incoming, account: Account, level: int, onward: str) -> Response[Any]:
    at = visitor_of(request).at
    found = await employees.memberships_by_account(account.employee, at)
    if not found:
        return _again(request, LoginForm(name=account.name), "password")
    coming = arrival.employed(request, VisitorKind.EMPLOYEE, level, found)
    token = await arrival.begin(request, coming, at)
    vault = request.app.state.vault
    await _forget_failures(request, account, at)
    cookies = [
        new_cookie(request, SESSION, token),
        ended_cookie(request, STEP),
        new_cookie(request, KNOWN, keeping.device_mark(vault, account.id), seconds=KNOWN_SECONDS),
    ]
    where = page_after(onward, VisitorKind.EMPLOYEE) or link("practice.start")
    return Redirect(where, status_code=HTTP_303_SEE_OTHER, cookies=cookies)


async def _forget_failures(request: Incoming, account: Account, _at: datetime) -> None:
    vault = request.app.state.vault
    async with transaction():
        for device in (_device(request, account), "second step"):
            await keeping.forget(keeping.attempt_key(vault, account.name, device))


def _device(request: Incoming, account: Account | None) -> str:
    mark = read_cookie(request, KNOWN)
    vault = request.app.state.vault
    is_known = account is not None and keeping.is_known_device(vault, account.id, mark)
    return mark or STRANGER if is_known else STRANGER


def _again(request: Incoming, form: LoginForm, code: str) -> Response[str]:
    visitor = visitor_of(request)
    log.info("account_login_failed", request=visitor.request_id, code=code)
    return _form(request, form, code)


def _form(request: Incoming, form: LoginForm, code: str = "") -> Response[str]:
    wrong = text(visitor_of(request).language, f"accounts.wrong.{code}") if code else ""
    page = LoginPage(
        name=Field("name", "name", form.name, wrong),
        password=Field("password", "password"),
        action=link("accounts.login"),
        onward=page_after(form.naar, VisitorKind.EMPLOYEE),
        faults=(Fault("name", wrong),) if wrong else (),
    )
    return _answered(request, "accounts/login.html", page, code)


def _second(request: Incoming, form: CodeForm, code: str = "") -> Response[str]:
    wrong = text(visitor_of(request).language, f"accounts.wrong.{code}") if code else ""
    page = CodePage(
        code=Field("code", "code", "", wrong),
        action=link("accounts.code"),
        onward=page_after(form.naar, VisitorKind.EMPLOYEE),
        faults=(Fault("code", wrong),) if wrong else (),
    )
    return _answered(request, "accounts/code.html", page, code)


def _answered(
    request: Incoming, template: str, page: LoginPage | CodePage, code: str
) -> Response[str]:
    status = {"": 200, "wait": 429}.get(code, 403)
    response = answer(request, template, page, status=status)
    if code == "wait":
        response.headers.update(RETRY)
    return response
