"""Behind a link: choosing a password, connecting an app or a passkey. Looking uses nothing up."""

import base64

from itsdangerous import BadData, URLSafeSerializer
from litestar import Response, get, post

from consent.accesslog import Event, record
from consent.actions import Action
from consent.register import employees
from portal.accounts import keeping, passwords, second
from portal.accounts.entering import FORMS, OPEN, Incoming
from portal.accounts.forms import ChoosingForm
from portal.accounts.keeping import Chosen, Opened
from portal.accounts.pages import ChoosingPage, ReadyPage
from portal.accounts.passkeys import ceremony
from portal.accounts.passkeys import keeping as passkeys
from portal.accounts.passkeys.ceremony import Made
from portal.accounts.passkeys.login import NOTHING, REFUSED, asked
from portal.accounts.passkeys.own import usual_name
from portal.database import transaction
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity import sessions
from portal.identity.limits import limits_here
from portal.identity.visitor import visitor_of
from portal.practice.answering import posted
from portal.practice.pages.parts import Fault, Field
from portal.texts import text
from portal.vault import Vault

TEMPLATE = "accounts/choosing.html"


@get(route("accounts.arrive"), name="accounts.arrive", opt=OPEN)
async def show(request: Incoming) -> Response[str]:
    """Show the form behind a link; one that was used or is too old opens nothing."""
    token = request.query_params.get("sleutel", "")
    opened = await keeping.behind_link(request.app.state.vault, token, visitor_of(request).at)
    if opened is None:
        return _closed(request)
    form = ChoosingForm(sleutel=token, key=_signed(request.app.state.vault, second.new_key()))
    return _page(request, opened, form)


@post(
    route("accounts.arrive_asked"),
    name="accounts.arrive_asked",
    opt=OPEN,
    exception_handlers=FORMS,
    status_code=200,
)
async def ask(request: Incoming) -> Response[str]:
    """Give what a new passkey has to sign; 403 and nothing where the link opens none."""
    form, at = await posted(request, ChoosingForm), visitor_of(request).at
    opened = await keeping.behind_link(request.app.state.vault, form.sleutel, at)
    if opened is None or not opened.is_invitation:
        return asked(NOTHING, REFUSED)
    party = ceremony.party_of(request.app.state.settings.base_url)
    async with transaction():
        question = await passkeys.ask_to_add(party, opened.account, at)
    return asked(question)


@post(route("accounts.arrive"), name="accounts.chosen", opt=OPEN, exception_handlers=FORMS)
async def choose(request: Incoming) -> Response[str]:
    """Keep the password, and the app or passkey that holds; the link is used up then."""
    form, at = await posted(request, ChoosingForm), visitor_of(request).at
    vault: Vault = request.app.state.vault
    opened = await keeping.behind_link(vault, form.sleutel, at)
    key = _read(vault, form.key)
    if opened is None or key is None:
        return _closed(request)
    step = second.step_of(key, form.code, at) if form.code else None
    faults = _faults(form, opened, step)
    if faults:
        return _page(request, opened, form, faults)
    chosen = Chosen(form.password, key if step else None, step or 0)
    return await _kept(request, opened, form, chosen)


async def _kept(
    request: Incoming, opened: Opened, form: ChoosingForm, chosen: Chosen
) -> Response[str]:
    at, vault = visitor_of(request).at, request.app.state.vault
    codes: tuple[str, ...] = ()
    passkey: Made | None = None
    if form.credential:
        party = ceremony.party_of(request.app.state.settings.base_url)
        async with transaction():
            passkey = await passkeys.made(party, opened.account.id, form.credential, at)
        if passkey is None:
            emptied = ChoosingForm(sleutel=form.sleutel, key=form.key)
            return _page(request, opened, emptied, {"passkey": "passkey_wrong"})
    async with transaction():
        done = await keeping.complete(vault, opened, chosen, at)
        if done and passkey:
            await passkeys.add(vault, opened.account.id, passkey, usual_name(request), at)
        if done and (chosen.key or passkey):
            codes = await keeping.new_codes(opened.account.id, at)
        if done:
            await _written_down(request, opened)
    return answer(request, "accounts/ready.html", ReadyPage(codes)) if done else _closed(request)


async def _written_down(request: Incoming, opened: Opened) -> None:
    visitor = visitor_of(request)
    found = await employees.memberships_by_account(opened.account.employee, visitor.at)
    # Who is logged in with the old password, wherever that is, is so no longer.
    theirs = [one.id for one in found]
    old = await sessions.of_memberships(theirs, limits_here(request), visitor.at)
    await sessions.end_these([one.id for one in old])
    event = Event(Action.PASSWORD_CHOOSE, visitor.at, object_id=opened.account.id)
    for one in found:
        await record(one.actor(visitor.request_id), event)


def _faults(form: ChoosingForm, opened: Opened, step: int | None) -> dict[str, str]:
    account, is_new = opened.account, opened.is_invitation
    has_second = account.has_second or (is_new and (step is not None or bool(form.credential)))
    found = {
        "password": passwords.fault(form.password, has_second_factor=has_second),
        "again": "" if form.again == form.password else "password_differs",
        "code": "code_wrong" if form.code and (step is None or not is_new) else "",
        "passkey": "passkey_wrong" if form.credential and not is_new else "",
    }
    if account.name.casefold().split("@")[0] == form.password.casefold():
        found["password"] = "password_common"  # noqa: S105 - the code of a sentence
    return {field: code for field, code in found.items() if code}


def _page(
    request: Incoming, opened: Opened, form: ChoosingForm, faults: dict[str, str] | None = None
) -> Response[str]:
    language = visitor_of(request).language
    told = {
        field: text(language, f"accounts.form.{code}") for field, code in (faults or {}).items()
    }
    key = _read(request.app.state.vault, form.key) or b""
    page = ChoosingPage(
        token=form.sleutel,
        action=link("accounts.arrive"),
        name=opened.account.name,
        key=form.key,
        written_key=second.written_key(key),
        drawing=second.drawing(key, opened.account.name),
        offers_second=opened.is_invitation,
        credential=form.credential,
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
