"""Identifiers: UUIDs of version 7, so that rows made later sort later and paging needs no second key."""

import secrets
from datetime import datetime
from uuid import UUID


def new_id(at: datetime) -> UUID:
    """
    Make an identifier that begins with the moment it was made.

    Made in Python because PostgreSQL before 18 has no uuidv7(). Source: RFC 9562 §5.7.
    """
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    value = milliseconds << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)
