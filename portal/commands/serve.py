"""Reads its settings from the environment; docs/settings.md lists them. Refuses a database that is
not up to date, and a role that owns tables or is a superuser.
"""

import argparse
import asyncio
import os
from collections.abc import Sequence
from contextlib import ExitStack

import asyncpg

from portal import clock, observe
from portal.app import build_app
from portal.commands import Failure
from portal.commands.listening import Listener, listen, run_all
from portal.database import opened
from portal.metrics.page import create_page
from portal.public.health import refusal
from portal.settings import Settings, SettingsError


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (%(default)s)")


def run(chosen: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM."""
    settings = Settings.from_environment(os.environ)
    observe.configure()
    clock.follow(settings.clock_file)
    if chosen.port == settings.metrics_port:
        raise SettingsError("PORTAL_METRICS_PORT is the port of the portal itself.")
    with ExitStack() as places:
        app = build_app(settings)
        listeners = [Listener(places.enter_context(listen(chosen.host, chosen.port)), app)]
        if settings.metrics_port:
            place = places.enter_context(listen(chosen.host, settings.metrics_port))
            listeners.append(Listener(place, create_page(app.state.figures)))
        asyncio.run(_serve(settings, listeners))
    return 0


async def _serve(settings: Settings, listeners: Sequence[Listener]) -> None:
    try:
        async with opened(settings.database_url, largest=1) as engine:
            reason = await refusal(engine, settings.environment)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise Failure(f"The database cannot be reached: {type(error).__name__}.") from error
    if reason:
        raise Failure(reason)
    await run_all(listeners)
