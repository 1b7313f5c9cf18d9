"""The browser somebody logs in with: it keeps a secret, so that a new one can be told of."""

import re
import secrets
from datetime import datetime
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from portal.identity.cookies import DEVICE, DEVICE_SECONDS, new_cookie, read_cookie
from portal.post.readers import devices
from portal.post.readers.model import Reader

Connection = ASGIConnection[Any, Any, Any, Any]
KEPT = "device"
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


async def noticed(connection: Connection, reader: Reader, at: datetime) -> None:
    """Tell a first login, or one with a browser that this reader never used, in this act."""
    await devices.noticed(connection.app.state.vault, reader, _secret(connection), at)


def device_cookie(connection: Connection) -> Cookie:
    """Make the cookie by which this browser is known the next time."""
    return new_cookie(connection, DEVICE, _secret(connection), seconds=DEVICE_SECONDS)


def _secret(connection: Connection) -> str:
    state: dict[str, str] = connection.scope["state"]
    if KEPT not in state:
        known = read_cookie(connection, DEVICE)
        is_ours = known is not None and _SECRET.fullmatch(known)
        state[KEPT] = known if known and is_ours else secrets.token_urlsafe(32)
    return state[KEPT]
