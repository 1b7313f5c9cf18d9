"""The page of the second step, and the codes that are typed there."""

from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from consent.register import employees
from consent.register.employees import Membership
from portal.accounts import attempts, keeping
from portal.accounts.entering import FORMS, OPEN, Incoming, half_way, let_in, onward_of
from portal.accounts.forms import CodeForm, OnwardForm
from portal.accounts.keeping import Account
from portal.accounts.login import REFUSED, RETRY, STATUSES, refusal
from portal.accounts.pages import CodePage
from portal.accounts.steps import mailing
from portal.database import transaction
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity.sessions import MAIL_CODE, TWO_STEPS
from portal.identity.visitor import visitor_of
from portal.practice.answering import posted
from portal.practice.pages.parts import Fault, Field


@get(route("accounts.code"), name="accounts.code", opt=OPEN)
async def show(request: Incoming) -> Response[str]:
    """Show the form of the second step."""
    asked = request.query_params
    account = await half_way(request)
    return await page(request, account, asked.get("naar", ""), mailed="gemaild" in asked)


@post(route("accounts.code"), name="accounts.code_sent", opt=OPEN, exception_handlers=FORMS)
async def check(request: Incoming) -> Response[Any]:
    """Check the code and let in; without the first step one begins anew."""
    form, at = await posted(request, CodeForm), visitor_of(request).at
    account = await half_way(request)
    if not account:
        return begin_anew()
    async with transaction():
        may_try = await attempts.may_try(second_step_key(request, account), at)
        level = await _level(request, account, form.code) if may_try else None
    if not level:
        return await page(request, account, form.naar, "code" if may_try else "wait")
    return await enter(request, account, level, form.naar)


@post(route("accounts.mail_code"), name="accounts.mail_code", opt=OPEN, exception_handlers=FORMS)
async def mail(request: Incoming) -> Redirect:
    """Mail a code, where the practice agreed on that; what comes of it is said in general."""
    form, at = await posted(request, OnwardForm), visitor_of(request).at
    account = await half_way(request)
    if not account:
        return begin_anew()
    async with transaction():
        await mailing.send(request.app.state.vault, account, at)
    where = link("accounts.code", naar=onward_of(form.naar), gemaild="ja")
    return Redirect(where, status_code=HTTP_303_SEE_OTHER)


async def page(
    request: Incoming, account: Account | None, naar: str, code: str = "", *, mailed: bool = False
) -> Response[str]:
    """Show the page, with what went wrong."""
    wrong = refusal(request, code) if code else ""
    may_mail = bool(account and await mailing.allowing(account, visitor_of(request).at))
    shown = CodePage(
        code=Field("code", "code", "", wrong),
        action=link("accounts.code"),
        onward=onward_of(naar),
        faults=(Fault("code", wrong),) if wrong else (),
        has_second=account is None or account.has_second,
        has_passkey=account is not None and account.has_passkey,
        may_mail=may_mail,
        is_mailed=mailed and may_mail,
    )
    status = STATUSES.get(code, REFUSED)
    response = answer(request, "accounts/code.html", shown, status=status)
    response.headers.update(RETRY if code == "wait" else {})
    return response


def second_step_key(request: Incoming, account: Account) -> bytes:
    """Give under what tries of the second step count, whichever it is."""
    return attempts.attempt_key(request.app.state.vault, account.name, attempts.SECOND_STEP)


async def enter(request: Incoming, account: Account, level: int, naar: str) -> Response[Any]:
    """Let in after the second step, at the places that this step is enough for."""
    found = await employees.memberships_by_account(account.employee, visitor_of(request).at)
    open_to = [one for one in found if _is_enough(account, one, level)]
    if not open_to:
        return begin_anew()
    return await let_in(request, account, open_to, level, naar)


def begin_anew() -> Redirect:
    """Lead back to the first step."""
    return Redirect(link("accounts.login"), status_code=HTTP_303_SEE_OTHER)


async def _level(request: Incoming, account: Account, code: str) -> int | None:
    vault, at = request.app.state.vault, visitor_of(request).at
    if await keeping.is_second(vault, account.id, code, at):
        return TWO_STEPS
    return MAIL_CODE if await mailing.is_code(vault, account, code, at) else None


def _is_enough(account: Account, place: Membership, level: int) -> bool:
    # Who never had a second step comes in everywhere with the password: more is never less.
    return level > MAIL_CODE or place.code_by_mail or not account.has_second
