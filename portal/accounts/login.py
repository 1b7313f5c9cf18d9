"""
Logging in with an account of the portal: the password, then the second step where there is one.

Every answer to a wrong or unknown name or password is the same page after the same work.
"""

import math
from typing import Any

import structlog
from litestar import Response, get, post
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from consent.register import employees
from portal.accounts import attempts, keeping, passwords
from portal.accounts.entering import FORMS, OPEN, STEP, Incoming, device_of, let_in, onward_of
from portal.accounts.forms import LoginForm
from portal.accounts.keeping import Account
from portal.accounts.pages import LoginPage
from portal.accounts.steps import mailing
from portal.database import transaction
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity.cookies import new_cookie
from portal.identity.sessions import PASSWORD_ONLY
from portal.identity.visitor import visitor_of
from portal.practice.answering import posted
from portal.practice.pages.parts import Fault, Field
from portal.texts import text

STATUSES = {"": 200, "wait": 429}
REFUSED = 403
RETRY = {"retry-after": str(math.ceil(attempts.FAILING.total_seconds()))}

log = structlog.get_logger("portal")


@get(route("accounts.login"), name="accounts.login", opt=OPEN)
async def show(request: Incoming) -> Response[str]:
    """Show the form."""
    return _form(request, LoginForm(naar=request.query_params.get("naar", "")))


@post(route("accounts.login"), name="accounts.login_sent", opt=OPEN, exception_handlers=FORMS)
async def log_in(request: Incoming) -> Response[Any]:
    """Check the password, and go on to the second step or in."""
    form, at = await posted(request, LoginForm), visitor_of(request).at
    vault = request.app.state.vault
    account = await keeping.by_name(vault, form.name)
    key = attempts.attempt_key(vault, form.name, device_of(request, account))
    # Both are done for every name, so that neither tells which of them failed.
    async with transaction():
        may_try = await attempts.may_try(key, at)
    is_right = await passwords.matches(account.password_hash if account else None, form.password)
    if not (account and is_right and may_try):
        return _again(request, form, "wait" if not may_try else "password")
    found = await employees.memberships_by_account(account.employee, at)
    if not found:
        return _again(request, form, "password")
    if account.has_second or any(one.code_by_mail for one in found):
        return await _second_step(request, account, form.naar)
    return await let_in(request, account, found, PASSWORD_ONLY, form.naar)


def refusal(request: Incoming, code: str) -> str:
    """Write down why somebody was not let in, and give the sentence for them."""
    visitor = visitor_of(request)
    log.info("account_login_failed", request=visitor.request_id, code=code)
    return text(visitor.language, f"accounts.wrong.{code}")


async def _second_step(request: Incoming, account: Account, naar: str) -> Response[Any]:
    vault, at = request.app.state.vault, visitor_of(request).at
    mailed = None
    if not account.has_second:
        async with transaction():
            mailed = "ja" if await mailing.send(vault, account, at) else None
    cookie = new_cookie(request, STEP, keeping.half_way(vault, account.id, at))
    where = link("accounts.code", naar=onward_of(naar), gemaild=mailed)
    return Redirect(where, status_code=HTTP_303_SEE_OTHER, cookies=[cookie])


def _again(request: Incoming, form: LoginForm, code: str) -> Response[str]:
    return _form(request, form, code, refusal(request, code))


def _form(request: Incoming, form: LoginForm, code: str = "", wrong: str = "") -> Response[str]:
    page = LoginPage(
        name=Field("name", "name", form.name, wrong),
        password=Field("password", "password"),
        action=link("accounts.login"),
        onward=onward_of(form.naar),
        faults=(Fault("name", wrong),) if wrong else (),
    )
    status = STATUSES.get(code, REFUSED)
    response = answer(request, "accounts/login.html", page, status=status)
    response.headers.update(RETRY if code == "wait" else {})
    return response
