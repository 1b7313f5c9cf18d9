"""One account: made for an employee, opened by a link, with what its owner chose."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from itsdangerous import BadData, URLSafeSerializer

from consent.ids import new_id
from portal.accounts import passwords, queries, second
from portal.vault import Vault

NAME_COLUMN, TOTP_COLUMN = "account.name", "account.totp"
PURPOSE = "account"
INVITATION = "invitation"
LINK_LASTS = {INVITATION: timedelta(days=14), "forgotten": timedelta(hours=1)}
STEP_LASTS = timedelta(minutes=5)


class Account(msgspec.Struct, frozen=True):
    """Somebody's account; `has_app` when an app of theirs makes codes."""

    id: UUID
    employee: UUID
    name: str
    password_hash: str | None
    has_app: bool
    has_passkey: bool

    @property
    def has_second(self) -> bool:
        """Whether a login takes a second step that is as strong as it gets here."""
        return self.has_app or self.has_passkey


class Opened(msgspec.Struct, frozen=True):
    """
    A link that can still be used, and its account.

    A mail alone lets its reader choose a password; a second step takes `is_invitation`, a link
    that the practice gave.
    """

    link: UUID
    account: Account
    is_invitation: bool


class Chosen(msgspec.Struct, frozen=True):
    """What somebody chose behind a link: a password, and the key of an app with its step."""

    password: str
    key: bytes | None = None
    step: int = 0


async def make(vault: Vault, employee: UUID, name: str, at: datetime) -> UUID:
    """Make an account under a mail address; nobody can log in until its link was used."""
    account = new_id(at)
    await queries.add(
        {
            "id": account,
            "employee": employee,
            "name_key": name_keys(vault, name)[0],
            "name_sealed": vault.seal(name.encode(), NAME_COLUMN, account),
            "made_at": at,
        }
    )
    return account


async def by_name(vault: Vault, name: str) -> Account | None:
    """Find the account of a mail address; None when there is none."""
    return _account(vault, await queries.by_name(name_keys(vault, name)))


async def by_id(vault: Vault, account: UUID) -> Account | None:
    """Find an account; None when there is none."""
    return _account(vault, await queries.by_id(account))


async def by_employee(vault: Vault, employee: UUID) -> Account | None:
    """Find the account of an employee; None for who comes by a provider."""
    return _account(vault, await queries.by_employee(employee))


async def new_link(vault: Vault, account: UUID, purpose: str, at: datetime) -> str:
    """Give the token of a fresh link; those of before for the same open nothing any more."""
    number = new_id(at)
    row = {"id": number, "account": account, "purpose": purpose, "made_at": at}
    await queries.add_link(row | {"ends_at": at + LINK_LASTS[purpose]})
    return str(_signer(vault, "link").dumps(number.hex))


async def behind_link(vault: Vault, token: str, at: datetime) -> Opened | None:
    """Give what a link opens; None when it cannot be used (any more)."""
    number = _number(vault, token)
    row = await queries.link(number, at) if number else None
    account = await by_id(vault, row["account"]) if row else None
    if row is None or account is None:
        return None
    return Opened(row["id"], account, is_invitation=row["purpose"] == INVITATION)


async def complete(vault: Vault, opened: Opened, chosen: Chosen, at: datetime) -> bool:
    """Use a link: set what was chosen. False: somebody used it a moment ago."""
    stored = await passwords.hashed(chosen.password)
    if not await queries.take_link(opened.link, at):
        return False
    values: dict[str, Any] = {"password_hash": stored}
    if chosen.key:
        sealed = vault.seal(chosen.key, TOTP_COLUMN, opened.account.id)
        values |= {"totp_sealed": sealed, "totp_step": chosen.step}
    await queries.set_secrets(opened.account.id, values)
    return True


async def new_codes(account: UUID, at: datetime) -> tuple[str, ...]:
    """Give ten fresh recovery codes, shown this once; those of before no longer work."""
    codes = second.new_codes()
    hashes = map(second.code_hash, codes)
    rows = [{"id": new_id(at), "account": account, "code_hash": one} for one in hashes]
    await queries.set_codes(account, rows)
    return codes


async def is_second(vault: Vault, account: UUID, code: str, at: datetime) -> bool:
    """Use a code of the app, or one on paper; each works once."""
    row = await queries.by_id(account)
    if row and row["totp_sealed"] is not None:
        key = vault.open(bytes(row["totp_sealed"]), TOTP_COLUMN, account)
        step = second.step_of(key, code, at)
        if step is not None:
            return await queries.take_step(account, step)
    return await queries.take_code(account, second.code_hash(code))


def half_way(vault: Vault, account: UUID, at: datetime) -> str:
    """Give what a browser keeps between the password and the second step."""
    ends = int((at + STEP_LASTS).timestamp())
    return str(_signer(vault, "step").dumps([account.hex, ends]))


def account_half_way(vault: Vault, token: str, at: datetime) -> UUID | None:
    """Give the account of somebody between password and second step; None when it took too long."""
    try:
        account, ends = _signer(vault, "step").loads(token)
    except (BadData, ValueError):
        return None
    return UUID(account) if at.timestamp() < ends else None


def device_mark(vault: Vault, account: UUID) -> str:
    """Give what a browser keeps to be known by; it opens nothing by itself."""
    return str(_signer(vault, "device").dumps(account.hex))


def is_known_device(vault: Vault, account: UUID, mark: str | None) -> bool:
    """Tell whether a browser logged in with this account before."""
    try:
        return bool(mark) and _signer(vault, "device").loads(mark or "") == account.hex
    except BadData:
        return False


def name_keys(vault: Vault, name: str) -> tuple[bytes, ...]:
    """Give the keyed hashes of a mail address, however it is written, newest key first."""
    written = plain(name).encode()
    return tuple(hmac.digest(key, written, hashlib.sha256) for key in vault.secrets("account/name"))


def plain(name: str) -> str:
    """Give a mail address as it counts, however it was written."""
    return name.strip().casefold()


def _account(vault: Vault, row: Any | None) -> Account | None:
    if row is None:
        return None
    name = vault.open(bytes(row["name_sealed"]), NAME_COLUMN, row["id"]).decode()
    has_app = row["totp_sealed"] is not None
    who = (row["id"], row["employee"], name, row["password_hash"])
    return Account(*who, has_app=has_app, has_passkey=row["has_passkey"])


def _number(vault: Vault, token: str) -> UUID | None:
    try:
        return UUID(_signer(vault, "link").loads(token))
    except (BadData, ValueError, TypeError, AttributeError):
        return None


def _signer(vault: Vault, what: str) -> URLSafeSerializer:
    # The library signs with the last key and accepts all; ours are newest first.
    return URLSafeSerializer(list(reversed(vault.secrets(PURPOSE))), salt=f"account/{what}")
