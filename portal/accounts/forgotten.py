"""A forgotten password: a link by mail, and the same answer after the same work for every name."""

import asyncio
import time
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post

from consent.register import employees
from portal.accounts import attempts, keeping
from portal.accounts.entering import FORMS, OPEN
from portal.accounts.forms import ForgottenForm
from portal.accounts.keeping import Account
from portal.accounts.pages import ForgottenPage
from portal.database import transaction
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity.visitor import visitor_of
from portal.post import outbox
from portal.post.model import Kind, Message
from portal.practice.answering import posted
from portal.practice.pages.parts import Field
from portal.vault import Vault

Incoming = Request[Any, Any, Any]
ASKING = "forgotten"
ANSWER_SECONDS = 0.3


@get(route("accounts.forgotten"), name="accounts.forgotten", opt=OPEN)
async def show(request: Incoming) -> Response[str]:
    """Show the form."""
    return answer(request, "accounts/forgotten.html", _page(is_sent=False))


@post(
    route("accounts.forgotten"),
    name="accounts.forgotten_sent",
    opt=OPEN,
    exception_handlers=FORMS,
    status_code=200,
)
async def send(request: Incoming) -> Response[str]:
    """Send a link where there is an account, and say the same where there is none."""
    form, at = await posted(request, ForgottenForm), visitor_of(request).at
    start = time.monotonic()
    vault: Vault = request.app.state.vault
    key = attempts.attempt_key(vault, form.name, ASKING)
    async with transaction():
        account = await keeping.by_name(vault, form.name)
        if await attempts.may_try(key, at) and account and account.password_hash:
            await _tell(vault, account, at)
    # Whoever has an account costs a link and a message: nobody waits as long.
    await asyncio.sleep(max(0.0, ANSWER_SECONDS - (time.monotonic() - start)))
    return answer(request, "accounts/forgotten.html", _page(is_sent=True))


async def _tell(vault: Vault, account: Account, at: datetime) -> None:
    found = await employees.memberships_by_account(account.employee, at)
    if not found:
        return
    token = await keeping.new_link(vault, account.id, "forgotten", at)
    message = Message(
        kind=Kind.PASSWORD_FORGOTTEN,
        subject=f"{account.id}/{at.isoformat()}",
        address=account.name,
        name=found[0].name,
        practice_name=found[0].practice_name,
        path=link("accounts.arrive", sleutel=token),
        language=found[0].language,
        practice=found[0].practice,
        employee=account.employee,
        ends_at=at + keeping.LINK_LASTS["forgotten"],
    )
    await outbox.put(vault, message, at)


def _page(*, is_sent: bool) -> ForgottenPage:
    return ForgottenPage(Field("name", "name"), link("accounts.forgotten"), is_sent=is_sent)
