"""Removes lines of the access log that are past their term of five years, and nothing else; each
log that lost lines gets one that says so. Needs PORTAL_OWNER_DATABASE_URL: the application itself
can remove nothing. Run it once a month or so; what was begun is gone on with.
"""

import argparse
import asyncio
import os
from datetime import datetime

import asyncpg

from consent.accesslog import retention
from portal.clock import now
from portal.commands import Failure
from portal.database import opened, transaction
from portal.settings import SettingsError, given_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing."""


def run(_chosen: argparse.Namespace) -> int:
    """Prune and say how many lines went."""
    given = given_settings(os.environ)
    if "OWNER_DATABASE_URL" not in given:
        raise SettingsError("PORTAL_OWNER_DATABASE_URL is missing.")
    try:
        removed = asyncio.run(_prune(given["OWNER_DATABASE_URL"], now()))
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise Failure(f"The database refused: {type(error).__name__}.") from error
    print(f"Removed {removed} lines that were past their term.")
    return 0


async def _prune(url: str, at: datetime) -> int:
    removed = 0
    async with opened(url, largest=1):
        while found := await retention.past_their_term(at):
            for past in found:
                # Each log by itself: nobody who looks waits for all of them.
                async with transaction():
                    removed += await retention.prune(past, at)
    return removed
