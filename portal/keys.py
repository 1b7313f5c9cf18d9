"""The file of root keys that `PORTAL_SECRET_KEYS` names: how it is read, checked and begun."""

import base64
import os
import re
import secrets
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

KEY_BYTES = 32
# What the keys of a demo are called.
DEMO_KEY = "demo"
# Of 32 bytes that were drawn, 30 differ; fewer than this comes less than once in 10^9 draws.
FEWEST_DIFFERENT = 18
LARGEST_FILE = 64 * 1024
_ID = re.compile(r"[A-Za-z0-9_-]{1,16}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}=?")


class KeyFileError(ValueError):
    """The key file cannot be used; the message is a sentence and shows nothing of its text."""


@dataclass(frozen=True)
class RootKey:
    """One root key. `id` is written before all that is sealed under it; `secret` is not in repr."""

    id: str
    secret: bytes = field(repr=False)


def read_keys(file: Path) -> tuple[RootKey, ...]:
    """
    Read the root keys, newest first; empty lines and lines with # in front are skipped.

    Raises:
        KeyFileError: the file is absent, open to everybody, empty or malformed.

    """
    keys = tuple(
        _key(file, number, line.strip())
        for number, line in enumerate(_text(file).splitlines(), start=1)
        if line.strip() and not line.lstrip().startswith("#")
    )
    if not keys:
        raise KeyFileError(f"The key file {file} holds no key.")
    if len({key.id for key in keys}) < len(keys):
        raise KeyFileError(f"The key file {file} gives two keys the same id.")
    if len({key.secret for key in keys}) < len(keys):
        raise KeyFileError(f"The key file {file} holds the same key twice.")
    return keys


def require_own(keys: Sequence[RootKey]) -> None:
    """
    Refuse keys that production may not run on; the sentence names the setting.

    Raises:
        KeyFileError: a key of a demo, or one that was typed instead of drawn.

    """
    for key in keys:
        if key.id == DEMO_KEY:
            raise KeyFileError("PORTAL_SECRET_KEYS holds the key of a demo: refused in production.")
        if not _is_drawn(key.secret):
            raise KeyFileError(
                f"PORTAL_SECRET_KEYS: key {key.id} was not drawn at random, which is refused in"
                " production; `portal keys new` draws one."
            )


def begin_key_file(file: Path, key_id: str = "1") -> None:
    """
    Write a new key file with one fresh key, readable by its owner alone.

    Raises:
        FileExistsError: there is one already; replacing it would make everything sealed unreadable.

    """
    secret = base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode().rstrip("=")
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(f"{key_id}:{secret}\n")


def _is_drawn(secret: bytes) -> bool:
    steps = {(after - before) % 256 for before, after in pairwise(secret)}
    return len(set(secret)) >= FEWEST_DIFFERENT and len(steps) >= FEWEST_DIFFERENT


def _text(file: Path) -> str:
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_FILE:
            raise KeyFileError(f"The key file {file} is not a small ordinary file.")
        # The group may read: container platforms hand secrets over that way.
        if found.st_mode & (stat.S_IRWXO | stat.S_IWGRP):
            raise KeyFileError(f"The key file {file} is open to others; give it mode 0600 or 0640.")
        return file.read_text(encoding="ascii")
    except UnicodeDecodeError:
        raise KeyFileError(f"The key file {file} holds more than plain ASCII.") from None
    except OSError as error:
        raise KeyFileError(f"The key file {file} cannot be read: {error.strerror}.") from None


def _key(file: Path, number: int, line: str) -> RootKey:
    key_id, _, secret = line.partition(":")
    if not _ID.fullmatch(key_id) or not _SECRET.fullmatch(secret):
        raise KeyFileError(f"Line {number} of the key file {file} is not id:base64url(32 bytes).")
    return RootKey(key_id, base64.urlsafe_b64decode(secret.rstrip("=") + "="))
