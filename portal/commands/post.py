"""Sends what waits in the outbox to the mail server that PORTAL_MAIL describes, and reads what
comes back (docs/mail.md), until SIGINT or SIGTERM. Runs beside `portal serve`, and more than one do
no harm.
"""

import argparse
import asyncio
import contextlib
import os
import signal
from functools import partial

import asyncpg

from portal import clock, observe
from portal.commands import Failure
from portal.database import opened
from portal.post.compose import Sender
from portal.post.configuration import mail_server, returns_box
from portal.post.readers.birthdays import tell_birthdays
from portal.post.readers.news import tell_news
from portal.post.returns.reading import Returns
from portal.post.rounds import (
    EVERY_SECONDS,
    RETURNS_EVERY_SECONDS,
    Round,
    Work,
    go_on,
    go_round,
    go_round_returns,
)
from portal.post.sending import Office
from portal.post.smtp import SmtpCourier
from portal.public.health import refusal
from portal.settings import Settings
from portal.vault import open_vault


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add whether to go on."""
    parser.add_argument("--once", action="store_true", help="send what is due now, and stop")


def run(chosen: argparse.Namespace) -> int:
    """Send, once or until somebody asks to stop."""
    settings = Settings.from_environment(os.environ)
    observe.configure()
    clock.follow(settings.clock_file)
    server, box, vault = mail_server(settings), returns_box(settings), open_vault(settings)
    office = Office(
        vault=vault,
        courier=SmtpCourier(server),
        sender=Sender(server.sender, settings.base_url),
        clock=clock.now,
        back_to=box.address if box else "",
    )
    returns = Returns(vault, box, clock.now) if box else None
    try:
        asyncio.run(_post(settings, office, returns, once=chosen.once))
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise Failure(f"The database cannot be used: {type(error).__name__}.") from None
    return 0


async def _post(settings: Settings, office: Office, returns: Returns | None, *, once: bool) -> None:
    async with opened(settings.database_url, largest=2) as engine:
        reason = await refusal(engine, settings.environment)
        if reason:
            raise Failure(reason)
        send = partial(go_round, office, partial(_tell, office))
        read = partial(go_round_returns, returns) if returns else None
        if once:
            await _once(send, read)
            return
        stop = _asked_to_stop()
        going = [go_on(send, stop, EVERY_SECONDS)]
        if read:
            going.append(go_on(read, stop, RETURNS_EVERY_SECONDS))
        await asyncio.gather(*going)


async def _once(send: Work, read: Work | None) -> None:
    sent = await send()
    back = await read() if read else Round()
    if sent.fault:
        raise Failure(f"Nothing could be sent: {sent.fault}.")
    if back.fault:
        raise Failure(f"What came back could not be read: {back.fault}.")


async def _tell(office: Office) -> None:
    await tell_news(office.vault, office.clock())
    await tell_birthdays(office.vault, office.clock())


def _asked_to_stop() -> asyncio.Event:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    return stop
