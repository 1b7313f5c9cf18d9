"""Needs PORTAL_OWNER_DATABASE_URL, and PORTAL_DATABASE_URL for the name of the role that then
gets its rights. That role must be there already: `create role NAME login password '...'`.
"""

import argparse
import asyncio
import os

import asyncpg

from portal.commands import Failure
from portal.migrate import migrate
from portal.settings import SettingsError, given_settings, role_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing."""


def run(_chosen: argparse.Namespace) -> int:
    """Migrate and say what was done."""
    given = given_settings(os.environ)
    for name in ("OWNER_DATABASE_URL", "DATABASE_URL"):
        if name not in given:
            raise SettingsError(f"PORTAL_{name} is missing.")
    try:
        ran = asyncio.run(migrate(given["OWNER_DATABASE_URL"], role_of(given["DATABASE_URL"])))
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise Failure(f"The database refused: {type(error).__name__}.") from error
    for name in ran:
        print(f"migrated {name}")
    print("The database is up to date.")
    return 0
