"""Needs PORTAL_OWNER_DATABASE_URL, and PORTAL_DATABASE_URL for the name of the role that then gets
its rights. The database must be empty. All of the file is put back, or nothing; then the database
is brought up to date as `portal migrate` does. Nobody is logged in afterwards.
"""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from portal.commands import Failure, WrongUse
from portal.keeping import dump
from portal.keeping.database import is_empty, major_of, newest_line, owned, told
from portal.migrate import migrate
from portal.settings import SettingsError, given_settings, role_of

REMINDER = (
    "What happened after that is not in this database; the portal says so at its next start.\n"
    "PORTAL_SECRET_KEYS must hold the keys of that time: they were not in the backup."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file."""
    parser.add_argument("file", metavar="FILE", help="what `portal backup` wrote, or - (input)")


def run(chosen: argparse.Namespace) -> int:
    """Put the backup back and say up to when it goes."""
    given = given_settings(os.environ)
    for name in ("OWNER_DATABASE_URL", "DATABASE_URL"):
        if name not in given:
            raise SettingsError(f"PORTAL_{name} is missing.")
    url, role = given["OWNER_DATABASE_URL"], role_of(given["DATABASE_URL"])
    major = asyncio.run(_empty(url))
    _read(url, major, chosen.file)
    asyncio.run(migrate(url, role))
    print(f"Restored. {asyncio.run(_known(url))}\n{REMINDER}")
    return 0


def _read(url: str, major: int, name: str) -> None:
    if name == "-":
        dump.read(url, major, sys.stdin.buffer)
        return
    file = Path(name)
    try:
        if not dump.is_backup(file):
            raise WrongUse(f"{file} is not what `portal backup` writes.")
        with file.open("rb") as opened:
            dump.read(url, major, opened)
    except OSError as error:
        raise WrongUse(f"{file} cannot be read: {error.strerror}.") from None


async def _empty(url: str) -> int:
    async with owned(url) as engine:
        if not await is_empty(engine):
            raise Failure("The database is not empty: a backup is put into a new one.")
        return await major_of(engine)


async def _known(url: str) -> str:
    async with owned(url):
        return told(await newest_line())
