"""A file beside the keys that knows the newest line of the access log.

A database without that line is an older one that somebody put back, and the start says so. It is
written every minute; a file that cannot be written is told once and stops nobody.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import asyncpg
import msgspec
import structlog
from litestar import Litestar

from consent.accesslog import Newest, has_line, newest
from portal.embedded.system import write_private
from portal.settings import Settings

EVERY_SECONDS = 60.0

log = structlog.get_logger("portal")


class Lost(msgspec.Struct, frozen=True):
    """
    Up to when lines were seen (`witnessed_at`, UTC) that this database does not have.

    `newest_at` is the newest that it has; None when it has none.
    """

    witnessed_at: datetime
    newest_at: datetime | None


@contextlib.asynccontextmanager
async def witnessed(app: Litestar) -> AsyncIterator[None]:
    """Compare, then keep the file while the application runs; its database must be open."""
    file = witness_file(app.state.settings)
    lost = await compare(file)
    if lost:
        log.error(
            "older_database_put_back",
            lines_were_seen_until=lost.witnessed_at.isoformat(),
            newest_line_here=lost.newest_at.isoformat() if lost.newest_at else None,
        )
    if await _kept(file):
        keeper = asyncio.create_task(_keep(file))
        try:
            yield
        finally:
            keeper.cancel()
            await _kept(file)
    else:
        log.warning("witness_cannot_be_written")
        yield


def witness_file(settings: Settings) -> Path:
    """Give the file: the one that was chosen, or one beside the keys."""
    keys = settings.secret_keys
    return settings.witness_file or keys.with_name(f"{keys.name}.witness")


async def compare(file: Path) -> Lost | None:
    """Tell what is lost; None when the line in the file is there, or there is no such file."""
    seen = _read(file)
    if seen is None or await has_line(seen.id):
        return None
    here = await newest()
    return Lost(seen.at, here.at if here else None)


async def _keep(file: Path) -> None:
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        await _kept(file)


async def _kept(file: Path) -> bool:
    try:
        line = await newest()
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        # A database that is away for a while comes back; until then the file stays as it is.
        return True
    try:
        write_private(file, msgspec.json.encode(line).decode() if line else "")
    except OSError:
        return False
    return True


def _read(file: Path) -> Newest | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Newest)
    except (OSError, msgspec.DecodeError):
        return None
