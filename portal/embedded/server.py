"""One embedded server with one data folder: start or join it, leave it, and stop it as the last."""

import fcntl
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Self
from urllib.parse import quote

from portal.embedded import cluster
from portal.embedded.cluster import APPLICATION, DATABASE, OWNER, Cluster
from portal.embedded.programs import find_programs, reachable_programs
from portal.embedded.system import (
    EmbeddedPostgresError,
    open_private,
    own_folder,
    run_as,
    server_account,
    try_lock,
)

# Everybody who is connected can read it, so that production can refuse this server.
MARK = "online-inzage-embedded"
# For demo and development: what was committed survives a power cut.
DURABLE = {
    "cluster_name": MARK,
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "32MB",
    "max_wal_size": "256MB",
}
# For tests: nothing survives.
DISPOSABLE = {**DURABLE, "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# Sessions of a server that was killed go on until their statement is done; it waits for them.
LEFT_BEHIND, PATIENCE = "pre-existing shared memory block", 60.0
PACKAGES = Path(__file__).parents[2]
GUARD = (
    "import sys; sys.path.insert(0, sys.argv[1]); from portal.embedded.guard import main; main()"
)


class EmbeddedPostgres:
    """The server of one base folder; a context manager that holds it in use."""

    def __init__(
        self, base: Path, settings: dict[str, str] = DURABLE, programs: Path | None = None
    ) -> None:
        account = server_account()
        found = programs or reachable_programs(find_programs(), account)
        self.cluster = Cluster(base.absolute(), found, account)
        self.settings = settings
        self._in_use: IO[str] | None = None

    def start(self) -> None:
        """
        Start the server, or join it when it runs; a new data folder is prepared first.

        Raises:
            EmbeddedPostgresError: it does not start.

        """
        here = self.cluster
        own_folder(here.base, 0o711 if here.account else 0o700, None)
        _require_entrance(here)
        with open_private(here.base / "starting.lock") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            self._in_use = open_private(here.base / "in_use.lock")
            fcntl.flock(self._in_use, fcntl.LOCK_SH)  # waits while a guard is stopping the server
            own_folder(here.run_folder, 0o700, here.account)
            _place_guard(here)
            if not here.answers():
                cluster.prepare(here)
                self._launch()

    def stop(self) -> None:
        """Leave the server; when nobody else uses it, return after it has stopped."""
        lock, self._in_use = self._in_use, None
        if lock is None:
            return
        with lock:
            if try_lock(lock, fcntl.LOCK_EX):
                self.cluster.shut_down()
            elif not try_lock(lock, fcntl.LOCK_SH):  # neither: the guard was first and stops it
                fcntl.flock(lock, fcntl.LOCK_SH)

    def url(self, role: str = APPLICATION, database: str = DATABASE) -> str:
        """Return the address of a database for a role, as our settings want it."""
        password = quote(self.cluster.passwords()[role], safe="")
        folder = quote(str(self.cluster.run_folder), safe="")
        return f"postgresql://{role}:{password}@/{database}?host={folder}"

    def owner_url(self, database: str = DATABASE) -> str:
        """Return the address of a database for its owner."""
        return self.url(OWNER, database)

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _launch(self) -> None:
        here = self.cluster
        here.drop_stale_marks()
        here.log.unlink(missing_ok=True)
        settings = {**self.settings, "unix_socket_directories": f'"{here.run_folder}"'}
        options = shlex.join(f"-c{name}={value}" for name, value in settings.items())
        waiting = ("-w", "-t", "60", "-D", here.data, "-l", here.log)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                here.run("pg_ctl", "start", *waiting, "-o", options)
            except EmbeddedPostgresError as fault:
                if LEFT_BEHIND not in str(fault) or time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                return


def _require_entrance(here: Cluster) -> None:
    if here.account and run_as(here.account, ["/usr/bin/test", "-x", here.base]).returncode:
        raise EmbeddedPostgresError(
            f"{here.base} lies in a folder that {here.account.pw_name} may not enter;"
            " root must choose another one"
        )


def _place_guard(here: Cluster) -> None:
    # It runs as we do: an account without rights could not run a Python in a folder of root.
    subprocess.run(  # noqa: S603 - no shell, and only our own paths
        [sys.executable, "-I", "-c", GUARD, str(PACKAGES), str(here.base), str(here.programs)],
        check=True,
        cwd="/",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
