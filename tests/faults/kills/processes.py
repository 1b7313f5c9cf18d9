"""The two processes that are killed: a portal that serves, and the PostgreSQL behind it."""

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx

from portal.embedded import DURABLE, EmbeddedPostgres, EmbeddedPostgresError
from support import canary
from support.nursery import raised

# Within this time the service has to answer after a restart.
RECOVERY_SECONDS = 10


class Portal:
    """A portal that can be killed and started again, on the same port; `told` gets its log."""

    def __init__(self, environ: Mapping[str, str], port: int, twin: str, told: Path) -> None:
        self.address, self.port = environ["PORTAL_BASE_URL"], port
        self._environ, self._twin, self._told = environ, twin, told
        self._process: BaseProcess | None = None

    def start(self) -> None:
        """Start it; it does not answer yet."""
        arguments = ["serve", f"--port={self.port}"]
        self._process = raised(arguments, self._environ, self._told, self._twin)

    def kill(self) -> None:
        """End it at once, wherever it is."""
        assert self._process
        self._process.kill()
        self._process.join()
        self._process.close()
        self._process = None

    def close(self) -> None:
        """End everything."""
        if self._process:
            self.kill()
        if self._told.exists():
            canary.heard(self._told.read_text(encoding="utf-8"))

    async def answers(self, client: httpx.AsyncClient) -> float:
        """Wait until it says that it is ready, and give how many seconds that took."""
        began = time.monotonic()
        while time.monotonic() - began < RECOVERY_SECONDS:
            with suppress(httpx.TransportError):
                if (await client.get(f"{self.address}/klaar")).status_code == 200:
                    break
            await asyncio.sleep(0.05)
        return time.monotonic() - began


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
