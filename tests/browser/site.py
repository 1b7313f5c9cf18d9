"""The demo as a process of its own, on free ports, with a fresh database and its own clock."""

import re
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

from support import canary, nursery
from support.databases import Database

ADDRESS = re.compile(r"http://[a-z0-9.]+:\d+")
STARTING_SECONDS, ENDING_SECONDS = 120, 60


@dataclass(frozen=True)
class Site:
    """A running portal with its stand-in provider."""

    portal: str
    provider: str
    database: Database | None
    clock: Path

    def set_clock(self, moment: datetime) -> None:
        """Let the clock of portal and provider stand still at a moment with its zone."""
        self.clock.write_text(moment.isoformat())

    def move_clock(self, seconds: float) -> None:
        """Let the clock run, this many seconds ahead of the real one."""
        self.clock.write_text(f"{seconds:+}")


@contextmanager
def running(database: Database | None, folder: Path) -> Iterator[Site]:
    """Run the demo with its data in ``folder``, on a database or (None) on one of its own."""
    clock = folder.with_name("clock")
    clock.touch()
    arguments = [
        "demo",
        "--host=localhost",
        "--port=0",
        "--provider-port=0",
        f"--data-dir={folder}",
    ]
    urls = {}
    if database:
        urls["PORTAL_DATABASE_URL"] = database.url
        urls["PORTAL_OWNER_DATABASE_URL"] = database.owner_url
    with _portal(arguments, {**urls, "PORTAL_CLOCK_FILE": str(clock)}) as (process, told):
        portal, provider = _addresses(process, told)
        yield Site(portal, provider, database, clock)


@contextmanager
def served(environ: dict[str, str], told: list[str] | None = None) -> Iterator[str]:
    """Run `portal serve` on a free port and give its address; ``told`` gets what it says."""
    with listening() as port:
        pass
    address = f"http://127.0.0.1:{port}"
    environ = {**environ, "PORTAL_BASE_URL": address}
    with _portal(["serve", f"--port={port}"], environ, told) as (process, _):
        _wait_until_it_answers(process, port)
        yield address


@contextmanager
def listening() -> Iterator[int]:
    """Listen on a free port, and give its number."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        yield int(place.getsockname()[1])


def copied(folder: Path, target: Path) -> Path:
    """Copy the data of a demo that was stopped."""
    shutil.copytree(folder, target)
    return target


@contextmanager
def _portal(
    arguments: list[str], environ: dict[str, str], told: list[str] | None = None
) -> Iterator[tuple[BaseProcess, Path]]:
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as channel:
        process = nursery.raised(arguments, environ, Path(channel.name))
        try:
            yield process, Path(channel.name)
        finally:
            process.terminate()
            process.join(ENDING_SECONDS)
            said = channel.read()
            canary.heard(said)
            (told if told is not None else []).append(said)
        assert process.exitcode == 0, said
        process.close()


def _wait_until_it_answers(process: BaseProcess, port: int) -> None:
    for _ in _moments(process):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return


def _addresses(process: BaseProcess, told: Path) -> tuple[str, str]:
    said = ""
    for _ in _moments(process):
        said = told.read_text(encoding="utf-8")
        if "Ctrl-C" in said:
            break
    found = list(dict.fromkeys(ADDRESS.findall(said)))
    assert len(found) >= 2, said
    return found[0], found[1]


def _moments(process: BaseProcess) -> Iterator[None]:
    until = time.monotonic() + STARTING_SECONDS
    while process.is_alive() and time.monotonic() < until:
        yield
        time.sleep(0.02)
