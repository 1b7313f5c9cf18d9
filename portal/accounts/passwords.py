"""
What a password has to be, and how it is kept: argon2id, checked in the same time for everybody.

Long, or less long with a second factor; no rules of composition; none that everybody tries first.
Source: NIST SP 800-63B-4 §3.1.1.
"""

import asyncio
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

ALONE, WITH_SECOND_FACTOR, LONGEST = 15, 8, 200
# Dates, telephone numbers and citizen service numbers.
NUMBERS = {8, 9}
COMMON = Path(__file__).parent / "common_passwords.txt"
# RFC 9106 §4, the second recommended choice: 64 MiB, three passes.
_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)


def fault(password: str, *, has_second_factor: bool) -> str:
    """Give the code of what is wrong with a password that somebody chooses; empty: nothing."""
    length = len(_normal(password))
    if length < (WITH_SECOND_FACTOR if has_second_factor else ALONE):
        return "password_short_second" if has_second_factor else "password_short"
    if length > LONGEST:
        return "password_long"
    is_number = password.isdigit() and length in NUMBERS
    is_common = is_number or _normal(password).casefold() in _common()
    return "password_common" if is_common else ""


async def hashed(password: str) -> str:
    """Give the hash to store; takes a while, beside the loop."""
    return await asyncio.to_thread(_HASHER.hash, _normal(password))


async def matches(stored: str | None, password: str) -> bool:
    """Tell whether this is the password; as slow where none is stored as where one is."""
    nobody = await asyncio.to_thread(_nobody)
    found = await asyncio.to_thread(_verified, stored or nobody, password)
    return found and stored is not None


def _verified(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, _normal(password)[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    # The same keys may send composed and decomposed letters.
    return unicodedata.normalize("NFC", password)


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody has this password")


@cache
def _common() -> frozenset[str]:
    return frozenset(COMMON.read_text(encoding="utf-8").split("\n"))
