"""One account: made for an employee, opened by a link, closed to who guesses."""

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
LINK_LASTS = {"invitation": timedelta(days=14), "forgotten": timedelta(hours=1)}
STEP_LASTS = timedelta(minutes=5)
# Five tries, then a quarter of an hour; a browser that logged in before has tries of its own.
MOST_FAILURES, FAILING = 5, timedelta(minutes=15)


class Account(msgspec.Struct, frozen=True):
    """Somebody's account; `has_second` when an app of theirs makes codes."""

    id: UUID
    employee: UUID
    name: str
    password_hash: str | None
    has_second: bool


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
    """Give the token of a fresh link; those of before open nothing any more."""
    number = new_id(at)
    row = {"id": number, "account": account, "purpose": purpose, "made_at": at}
    await queries.add_link(row | {"ends_at": at + LINK_LASTS[purpose]})
    return str(_signer(vault, "link").dumps(number.hex))


async def behind_link(vault: Vault, token: str, at: datetime) -> tuple[UUID, Account] | None:
    """Give the number and the account of a link that can still be used."""
    number = _number(vault, token)
    row = await queries.link(number, at) if number else None
    account = await by_id(vault, row["account"]) if row else None
    return (row["id"], account) if row and account else None


async def complete(vault: Vault, found: tuple[UUID, Account], chosen: Chosen, at: datetime) -> bool:
    """Use a link: set what was chosen. False: somebody used it a moment ago."""
    link, account = found
    stored = await passwords.hashed(chosen.password)
    if not await queries.take_link(link, at):
        return False
    values: dict[str, Any] = {"password_hash": stored}
    if chosen.key:
        sealed = vault.seal(chosen.key, TOTP_COLUMN, account.id)
        values |= {"totp_sealed": sealed, "totp_step": chosen.step}
    await queries.set_secrets(account.id, values)
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
    if row is None or row["totp_sealed"] is None:
        return False
    key = vault.open(bytes(row["totp_sealed"]), TOTP_COLUMN, account)
    step = second.step_of(key, code, at)
    if step is not None:
        return await queries.take_step(account, step)
    return await queries.take_code(account, second.code_hash(code))


def attempt_key(vault: Vault, name: str, device: str) -> bytes:
    """Give the key under which failures count: of a name, in a known browser or in none."""
    secret = vault.secret("account/attempts")
    return hmac.digest(secret, f"{_plain(name)}|{device}".encode(), hashlib.sha256)


async def may_try(key: bytes, at: datetime) -> bool:
    """Tell whether another try is looked at now."""
    return await queries.failures(key, at - FAILING) < MOST_FAILURES


async def forget(key: bytes) -> None:
    """Forget what failed, for who came in."""
    await queries.forget(key)


async def failed(key: bytes, at: datetime) -> None:
    """Count a try that failed."""
    await queries.fail(key, at, at - FAILING)


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
    plain = _plain(name).encode()
    return tuple(hmac.digest(key, plain, hashlib.sha256) for key in vault.secrets("account/name"))


def _plain(name: str) -> str:
    return name.strip().casefold()


def _account(vault: Vault, row: Any | None) -> Account | None:
    if row is None:
        return None
    name = vault.open(bytes(row["name_sealed"]), NAME_COLUMN, row["id"]).decode()
    has_second = row["totp_sealed"] is not None
    return Account(row["id"], row["employee"], name, row["password_hash"], has_second)


def _number(vault: Vault, token: str) -> UUID | None:
    try:
        return UUID(_signer(vault, "link").loads(token))
    except (BadData, ValueError, TypeError, AttributeError):
        return None


def _signer(vault: Vault, what: str) -> URLSafeSerializer:
    # The library signs with the last key and accepts all; ours are newest first.
    return URLSafeSerializer(list(reversed(vault.secrets(PURPOSE))), salt=f"account/{what}")
