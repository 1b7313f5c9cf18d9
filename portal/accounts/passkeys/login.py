"""A passkey as the second step: what it has to sign, and letting in whose passkey signed it."""

from typing import Any

from litestar import MediaType, Response, post

from portal.accounts import attempts
from portal.accounts.entering import FORMS, OPEN, Incoming, half_way
from portal.accounts.forms import PasskeyForm
from portal.accounts.passkeys import ceremony, keeping
from portal.accounts.steps import code
from portal.database import transaction
from portal.frame.links import route
from portal.identity.sessions import TWO_STEPS
from portal.identity.visitor import visitor_of
from portal.practice.answering import posted

NOTHING, REFUSED = "{}", 403


@post(
    route("accounts.passkey_asked"),
    name="accounts.passkey_asked",
    opt=OPEN,
    exception_handlers=FORMS,
    status_code=200,
)
async def ask(request: Incoming) -> Response[str]:
    """Give what a passkey has to sign; 403 and nothing without the first step."""
    await posted(request, PasskeyForm)
    account = await half_way(request)
    if not account or not account.has_passkey:
        return asked(NOTHING, REFUSED)
    party = ceremony.party_of(request.app.state.settings.base_url)
    async with transaction():
        question = await keeping.ask_to_log_in(party, account.id, visitor_of(request).at)
    return asked(question)


@post(
    route("accounts.passkey"),
    name="accounts.passkey_sent",
    opt=OPEN,
    exception_handlers=FORMS,
)
async def check(request: Incoming) -> Response[Any]:
    """Check what the passkey signed and let in; without the first step one begins anew."""
    form, at = await posted(request, PasskeyForm), visitor_of(request).at
    account = await half_way(request)
    if not account:
        return code.begin_anew()
    party = ceremony.party_of(request.app.state.settings.base_url)
    async with transaction():
        may_try = await attempts.may_try(code.second_step_key(request, account), at)
        is_right = may_try and await keeping.is_used(party, account.id, form.credential, at)
    if not is_right:
        return await code.page(request, account, form.naar, "passkey" if may_try else "wait")
    return await code.enter(request, account, TWO_STEPS, form.naar)


def asked(question: str, status: int = 200) -> Response[str]:
    """Answer the script of our page."""
    return Response(question, media_type=MediaType.JSON, status_code=status)
