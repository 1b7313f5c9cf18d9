"""Which pg_dump and pg_restore to use: one of the same version as the server, and no other.

A newer one writes files that an older server does not take back.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from portal.commands import Failure
from portal.embedded.programs import find_programs
from portal.embedded.system import EmbeddedPostgresError
from portal.settings import PREFIX

DEBIAN = Path("/usr/lib/postgresql")
VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
CONNECTING_SECONDS = "10"


def program(name: str, major: int) -> Path:
    """
    Find a program of PostgreSQL of this version: Debian's, the one in PATH, or the wheel's.

    The wheel's comes last: it cannot speak TLS.

    Raises:
        Failure: there is none.

    """
    for candidate in _candidates(name, major):
        if _major(candidate) == major:
            return candidate
    raise Failure(
        f"The server is PostgreSQL {major} and no {name} of that version is here:"
        f" put one in PATH (Debian: postgresql-client-{major})."
    )


def without_password(url: str) -> tuple[str, dict[str, str]]:
    """
    Give the address of a database without its password, and the environment that has it.

    Arguments of a program can be read by everybody on the machine, its environment cannot. Our
    own settings are left out of that environment.
    """
    parts = urlsplit(url)
    who, _, where = parts.netloc.rpartition("@")
    user, _, password = who.partition(":")
    choices = dict(parse_qsl(parts.query))
    password = choices.pop("password", "") or unquote(password)
    netloc = f"{user}@{where}" if user else where
    rest = _outside(os.environ)
    if password:
        rest["PGPASSWORD"] = password
    query = f"?{urlencode(choices)}" if choices else ""
    return f"{parts.scheme}://{netloc}{parts.path}{query}", rest


def _outside(environ: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in environ.items() if not name.startswith(PREFIX)}
    return {**kept, "LC_ALL": "C", "PGCONNECT_TIMEOUT": CONNECTING_SECONDS}


def _candidates(name: str, major: int) -> Iterator[Path]:
    yield DEBIAN / str(major) / "bin" / name
    found = shutil.which(name)
    if found:
        yield Path(found)
    try:
        yield find_programs() / name
    except EmbeddedPostgresError:
        return


def _major(candidate: Path) -> int | None:
    try:
        told = subprocess.run(  # noqa: S603 - no shell, and only our own paths
            [candidate, "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    found = VERSION.search(told.stdout)
    return int(found[1]) if found else None
