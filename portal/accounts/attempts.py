"""Tries of late: five, then a quarter of an hour's rest; nobody shuts out somebody else."""

import hashlib
import hmac
from datetime import datetime, timedelta

from portal.accounts import queries
from portal.accounts.keeping import plain
from portal.vault import Vault

MOST_TRIES, FAILING = 5, timedelta(minutes=15)
# Whoever tries the second step knows the password: these tries are nobody else's.
SECOND_STEP, MAILING = "second step", "mail"


def attempt_key(vault: Vault, name: str, device: str) -> bytes:
    """
    Give the key under which tries count: of a name, in a known browser or in none.

    A browser that logged in before has tries of its own, whatever strangers do.
    """
    secret = vault.secret("account/attempts")
    return hmac.digest(secret, f"{plain(name)}|{device}".encode(), hashlib.sha256)


async def may_try(key: bytes, at: datetime) -> bool:
    """
    Count a try, in the open transaction, and tell whether it is looked at.

    Counted before it is looked at: of a hundred at the same moment five are.
    """
    return await queries.count_try(key, at, at - FAILING) <= MOST_TRIES


async def forget(key: bytes) -> None:
    """Forget the tries, for who came in."""
    await queries.forget(key)
