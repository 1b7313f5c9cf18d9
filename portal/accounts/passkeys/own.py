"""One's own account: with what one logs in, and the passkeys that are added and taken away."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound, Refused
from consent.model import Reason
from portal import words
from portal.accounts import keeping as accounts
from portal.accounts.forms import NewPasskeyForm
from portal.accounts.keeping import Account
from portal.accounts.pages import OwnAccountPage, PasskeyCard
from portal.accounts.passkeys import ceremony, keeping
from portal.accounts.passkeys.ceremony import Party
from portal.accounts.passkeys.keeping import Passkey
from portal.accounts.passkeys.login import asked
from portal.acts import act
from portal.database import transaction
from portal.frame.device import device_of
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, notice, onward, posted, waiting_for
from portal.practice.pages.parts import Notice
from portal.presence.views import device
from portal.texts import text

PAGE = "practice.own_account"


@get(route(PAGE), name=PAGE)
async def show(
    request: HttpRequest, done: Annotated[str | None, QueryParameter(name="gedaan")] = None
) -> Response[str]:
    """Show with what this employee logs in."""
    return await _page(request, notice(done, visitor_of(request).language))


@post(route("practice.passkey_asked"), name="practice.passkey_asked", status_code=200)
async def ask(request: HttpRequest) -> Response[str]:
    """
    Give what a new passkey has to sign.

    Raises:
        NotFound: this employee has no account here.
        Refused: this login was not strong enough.

    """
    await posted(request, NewPasskeyForm)
    account = await _own(request)
    _require_two_steps(request)
    async with transaction():
        question = await keeping.ask_to_add(_party(request), account, visitor_of(request).at)
    return asked(question)


@post(route("practice.passkey_add"), name="practice.passkey_add")
async def add(request: HttpRequest) -> Response[str] | Redirect:
    """Keep a passkey that signed what was asked."""
    form, visitor = await posted(request, NewPasskeyForm), visitor_of(request)
    vault, party, account = request.app.state.vault, _party(request), await _own(request)

    async def work() -> UUID | None:
        _require_two_steps(request)
        new = await keeping.made(party, account.id, form.credential, visitor.at)
        name = form.name or usual_name(request)
        added = await keeping.add(vault, account.id, new, name, visitor.at) if new else None
        if added:
            await accesslog.record(visitor.acting, _event(request, Action.PASSKEY_ADD, added))
        return added

    if await act(visitor.acting, _event(request, Action.PASSKEY_ADD), work) is None:
        return await _wrong(request)
    return onward(PAGE, "passkey_added")


@post(route("practice.passkey_remove"), name="practice.passkey_remove")
async def remove(request: HttpRequest, item: FromPath[UUID]) -> Redirect:
    """Take a passkey away, never the last second step."""
    acting, event = visitor_of(request).acting, _event(request, Action.PASSKEY_REMOVE, item)
    account = await _own(request)

    async def work() -> None:
        _require_two_steps(request)
        await keeping.remove(account, item)
        await accesslog.record(acting, event)

    await act(acting, event, work)
    return onward(PAGE, "passkey_removed")


def usual_name(request: HttpRequest) -> str:
    """Give what a passkey is called when its owner does not say: the kind of this device."""
    kinds = device_of(request.headers.get("user-agent", ""))
    return device(kinds, visitor_of(request).language)


def _party(request: HttpRequest) -> Party:
    return ceremony.party_of(request.app.state.settings.base_url)


def _event(request: HttpRequest, action: Action, passkey: UUID | None = None) -> Event:
    visitor = visitor_of(request)
    return Event(action, visitor.at, practice=visitor.acting.practice, object_id=passkey)


async def _own(request: HttpRequest) -> Account:
    visitor = visitor_of(request)
    if visitor.membership is None:
        raise NotFound
    account = await accounts.by_employee(request.app.state.vault, visitor.membership.employee)
    if account is None:
        raise NotFound
    return account


def _require_two_steps(request: HttpRequest) -> None:
    visitor = visitor_of(request)
    if visitor.is_weak:
        raise Refused(Reason.TWO_STEPS_MISSING, practice=visitor.acting.practice)


async def _wrong(request: HttpRequest) -> Response[str]:
    language = visitor_of(request).language
    said = Notice("error", text(language, "accounts.form.passkey_wrong"), icon="circle-alert")
    return await _page(request, said, 400)


async def _page(request: HttpRequest, said: Notice | None, status: int = 200) -> Response[str]:
    visitor, vault = visitor_of(request), request.app.state.vault
    employee = visitor.membership.employee if visitor.membership else None
    account = await accounts.by_employee(vault, employee) if employee else None
    page = OwnAccountPage(notice=said)
    if account:
        found = await keeping.of_account(vault, account.id)
        page = OwnAccountPage(
            name=account.name,
            has_app=account.has_app,
            passkeys=_cards(found, visitor.language, may_all_go=account.has_app),
            is_weak=visitor.is_weak,
            notice=said,
        )
    waiting = await waiting_for(visitor)
    return answer(request, "accounts/own.html", page, status=status, waiting=waiting)


def _cards(found: list[Passkey], language: str, *, may_all_go: bool) -> tuple[PasskeyCard, ...]:
    may_go = may_all_go or len(found) > 1
    return tuple(
        PasskeyCard(
            name=one.name,
            made=words.moment(one.made_at, language),
            used=words.moment(one.used_at, language) if one.used_at else "",
            remove=link("practice.passkey_remove", id=one.id) if may_go else "",
        )
        for one in found
    )
