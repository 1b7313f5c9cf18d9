"""The demo as a process of its own, on free ports, with a fresh database and its own clock."""

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from support import canary
from support.databases import Database
from support.sources import ROOT

ADDRESS = re.compile(r"http://[a-z0-9.]+:\d+")
STARTING_SECONDS = 60


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
    arguments = ["demo", "--port=0", "--provider-port=0", f"--data-dir={folder}"]
    urls = {}
    if database:
        urls["PORTAL_DATABASE_URL"] = database.url
        urls["PORTAL_OWNER_DATABASE_URL"] = database.owner_url
    with _portal(arguments, {**urls, "PORTAL_CLOCK_FILE": str(clock)}) as process:
        portal, provider = _addresses(process)
        yield Site(portal, provider, database, clock)


@contextmanager
def served(environ: dict[str, str], told: list[str] | None = None) -> Iterator[str]:
    """Run `portal serve` on a free port and give its address; ``told`` gets what it says."""
    with listening() as port:
        pass
    address = f"http://127.0.0.1:{port}"
    environ = {**environ, "PORTAL_BASE_URL": address}
    with _portal(["serve", f"--port={port}"], environ, told) as process:
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
) -> Iterator[subprocess.Popen[str]]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "portal", *arguments],
        cwd=ROOT,
        env={**ours, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=20)
        canary.heard(said)
        (told if told is not None else []).append(said)
    assert process.returncode == 0, said


def _wait_until_it_answers(process: subprocess.Popen[str], port: int) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)


def _addresses(process: subprocess.Popen[str]) -> tuple[str, str]:
    # A process that hangs is ended, so that reading its lines ends too.
    timer = threading.Timer(STARTING_SECONDS, process.kill)
    timer.start()
    told = []
    try:
        for line in process.stdout or ():
            told.append(line)
            if "Ctrl-C" in line:
                break
    finally:
        timer.cancel()
    canary.heard("".join(told))
    found = list(dict.fromkeys(ADDRESS.findall("".join(told))))
    assert len(found) >= 2, "".join(told)
    return found[0], found[1]
