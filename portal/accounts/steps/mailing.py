"""A code by mail: the weaker second step, only where the practice agreed on it."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from consent.register import employees
from consent.register.employees import Membership
from portal.accounts import attempts, queries
from portal.accounts.keeping import Account
from portal.post import outbox
from portal.post.model import Kind, Message
from portal.vault import Vault

DIGITS, LASTS = 8, timedelta(minutes=10)
PURPOSE = "account/mail code"


async def allowing(account: Account, at: datetime) -> list[Membership]:
    """Give where this account may be used with a code by mail, and where it works now."""
    found = await employees.memberships_by_account(account.employee, at)
    return [one for one in found if one.code_by_mail]


async def send(vault: Vault, account: Account, at: datetime) -> bool:
    """
    Write a fresh code into the outbox; the one of before no longer works.

    False: no practice agreed on it, or five were sent in a quarter of an hour.
    """
    found = await allowing(account, at)
    key = attempts.attempt_key(vault, account.name, attempts.MAILING)
    if not found or not await attempts.may_try(key, at):
        return False
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    await queries.set_mail_code(account.id, _hashes(vault, account, code)[0], at + LASTS)
    return await outbox.put(vault, _message(account, found[0], code, at), at)


async def is_code(vault: Vault, account: Account, code: str, at: datetime) -> bool:
    """Use the code that was mailed last; it works once, for ten minutes."""
    return await queries.take_mail_code(account.id, _hashes(vault, account, code), at)


def _hashes(vault: Vault, account: Account, code: str) -> Sequence[bytes]:
    said = f"{account.id.hex}|{''.join(code.split())}".encode()
    return [hmac.digest(key, said, hashlib.sha256) for key in vault.secrets(PURPOSE)]


def _message(account: Account, at_work: Membership, code: str, at: datetime) -> Message:
    half = DIGITS // 2
    return Message(
        kind=Kind.LOGIN_CODE,
        subject=f"{account.id}/{at.isoformat()}",
        address=account.name,
        name=at_work.name,
        practice_name=at_work.practice_name,
        language=at_work.language,
        values={"code": f"{code[:half]} {code[half:]}"},
        # Of no practice: a code that did not arrive is not for the eyes of a colleague.
        practice=None,
        employee=account.employee,
        ends_at=at + LASTS,
    )
