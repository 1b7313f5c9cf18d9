"""Sends what waits in the outbox to the mail server that PORTAL_MAIL describes (docs/mail.md),
until SIGINT or SIGTERM. Runs beside `portal serve`, and more than one do no harm.
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
from portal.post.configuration import mail_server
from portal.post.readers.birthdays import tell_birthdays
from portal.post.readers.news import tell_news
from portal.post.rounds import EVERY_SECONDS, go_on, go_round
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
    server = mail_server(settings)
    office = Office(
        vault=open_vault(settings),
        courier=SmtpCourier(server),
        sender=Sender(server.sender, settings.base_url),
        clock=clock.now,
    )
    try:
        asyncio.run(_post(settings, office, once=chosen.once))
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise Failure(f"The database cannot be used: {type(error).__name__}.") from None
    return 0


async def _post(settings: Settings, office: Office, *, once: bool) -> None:
    async with opened(settings.database_url, largest=2) as engine:
        reason = await refusal(engine, settings.environment)
        tell = partial(_tell, office)
        if reason:
            raise Failure(reason)
        if once:
            done = await go_round(office, tell)
            if done.fault:
                raise Failure(f"Nothing could be sent: {done.fault}.")
            return
        await go_on(office, tell, _asked_to_stop(), EVERY_SECONDS)


async def _tell(office: Office) -> None:
    await tell_news(office.vault, office.clock())
    await tell_birthdays(office.vault, office.clock())


def _asked_to_stop() -> asyncio.Event:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    return stop
