"""Browsers that somebody logged in with: a new one is told, because it may not be theirs."""

import hashlib
from datetime import datetime

from consent.ids import new_id
from portal import words
from portal.post.model import Kind
from portal.post.readers import queries
from portal.post.readers.model import Reader
from portal.post.readers.telling import Told, tell
from portal.vault import Vault


async def noticed(vault: Vault, reader: Reader, device: str, at: datetime) -> Kind | None:
    """
    Keep that this reader logged in with the browser that holds this secret, and tell a new one.

    Gives what it was: a first login, a new device, or None for a browser that was known.
    """
    is_first = not await queries.has_device(reader.id)
    row = new_id(at)
    is_new = await queries.add_device(
        {"id": row, "owner": reader.id, "device_hash": _hash(device), "first_seen_at": at}
    )
    if not is_new:
        return None
    kind = Kind.FIRST_LOGIN if is_first else Kind.NEW_DEVICE
    values = {"moment": words.moment(at, reader.language)}
    await tell(vault, reader, Told(kind=kind, subject=str(row), values=values), at)
    return kind


def _hash(device: str) -> bytes:
    return hashlib.sha256(b"online-inzage/device/1:" + device.encode()).digest()
