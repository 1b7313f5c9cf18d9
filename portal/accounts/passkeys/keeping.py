"""The passkeys of one account: asked for once, kept by name, never the last one taken away."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from consent.errors import NotFound, Refused
from consent.ids import new_id
from consent.model import Reason
from consent.statements import hold
from portal.accounts.keeping import Account
from portal.accounts.passkeys import ceremony, queries
from portal.accounts.passkeys.ceremony import Made, Party
from portal.vault import Vault

NAME_COLUMN = "passkey.name"
CHALLENGE_BYTES, CHALLENGE_LASTS = 32, timedelta(minutes=5)
MOST = 10
"""Passkeys of one account: enough for every device, and a bound on what a page lists."""
LONGEST_NAME = 60
ADD, LOG_IN = "add", "login"


class Passkey(msgspec.Struct, frozen=True):
    """One passkey, as its owner calls it; times in UTC."""

    id: UUID
    name: str
    made_at: datetime
    used_at: datetime | None


async def of_account(vault: Vault, account: UUID) -> list[Passkey]:
    """Give the passkeys of an account, oldest first."""
    return [_passkey(vault, row) for row in await queries.of_account(account)]


async def ask_to_add(party: Party, account: Account, at: datetime) -> str:
    """Give what a new passkey of this account is to sign, once and for five minutes."""
    known = [bytes(row["credential_id"]) for row in await queries.of_account(account.id)]
    challenge = await _challenge(account.id, ADD, at)
    return ceremony.asked_to_add(party, (account.id, account.name), known, challenge)


async def ask_to_log_in(party: Party, account: UUID, at: datetime) -> str:
    """Give what a passkey of this account is to sign, once and for five minutes."""
    known = [bytes(row["credential_id"]) for row in await queries.of_account(account)]
    return ceremony.asked_to_log_in(party, known, await _challenge(account, LOG_IN, at))


async def made(party: Party, account: UUID, answer: str, at: datetime) -> Made | None:
    """Give the passkey of an answer to what was asked; the question is used up."""
    challenge = await _taken(account, ADD, answer, at)
    return ceremony.made(party, answer, challenge) if challenge else None


async def add(vault: Vault, account: UUID, new: Made, name: str, at: datetime) -> UUID | None:
    """Keep a passkey under a name; None when there are too many, or somebody has it already."""
    await hold(account)
    if len(await queries.of_account(account)) >= MOST:
        return None
    passkey = new_id(at)
    row = {
        "id": passkey,
        "account": account,
        "credential_id": new.credential_id,
        "public_key": new.public_key,
        "sign_count": new.sign_count,
        "name_sealed": vault.seal(name[:LONGEST_NAME].encode(), NAME_COLUMN, passkey),
        "made_at": at,
    }
    return passkey if await queries.add(row) else None


async def is_used(party: Party, account: UUID, answer: str, at: datetime) -> bool:
    """
    Tell whether a passkey of this account signed what was asked; the question is used up.

    A counter that does not go on means a copy of the passkey: refused.
    """
    challenge = await _taken(account, LOG_IN, answer, at)
    named = ceremony.told(answer)
    row = await queries.by_credential(account, named[0]) if challenge and named else None
    if challenge is None or row is None:
        return False
    known = Made(bytes(row["credential_id"]), bytes(row["public_key"]), row["sign_count"])
    count = ceremony.used(party, answer, challenge, known)
    return count is not None and await queries.used(row["id"], known.sign_count, count, at)


async def remove(account: Account, passkey: UUID) -> None:
    """
    Take a passkey away.

    Raises:
        NotFound: this account has none such.
        Refused: it is the last second step.

    """
    await hold(account.id)
    known = [row["id"] for row in await queries.of_account(account.id)]
    if passkey not in known:
        raise NotFound
    if not account.has_app and len(known) == 1:
        raise Refused(Reason.LAST_SECOND_STEP)
    await queries.remove(account.id, passkey)


async def _challenge(account: UUID, purpose: str, at: datetime) -> bytes:
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    await queries.ask(
        {
            "id": new_id(at),
            "account": account,
            "purpose": purpose,
            "hash": _hash(challenge),
            "ends_at": at + CHALLENGE_LASTS,
        }
    )
    return challenge


async def _taken(account: UUID, purpose: str, answer: str, at: datetime) -> bytes | None:
    named = ceremony.told(answer)
    if named is None or not await queries.take_challenge(account, purpose, _hash(named[1]), at):
        return None
    return named[1]


def _hash(challenge: bytes) -> bytes:
    return hashlib.sha256(challenge).digest()


def _passkey(vault: Vault, row: Any) -> Passkey:
    name = vault.open(bytes(row["name_sealed"]), NAME_COLUMN, row["id"]).decode()
    return Passkey(row["id"], name, row["made_at"], row["used_at"])
