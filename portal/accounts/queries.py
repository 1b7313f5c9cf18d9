"""Statements of accounts, their links and codes, and of what failed lately."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from portal.accounts.tables import (
    Account,
    AccountAttempt,
    AccountLink,
    MailCode,
    RecoveryCode,
)

ACCOUNT = """
select id, employee, name_sealed, password_hash, totp_sealed, totp_step,
       exists (select from passkey where passkey.account = account.id) as has_passkey
from account
"""
MAIL_CODE = """
insert into mail_code (account, code_hash, ends_at) values ($1, $2, $3)
on conflict (account) do update set code_hash = excluded.code_hash, ends_at = excluded.ends_at
"""
TRY = """
insert into account_attempt (key, failures, since) values ($1, 1, $2)
on conflict (key) do update set
    failures = case when account_attempt.since < $3 then 1 else account_attempt.failures + 1 end,
    since = case when account_attempt.since < $3 then $2 else account_attempt.since end
returning failures
"""


async def by_name(keys: Sequence[bytes]) -> Any | None:
    """Find the account under one of these keyed hashes."""
    return await fetch_one(ACCOUNT + " where name_key = any($1::bytea[])", list(keys))


async def by_id(account: UUID) -> Any | None:
    """Find an account."""
    return await fetch_one(ACCOUNT + " where id = $1", account)


async def by_employee(employee: UUID) -> Any | None:
    """Find the account of an employee."""
    return await fetch_one(ACCOUNT + " where employee = $1", employee)


async def add(row: dict[str, Any]) -> None:
    """Write an account that nobody can log in with yet."""
    require_transaction()
    await Account.insert(Account(**row))


async def set_secrets(account: UUID, values: dict[Any, Any]) -> None:
    """Write the password or the second factor."""
    require_transaction()
    await Account.update(values).where(Account.id == account)


async def take_step(account: UUID, step: int) -> bool:
    """Use a code of the clock, unless it or a later one was used."""
    require_transaction()
    taken = (
        await Account.update({Account.totp_step: step})
        .where(Account.id == account, Account.totp_step < step)
        .returning(Account.id)
    )
    return bool(taken)


async def add_link(row: dict[str, Any]) -> None:
    """
    Write a link; those of before for the same account and purpose no longer open anything.

    Anybody can ask for a link for a forgotten password: that ends no invitation.
    """
    require_transaction()
    await AccountLink.delete().where(
        AccountLink.account == row["account"], AccountLink.purpose == row["purpose"]
    )
    await AccountLink.insert(AccountLink(**row))


async def link(link_id: UUID, at: datetime) -> Any | None:
    """Find a link that can still be used."""
    return await fetch_one(
        "select id, account, purpose from account_link"
        " where id = $1 and used_at is null and ends_at > $2",
        link_id,
        at,
    )


async def take_link(link_id: UUID, at: datetime) -> bool:
    """Use a link; whoever comes second gets False."""
    require_transaction()
    taken = (
        await AccountLink.update({AccountLink.used_at: at})
        .where(AccountLink.id == link_id, AccountLink.used_at.is_null(), AccountLink.ends_at > at)
        .returning(AccountLink.id)
    )
    return bool(taken)


async def set_codes(account: UUID, rows: Sequence[dict[str, Any]]) -> None:
    """Write new recovery codes in place of those of before."""
    require_transaction()
    await RecoveryCode.delete().where(RecoveryCode.account == account)
    if rows:
        await RecoveryCode.insert(*(RecoveryCode(**row) for row in rows))


async def take_code(account: UUID, code_hash: bytes) -> bool:
    """Use a recovery code; False when there is none such."""
    require_transaction()
    taken = (
        await RecoveryCode.delete()
        .where(RecoveryCode.account == account, RecoveryCode.code_hash == code_hash)
        .returning(RecoveryCode.id)
    )
    return bool(taken)


async def set_mail_code(account: UUID, code_hash: bytes, ends_at: datetime) -> None:
    """Write the code that was mailed last in place of the one of before."""
    require_transaction()
    await fetch(MAIL_CODE, account, code_hash, ends_at)


async def take_mail_code(account: UUID, hashes: Sequence[bytes], at: datetime) -> bool:
    """Use the code that was mailed; False when it is another, or too old."""
    require_transaction()
    taken = (
        await MailCode.delete()
        .where(
            MailCode.account == account,
            MailCode.code_hash.is_in(list(hashes)),
            MailCode.ends_at > at,
        )
        .returning(MailCode.account)
    )
    return bool(taken)


async def count_try(key: bytes, at: datetime, since: datetime) -> int:
    """Count a try and give how many there were; counting begins anew after a while."""
    require_transaction()
    row = await fetch_one(TRY, key, at, since)
    return int(row["failures"]) if row else 0


async def forget(key: bytes) -> None:
    """Forget what failed under a key."""
    require_transaction()
    await AccountAttempt.delete().where(AccountAttempt.key == key)
