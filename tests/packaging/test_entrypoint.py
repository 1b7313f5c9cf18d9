"""docker/entrypoint.sh on a real database: migrates as the owner, serves without knowing it."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from browser.site import listening
from portal.embedded import EmbeddedPostgres
from portal.settings import Settings
from support import canary, databases
from support.databases import Database
from support.sources import ROOT

ENTRYPOINT = ROOT / "docker/entrypoint.sh"
STARTING_SECONDS = 30


@pytest.fixture
def empty(server: EmbeddedPostgres, worker_name: str) -> Database:
    """Give a database in which nobody has made anything."""
    return databases.fresh(server, "template0", f"container_{worker_name}")


@pytest.fixture
def container(empty: Database, settings: Settings, tmp_path: Path) -> dict[str, str]:
    """Give the environment of a container: secrets in files, `portal` in its PATH."""
    command = tmp_path / "bin/portal"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m portal "$@"\n')
    command.chmod(0o755)
    for name, url in (("url", empty.url), ("owner", empty.owner_url)):
        (tmp_path / name).write_text(f"{url}\n")
    return {
        "PATH": f"{command.parent}:/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL_FILE": str(tmp_path / "url"),
        "OWNER_DATABASE_URL_FILE": str(tmp_path / "owner"),
        "PORTAL_PATIENT_PROVIDER": str(settings.patient_provider),
        "PORTAL_STAFF_PROVIDER": str(settings.staff_provider),
        "PORTAL_SECRET_KEYS": str(settings.secret_keys),
        "PORTAL_ENVIRONMENT": "development",
    }


def test_it_migrates_and_then_serves_without_the_owner(container: dict[str, str]) -> None:
    with _serving(container) as (process, told):
        known = Path(f"/proc/{process.pid}/environ")
        if not known.exists():
            pytest.skip("NOT RUN, because this system does not show the environment of a process")
        environ = known.read_bytes().decode()
        assert "PORTAL_DATABASE_URL=" in environ
        assert "OWNER" not in environ
        assert "portal_owner" not in environ
    assert told[0].startswith("migrated ")


def test_it_serves_without_migrating_where_it_has_no_owner(container: dict[str, str]) -> None:
    assert _run(container, "migrate").returncode == 0
    del container["OWNER_DATABASE_URL_FILE"]
    with _serving(container) as (_, told):
        pass
    assert not [line for line in told if "migrated" in line]


def test_a_second_start_migrates_nothing(container: dict[str, str]) -> None:
    assert "migrated " in _run(container, "migrate").stdout
    assert _run(container, "migrate").stdout == "The database is up to date.\n"


def test_another_command_knows_the_owner_where_it_was_given(container: dict[str, str]) -> None:
    _run(container, "migrate")
    done = subprocess.run(
        [ENTRYPOINT, "backup", "-"], env=container, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout[:5]) == (0, b"PGDMP"), done.stderr


@pytest.mark.parametrize("name", ["DATABASE_URL_FILE", "OWNER_DATABASE_URL_FILE"])
def test_a_secret_that_is_not_there_stops_it(container: dict[str, str], name: str) -> None:
    done = _run({**container, name: "/nowhere"}, "serve")
    assert done.returncode != 0
    assert "/nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_migration_that_fails_stops_it(container: dict[str, str]) -> None:
    # The application may not migrate.
    done = _run({**container, "OWNER_DATABASE_URL_FILE": container["DATABASE_URL_FILE"]}, "serve")
    assert (done.returncode, done.stdout) == (1, "")


def _run(container: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ENTRYPOINT, *arguments],
        env=container,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        timeout=STARTING_SECONDS,
    )


@contextmanager
def _serving(container: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    with listening() as port:
        pass
    address, told = f"http://127.0.0.1:{port}", []
    process = subprocess.Popen(
        [ENTRYPOINT, "serve", f"--port={port}"],
        env={**container, "PORTAL_BASE_URL": address, "PYTHONUNBUFFERED": "1"},
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait(f"{address}/klaar", process)
        yield process, told
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=STARTING_SECONDS)
        canary.heard(said)
        told += said.splitlines()
    assert process.returncode == 0, said


def _wait(address: str, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError):
            urllib.request.urlopen(address).close()  # noqa: S310 - our own
            return
        time.sleep(0.05)
