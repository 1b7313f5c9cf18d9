"""Going round: see what there is to tell, empty the outbox, wait; wait longer after trouble."""

import asyncio
from collections.abc import Awaitable, Callable

import asyncpg
import msgspec
import structlog

from portal.post.courier import Unreachable
from portal.post.sending import Office, Tally, send_due

EVERY_SECONDS = 5.0
LONGEST_SECONDS = 300.0

log = structlog.get_logger("portal.post")


class Round(msgspec.Struct, frozen=True):
    """What one round did; `fault` is the code of what kept it from sending, or empty."""

    tally: Tally = Tally()
    fault: str = ""


async def go_round(office: Office, tell: Callable[[], Awaitable[None]]) -> Round:
    """Tell what is new, then send what is due; trouble outside is told, not raised."""
    try:
        await tell()
        tally = await send_due(office)
    except Unreachable as down:
        log.warning("post_unreachable", code=down.code)
        return Round(fault=down.code)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        log.warning("post_without_database", error=type(error).__name__)
        return Round(fault="database")
    if tally != Tally():
        log.info("post", **msgspec.structs.asdict(tally))
    return Round(tally)


async def go_on(
    office: Office, tell: Callable[[], Awaitable[None]], stop: asyncio.Event, every: float
) -> None:
    """Go round until `stop` is set; after trouble twice as long is waited each time."""
    pause = every
    while not stop.is_set():
        done = await go_round(office, tell)
        pause = min(pause * 2, LONGEST_SECONDS) if done.fault else every
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            continue
