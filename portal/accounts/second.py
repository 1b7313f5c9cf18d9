"""The second step: a code of an app that knows the time, or one of ten codes on paper."""

import base64
import hashlib
import secrets
from datetime import datetime
from urllib.parse import quote

import segno
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from markupsafe import Markup

STEP, DIGITS, KEY_BYTES = 30, 6, 20
# One step early or late: clocks of telephones differ.
DRIFT = (0, -1, 1)
CODES, CODE_BYTES = 10, 10
ISSUER = "Online inzage"


def new_key() -> bytes:
    """Give a fresh key for an app."""
    return secrets.token_bytes(KEY_BYTES)


def step_of(key: bytes, code: str, at: datetime) -> int | None:
    """Give the step of the clock (30 seconds each) that a code belongs to; None: it is wrong."""
    digits = "".join(code.split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    # Apps know SHA-1 alone; in HMAC it is not broken. Source: RFC 6238 §1.2.
    clock = TOTP(key, DIGITS, SHA1(), STEP, enforce_key_length=False)  # noqa: S303
    now = int(at.timestamp()) // STEP
    found = (
        now + drift
        for drift in DRIFT
        if secrets.compare_digest(clock.generate((now + drift) * STEP), digits.encode())
    )
    return next(found, None)


def written_key(key: bytes) -> str:
    """Write a key as somebody types it into an app: groups of four letters."""
    text = base64.b32encode(key).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def drawing(key: bytes, name: str) -> Markup:
    """Draw what an app reads with its camera."""
    secret = base64.b32encode(key).decode()
    label = quote(f"{ISSUER}:{name}")
    address = f"otpauth://totp/{label}?secret={secret}&issuer={quote(ISSUER)}"
    code = segno.make(address, micro=False)
    # Made by us of letters and digits: no markup of a person is in it.
    return Markup(code.svg_inline(scale=4, border=4))  # noqa: S704


def new_codes() -> tuple[str, ...]:
    """Give ten fresh codes, each of 80 random bits."""
    made = (base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode() for _ in range(CODES))
    return tuple("-".join(one[start : start + 4] for start in range(0, 16, 4)) for one in made)


def code_hash(code: str) -> bytes:
    """Give the form in which a recovery code is stored; signs between letters do not count."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(b"online-inzage/recovery/1:" + plain.encode()).digest()
