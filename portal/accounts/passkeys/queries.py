"""Statements of passkeys and of the challenges they sign."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from portal.accounts.tables import Passkey, PasskeyChallenge

PASSKEY = """
select id, account, credential_id, public_key, sign_count, name_sealed, made_at, used_at
from passkey
"""
ASK = """
insert into passkey_challenge (id, account, purpose, challenge_hash, ends_at)
values ($1, $2, $3, $4, $5)
on conflict (account, purpose) do update set
    id = excluded.id, challenge_hash = excluded.challenge_hash, ends_at = excluded.ends_at
"""


async def of_account(account: UUID) -> Sequence[Any]:
    """Give the passkeys of an account, oldest first."""
    return await fetch(PASSKEY + " where account = $1 order by made_at, id", account)


async def by_credential(account: UUID, credential_id: bytes) -> Any | None:
    """Find a passkey of this account; somebody else's is not found."""
    return await fetch_one(
        PASSKEY + " where account = $1 and credential_id = $2", account, credential_id
    )


async def ask(row: dict[str, Any]) -> None:
    """Write a challenge in place of the one of before for the same account and purpose."""
    require_transaction()
    await fetch(ASK, row["id"], row["account"], row["purpose"], row["hash"], row["ends_at"])


async def take_challenge(account: UUID, purpose: str, challenge_hash: bytes, at: datetime) -> bool:
    """Remove a challenge that was open; whoever comes second gets False."""
    require_transaction()
    taken = (
        await PasskeyChallenge.delete()
        .where(
            PasskeyChallenge.account == account,
            PasskeyChallenge.purpose == purpose,
            PasskeyChallenge.challenge_hash == challenge_hash,
            PasskeyChallenge.ends_at > at,
        )
        .returning(PasskeyChallenge.id)
    )
    return bool(taken)


async def add(row: dict[str, Any]) -> bool:
    """Write a passkey; False when somebody has it already."""
    require_transaction()
    return bool(await Passkey.insert(Passkey(**row)).on_conflict(action="DO NOTHING"))


async def used(passkey: UUID, before: int, count: int, at: datetime) -> bool:
    """Write that a passkey signed; False when it did so elsewhere a moment ago."""
    require_transaction()
    done = (
        await Passkey.update({Passkey.sign_count: count, Passkey.used_at: at})
        .where(Passkey.id == passkey, Passkey.sign_count == before)
        .returning(Passkey.id)
    )
    return bool(done)


async def remove(account: UUID, passkey: UUID) -> bool:
    """Remove a passkey of an account; False when there is none such."""
    require_transaction()
    gone = (
        await Passkey.delete()
        .where(Passkey.account == account, Passkey.id == passkey)
        .returning(Passkey.id)
    )
    return bool(gone)
