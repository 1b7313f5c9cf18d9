"""Behind a link: choosing a password and connecting an app. Looking at it uses nothing up."""

import base64
from typing import Any
from uuid import UUID

from itsdangerous import BadData, URLSafeSerializer
from litestar import Request, Response, get, post

from portal.accounts import keeping, passwords, second
from portal.accounts.forms import ChoosingForm
from portal.accounts.keeping import Account, Chosen
from portal.accounts.login import FORMS, OPEN
from portal.accounts.pages import ChoosingPage, ReadyPage
from portal.database import transaction
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity.visitor import visitor_of
from portal.practice.answering import posted
from portal.practice.pages.parts import Fault, Field
from portal.texts import text
from portal.vault import Vault

Incoming = Request[Any, Any, Any]
Found = tuple[UUID, Account]
TEMPLATE = "accounts/choosing.html"


@get(route("accounts.arrive"), name="accounts.arrive", opt=OPEN)
async def show(request: Incoming) -> Response[str]:
    """Show the form behind a link; one that was used or is too old opens nothing."""
    token = request.query_params.get("sleutel", "")
    found = await keeping.behind_link(request.app.state.vault, token, visitor_of(request).at)
    if found is None:
        return _closed(request)
    form = ChoosingForm(sleutel=token, key=_signed(request.app.state.vault, second.new_key()))
    return _page(request, found[1], form)


@post(route("accounts.arrive"), name="accounts.chosen", opt=OPEN, exception_handlers=FORMS)
async def choose(request: Incoming) -> Response[str]:
    """Keep the password, and the app when its code is right; the link is used up then."""
    form, at = await posted(request, ChoosingForm), visitor_of(request).at
    vault: Vault = request.app.state.vault
    found = await keeping.behind_link(vault, form.sleutel, at)
    key = _read(vault, form.key)
    if found is None or key is None:
        return _closed(request)
    step = second.step_of(key, form.code, at) if form.code else None
    faults = _faults(form, found[1], step)
    if faults:
        return _page(request, found[1], form, faults)
    chosen = Chosen(form.password, key if step else None, step or 0)
    codes: tuple[str, ...] = ()
    async with transaction():
        done = await keeping.complete(vault, found, chosen, at)
        if done and step:
            codes = await keeping.new_codes(found[1].id, at)
    return answer(request, "accounts/ready.html", ReadyPage(codes)) if done else _closed(request)


def _faults(form: ChoosingForm, account: Account, step: int | None) -> dict[str, str]:
    has_second = step is not None or account.has_second
    found = {
        "password": passwords.fault(form.password, has_second_factor=has_second),
        "again": "" if form.again == form.password else "password_differs",
        "code": "code_wrong" if form.code and step is None else "",
    }
    if account.name.casefold().split("@")[0] == form.password.casefold():
        found["password"] = "password_common"  # noqa: S105 - the code of a sentence
    return {field: code for field, code in found.items() if code}


def _page(
    request: Incoming, account: Account, form: ChoosingForm, faults: dict[str, str] | None = None
) -> Response[str]:
    language = visitor_of(request).language
    told = {
        field: text(language, f"accounts.form.{code}") for field, code in (faults or {}).items()
    }
    key = _read(request.app.state.vault, form.key) or b""
    page = ChoosingPage(
        token=form.sleutel,
        action=link("accounts.arrive"),
        name=account.name,
        key=form.key,
        written_key=second.written_key(key),
        drawing=second.drawing(key, account.name),
        password=Field("password", "password", "", told.get("password", "")),
        again=Field("again", "again", "", told.get("again", "")),
        code=Field("code", "code", "", told.get("code", "")),
        faults=tuple(Fault(field, sentence) for field, sentence in told.items()),
    )
    return answer(request, TEMPLATE, page, status=400 if told else 200)


def _closed(request: Incoming) -> Response[str]:
    page = ChoosingPage(token="", action=link("accounts.arrive"))
    return answer(request, TEMPLATE, page, status=404)


def _signed(vault: Vault, key: bytes) -> str:
    return str(_signer(vault).dumps(base64.b32encode(key).decode()))


def _read(vault: Vault, sent: str) -> bytes | None:
    try:
        return base64.b32decode(_signer(vault).loads(sent))
    except (BadData, ValueError, TypeError):
        return None


def _signer(vault: Vault) -> URLSafeSerializer:
    return URLSafeSerializer(list(reversed(vault.secrets(keeping.PURPOSE))), salt="account/app")
