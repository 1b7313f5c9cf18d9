"""The mail box into which reports come, over IMAP: always encrypted, one step at a time.

What is understood is removed; all else stays and is flagged, so that a person may look at it.
"""

import asyncio
import imaplib
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

import msgspec

from portal.post.courier import Unreachable

IMAPS = 993
STEP_SECONDS = 20.0
LARGEST = 256 * 1024
MOST_AT_ONCE = 100


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """
    Where reports come in, and as whom they are read.

    `address` is where a message comes back to, with `{token}` in it. `authorities` is a file of
    certificates to trust, None for those of the system.
    """

    address: str
    host: str
    user: str
    password: str
    port: int = IMAPS
    folder: str = "INBOX"
    authorities: str | None = None
    step_seconds: float = STEP_SECONDS


class OpenBox:
    """A mail box that is open; the library blocks, so each step is taken beside the loop."""

    def __init__(self, client: imaplib.IMAP4) -> None:
        self._client = client

    async def new(self) -> list[str]:
        """Give what nobody has looked at yet, the oldest first, at most a hundred."""
        return (await self._found("UNFLAGGED UNDELETED"))[:MOST_AT_ONCE]

    async def left(self) -> int:
        """Count what could not be understood and waits for a person."""
        return len(await self._found("FLAGGED UNDELETED"))

    async def content(self, which: str) -> bytes:
        """Give what came in, or its beginning when it is larger than any report of ours."""
        said = await self._asked("FETCH", which, f"(BODY.PEEK[]<0.{LARGEST}>)")
        return next((one[1] for one in said if isinstance(one, tuple)), b"")

    async def leave(self, which: str) -> None:
        """Leave it for a person."""
        await self._asked("STORE", which, "+FLAGS.SILENT", r"(\Flagged)")

    async def remove(self, which: str) -> None:
        """Remove what has been understood."""
        await self._asked("STORE", which, "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in self._client.capabilities:
            await self._asked("EXPUNGE", which)
        else:
            await _step(self._client.expunge)

    async def _found(self, what: str) -> list[str]:
        said = await self._asked("SEARCH", what)
        return [one.decode("ascii") for one in (said[0] or b"").split()] if said else []

    async def _asked(self, command: str, *arguments: str) -> list[Any]:
        said: list[Any] = await _step(partial(self._client.uid, command, *arguments))
        return said


@asynccontextmanager
async def opened(box: Box) -> AsyncIterator[OpenBox]:
    """
    Connect, encrypt, log in and open the folder.

    Raises:
        Unreachable: one of these is not possible, or a later step breaks off.

    """
    client = await _step(partial(_connected, box), "unreachable")
    try:
        await _step(partial(client.login, box.user, box.password), "login_refused")
        await _step(partial(client.select, f'"{box.folder}"'), "no_folder")
        # What a server can do it often tells only those who have logged in.
        known = await _step(client.capability)
        client.capabilities = tuple((known[0] or b"").decode("ascii", "replace").upper().split())
        yield OpenBox(client)
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            await asyncio.to_thread(client.logout)
        # Leaving a line that broke does not close it.
        with suppress(OSError):
            client.shutdown()


def _connected(box: Box) -> tuple[str, Any]:
    context = ssl.create_default_context(cafile=box.authorities)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    client = imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=box.step_seconds)
    return "OK", client


async def _step(work: Callable[[], tuple[str, Any]], refused: str = "box_refused") -> Any:
    try:
        said, answer = await asyncio.to_thread(work)
    except ssl.SSLError:
        raise Unreachable("not_trusted") from None
    except TimeoutError:
        raise Unreachable("too_slow") from None
    # Also a password that is not ASCII, and an answer that is no IMAP.
    except (imaplib.IMAP4.abort, OSError):
        raise Unreachable("unreachable") from None
    except (imaplib.IMAP4.error, ValueError):
        raise Unreachable(refused) from None
    if said != "OK":
        raise Unreachable(refused)
    return answer
