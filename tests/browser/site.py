"""The demo as a process of its own, on free ports, with a fresh database and its own clock."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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
    database: Database
    clock: Path

    def set_clock(self, moment: datetime) -> None:
        """Let the clock of portal and provider stand still at a moment with its zone."""
        self.clock.write_text(moment.isoformat())

    def move_clock(self, seconds: float) -> None:
        """Let the clock run, this many seconds ahead of the real one."""
        self.clock.write_text(f"{seconds:+}")


@contextmanager
def running(database: Database, folder: Path) -> Iterator[Site]:
    """Run the demo with its data in ``folder`` on a database; what it says is listened to."""
    clock = folder / "clock"
    clock.touch()
    data = f"--data-dir={folder}"
    process = subprocess.Popen(
        [sys.executable, "-m", "portal", "demo", "--port=0", "--provider-port=0", data],
        cwd=ROOT,
        env=_environment(database, clock),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        portal, provider = _addresses(process)
        yield Site(portal, provider, database, clock)
    finally:
        process.terminate()
        told, _ = process.communicate(timeout=20)
        canary.heard(told)
    assert process.returncode == 0, told


def copied(folder: Path, target: Path) -> Path:
    """Copy the data of a demo that was stopped."""
    shutil.copytree(folder, target)
    return target


def _environment(database: Database, clock: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return ours | {
        "PORTAL_DATABASE_URL": database.url,
        "PORTAL_OWNER_DATABASE_URL": database.owner_url,
        "PORTAL_CLOCK_FILE": str(clock),
        "PYTHONUNBUFFERED": "1",
    }


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
