"""Needs PORTAL_OWNER_DATABASE_URL. The file is whole or absent, and readable by its owner alone.
The keys of PORTAL_SECRET_KEYS are not in it, and without them BSNs and letters stay sealed.
"""

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import IO

from portal.commands import Failure, WrongUse
from portal.keeping import dump
from portal.keeping.database import major_of, newest_line, owned, told
from portal.settings import SettingsError, given_settings

MEGABYTE = 1_000_000
REMINDER = (
    "The keys (PORTAL_SECRET_KEYS) are not in it: keep them elsewhere, for without them nobody"
    " can read the BSNs and letters in it."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file."""
    parser.add_argument("file", metavar="FILE", help="a file that is not there yet, or - (output)")


def run(chosen: argparse.Namespace) -> int:
    """Write the backup and remind of the keys."""
    url = given_settings(os.environ).get("OWNER_DATABASE_URL")
    if url is None:
        raise SettingsError("PORTAL_OWNER_DATABASE_URL is missing.")
    if chosen.file == "-" and sys.stdout.isatty():
        raise WrongUse("A backup is not for reading: send the output to a file or a program.")
    if chosen.file == "-":
        known = _written(url, sys.stdout.buffer)
        print(f"Backed up. {known}\n{REMINDER}", file=sys.stderr)
        return 0
    file = Path(chosen.file)
    known = _to_file(url, file)
    size = file.stat().st_size / MEGABYTE
    print(f"Backed up to {file} ({size:.1f} MB). {known}\n{REMINDER}")
    return 0


def _to_file(url: str, file: Path) -> str:
    draft = file.with_name(f"{file.name}.part")
    if file.exists():
        raise Failure(f"{file} is there already.")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Failure(f"{draft} cannot be written: {error.strerror}.") from None
    try:
        with os.fdopen(descriptor, "wb") as out:
            known = _written(url, out)
            os.fsync(out.fileno())
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return known


def _written(url: str, out: IO[bytes]) -> str:
    major, known = asyncio.run(_about(url))
    dump.write(url, major, out)
    return known


async def _about(url: str) -> tuple[int, str]:
    async with owned(url) as engine:
        return await major_of(engine), told(await newest_line())
