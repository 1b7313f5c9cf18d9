"""Going round: tell and send, read what came back, wait; wait longer after trouble."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeVar

import asyncpg
import msgspec
import structlog

from portal.post.courier import Unreachable
from portal.post.returns.reading import Counted, Returns, read_returns
from portal.post.sending import Office, Tally, send_due

EVERY_SECONDS = 5.0
RETURNS_EVERY_SECONDS = 60.0
LONGEST_SECONDS = 300.0

log = structlog.get_logger("portal.post")
Figures = TypeVar("Figures", Tally, Counted)


class Round(msgspec.Struct, frozen=True):
    """What one round did; `fault` is the code of what kept it from sending, or empty."""

    tally: Tally = Tally()
    fault: str = ""


Work = Callable[[], Awaitable[Round]]


async def go_round(office: Office, tell: Callable[[], Awaitable[None]]) -> Round:
    """Tell what is new, then send what is due; trouble outside is told, not raised."""
    tally, fault = await _tried("post", partial(_told_and_sent, office, tell), Tally())
    return Round(tally, fault)


async def go_round_returns(returns: Returns) -> Round:
    """Read what came back; trouble outside is told, not raised."""
    _, fault = await _tried("post_returns", partial(read_returns, returns), Counted())
    return Round(fault=fault)


async def go_on(work: Work, stop: asyncio.Event, every: float) -> None:
    """Go round until `stop` is set; after trouble twice as long is waited each time."""
    pause = every
    while not stop.is_set():
        done = await work()
        pause = min(pause * 2, LONGEST_SECONDS) if done.fault else every
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            continue


async def _told_and_sent(office: Office, tell: Callable[[], Awaitable[None]]) -> Tally:
    await tell()
    return await send_due(office)


async def _tried(
    name: str, work: Callable[[], Awaitable[Figures]], nothing: Figures
) -> tuple[Figures, str]:
    try:
        done = await work()
    except Unreachable as down:
        log.warning("post_unreachable", work=name, code=down.code)
        return nothing, down.code
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        log.warning("post_without_database", work=name, error=type(error).__name__)
        return nothing, "database"
    if done != nothing:
        log.info(name, **msgspec.structs.asdict(done))
    return done, ""
