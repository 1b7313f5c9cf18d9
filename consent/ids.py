"""Identifiers: UUIDs of version 7, so that rows made later sort later."""

import itertools
import secrets
from datetime import datetime
from uuid import UUID

_counter = itertools.count(secrets.randbits(31))


def new_id(at: datetime) -> UUID:
    """
    Make an identifier that begins with the moment it was made, then counts.

    What one process makes in the same millisecond keeps its order. Made in Python because
    PostgreSQL before 18 has no uuidv7(). Source: RFC 9562 §5.7 and §6.2, method 1.
    """
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    count = next(_counter) & ((1 << 32) - 1)
    value = milliseconds << 80 | 0x7 << 76 | (count >> 20) << 64
    value |= 0x2 << 62 | (count & 0xFFFFF) << 42 | secrets.randbits(42)
    return UUID(int=value)
