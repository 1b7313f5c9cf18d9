"""
What was broken off when a portal was killed is filed to its end by the next start.

The bytes of a message are committed before anything of it is filed, so that its sender need not
send it again. Several portals may start at once: every item has one end, whoever comes first.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

import structlog
from litestar import Litestar
from litestar.datastructures import State

from portal import clock
from portal.intake.again import Reading, read_again
from portal.intake.delivery import terms_of
from portal.texts import DEFAULT
from publishing.filing import aside

log = structlog.get_logger("portal")


@contextlib.asynccontextmanager
async def resumed(app: Litestar) -> AsyncIterator[None]:
    """File what was broken off, beside the requests; the database must be open."""
    work = asyncio.create_task(resume(app.state, clock.now()))
    try:
        yield
    finally:
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work


async def resume(state: State, began: datetime) -> None:
    """File what came until then and has no end; what fails is told and left for later."""
    try:
        messages = await aside.broken_off(began)
    except Exception:
        # A start without it is better than no start.
        log.exception("broken_off_messages_not_found")
        return
    for message in messages:
        try:
            await _file(state, message)
        except Exception:
            log.exception("message_not_resumed", message=str(message))


async def _file(state: State, message: UUID) -> None:
    found = await aside.aside(message)
    if found is None or found.is_filed:
        return
    how = Reading(clock.now(), DEFAULT, terms_of(state.settings))
    receipt = await read_again(state.vault, found, how)
    log.info("message_resumed", message=str(message), items=receipt.items)
