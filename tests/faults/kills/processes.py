"""The two processes that are killed: a portal that serves, and the PostgreSQL behind it."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from faults.kills import nursery
from portal.embedded import DURABLE, EmbeddedPostgres, EmbeddedPostgresError
from support import canary
from support.sources import ROOT

# Within this time the service has to answer after a restart.
RECOVERY_SECONDS = 10
TESTS = ROOT / "tests"


class Portal:
    """A portal that can be killed and started again, on the same port; `told` gets its log."""

    def __init__(self, environ: Mapping[str, str], port: int, twin: str, told: Path) -> None:
        self.address, self.port, self.pid = environ["PORTAL_BASE_URL"], port, 0
        ours = {name: value for name, value in os.environ.items() if "PORTAL_" not in name}
        self._told = told.open("w+")
        self._nursery = subprocess.Popen(
            [sys.executable, nursery.__file__, twin],
            cwd=ROOT,
            env={**ours, **environ, "PYTHONPATH": f"{ROOT}:{TESTS}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._told,
            text=True,
        )

    def start(self) -> None:
        """Start it; it does not answer yet."""
        self._say(f"serve --port={self.port}")
        self.pid = int(self._heard())

    def kill(self) -> None:
        """End it at once, wherever it is."""
        os.kill(self.pid, signal.SIGKILL)
        assert self._heard() == nursery.ENDED
        self.pid = 0

    def close(self) -> None:
        """End everything."""
        if self.pid:
            self.kill()
        self._nursery.communicate(timeout=5)
        self._told.seek(0)
        canary.heard(self._told.read())
        self._told.close()

    async def answers(self, client: httpx.AsyncClient) -> float:
        """Wait until it says that it is ready, and give how many seconds that took."""
        began = time.monotonic()
        while time.monotonic() - began < RECOVERY_SECONDS:
            with suppress(httpx.TransportError):
                if (await client.get(f"{self.address}/klaar")).status_code == 200:
                    break
            await asyncio.sleep(0.02)
        return time.monotonic() - began

    def _say(self, line: str) -> None:
        assert self._nursery.stdin
        self._nursery.stdin.write(line + "\n")
        self._nursery.stdin.flush()

    def _heard(self) -> str:
        assert self._nursery.stdout
        return self._nursery.stdout.readline().strip()


class Postgres:
    """An embedded PostgreSQL that can be broken off and started again."""

    def __init__(self, server: EmbeddedPostgres) -> None:
        self.server = server

    def stop_immediately(self) -> None:
        """Stop without finishing anything, as in a power cut: `pg_ctl stop -m immediate`."""
        here = self.server.cluster
        here.run("pg_ctl", "stop", "-w", "-D", here.data, "-m", "immediate")

    def kill(self) -> None:
        """Kill the process that leads the others."""
        mark = self.server.cluster.data / "postmaster.pid"
        os.kill(int(mark.read_text().split("\n")[0]), signal.SIGKILL)

    def start(self) -> None:
        """Start again; the others of a killed leader may need a moment to notice."""
        until = time.monotonic() + RECOVERY_SECONDS
        while True:
            try:
                self.server._launch()
            except EmbeddedPostgresError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return


@contextmanager
def postgres(settings: dict[str, str] = DURABLE) -> Iterator[Postgres]:
    """Run a PostgreSQL of its own in memory."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(
        prefix="pg-", dir=memory if memory.is_dir() else None
    ) as folder:
        Path(folder).chmod(0o755)  # the account of the server has to enter
        with EmbeddedPostgres(Path(folder) / "base", settings) as server:
            yield Postgres(server)
