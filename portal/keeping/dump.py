"""Writing the whole database to one file and reading it back, by PostgreSQL's own programs.

Who is logged in is not in the file: whoever logged out must not be logged in by a restore. Owners
and rights are not in it either: `migrate` gives them, so a backup moves to roles of other names.
"""

import subprocess
from pathlib import Path
from typing import IO

from portal.commands import Failure
from portal.keeping.programs import program, without_password

ENDED = ("session", "pending_login")
PLAIN = ("--no-owner", "--no-privileges")
MAGIC = b"PGDMP"


def write(url: str, major: int, out: IO[bytes]) -> None:
    """
    Write the database at ``url``, as it is at one moment, in PostgreSQL's custom format.

    Raises:
        Failure: pg_dump did not finish.

    """
    address, environ = without_password(url)
    left_out = (f"--exclude-table-data=public.{table}" for table in ENDED)
    done = subprocess.run(  # noqa: S603 - no shell, and only our own paths
        [program("pg_dump", major), "--format=custom", *PLAIN, *left_out, "--dbname", address],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise Failure(f"pg_dump did not finish: {_first_line(done.stderr)}")


def read(url: str, major: int, file: IO[bytes]) -> None:
    """
    Put a file that `write` made into the empty database at ``url``: all of it, or nothing.

    Raises:
        Failure: pg_restore did not finish.

    """
    address, environ = without_password(url)
    whole = ("--single-transaction", "--exit-on-error")
    done = subprocess.run(  # noqa: S603 - no shell, and only our own paths
        [program("pg_restore", major), *whole, *PLAIN, "--dbname", address],
        env=environ,
        stdin=file,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise Failure(f"pg_restore did not finish, nothing was kept: {_first_line(done.stderr)}")


def is_backup(file: Path) -> bool:
    """Tell whether a file begins as one that `write` made."""
    with file.open("rb") as opened:
        return opened.read(len(MAGIC)) == MAGIC


def _first_line(told: bytes) -> str:
    # What follows "ERROR:" may quote a row, so the rest is for the log of the server.
    lines = told.decode("utf-8", "replace").splitlines()
    first = next((line for line in lines if "error:" in line), "it said nothing")
    return first.partition("error: ")[2].partition("ERROR:")[0].strip(" :") + "."
