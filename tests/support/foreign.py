"""A PostgreSQL as somebody else runs it: no roles of ours, a superuser `postgres`, over TCP."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from browser.site import listening
from portal.embedded.programs import find_programs, reachable_programs
from portal.embedded.system import own_folder, run_as, server_account, write_private

SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off")


@dataclass(frozen=True)
class Foreign:
    """How to reach it as its superuser, and where its programs are."""

    port: int
    password: str
    programs: Path

    @property
    def environ(self) -> dict[str, str]:
        """What psql reads."""
        return {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGUSER": "postgres",
            "PGPASSWORD": self.password,
        }


@contextmanager
def foreign_server(base: Path) -> Iterator[Foreign]:
    """Run one in an existing folder that every account may enter; nothing of it survives."""
    account = server_account()
    programs = reachable_programs(find_programs(), account)
    data, run = base / "data", base / "run"
    for folder in (data, run):
        own_folder(folder, 0o700, account)
    with listening() as port:
        pass
    server = Foreign(port, secrets.token_hex(12), programs)
    write_private(run / "password", server.password, account)
    access = ("-U", "postgres", "--auth=scram-sha-256", f"--pwfile={run / 'password'}")
    _done(run_as(account, [programs / "initdb", "-D", data, "-E", "UTF8", "--locale=C", *access]))
    settings = (*SETTINGS, "listen_addresses=127.0.0.1", f"port={port}")
    options = " ".join(f"-c {one}" for one in (*settings, f"unix_socket_directories={run}"))
    control = [programs / "pg_ctl", "-D", data, "-w"]
    _done(run_as(account, [*control, "start", "-l", run / "log", "-o", options]))
    try:
        yield server
    finally:
        run_as(account, [*control, "stop", "-m", "fast"])


def _done(process: object) -> None:
    assert getattr(process, "returncode", 1) == 0, process
