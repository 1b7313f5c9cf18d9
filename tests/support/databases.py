"""One server per checkout in memory, one template per state of the migrations, a copy per test."""

import asyncio
import hashlib
import os
import shutil
import tempfile
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from portal.embedded import DISPOSABLE, EmbeddedPostgres
from portal.embedded.cluster import APPLICATION
from portal.migrate import migrate

ROOT = Path(__file__).parents[2]
ROOM = 1 << 30
KEPT_TEMPLATES = 4
# What decides how a migrated database looks.
SOURCES = ("*/migrations/*.py", "portal/migrate.py", "portal/embedded/cluster.py")


@dataclass(frozen=True)
class Database:
    """The addresses of one fresh database, for the application and for its owner."""

    url: str
    owner_url: str


@contextmanager
def running_server() -> Iterator[EmbeddedPostgres]:
    """Run, or join, the server of this checkout."""
    name = hashlib.sha256(bytes(ROOT)).hexdigest()[:12]
    base = _memory() / f"portal-test-{os.geteuid()}-{name}"
    with EmbeddedPostgres(base, DISPOSABLE) as server:
        yield server


def template(server: EmbeddedPostgres) -> str:
    """Return the name of a database with all migrations; made once per state of the code."""
    files = sorted(path for pattern in SOURCES for path in ROOT.glob(pattern))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    name = f"template_{digest}"
    apart(_make_template(server, name))
    return name


def fresh(server: EmbeddedPostgres, template_name: str, name: str) -> Database:
    """Make the database ``name`` anew, as a copy of the template."""
    apart(
        _execute(
            server.owner_url("postgres"),
            f"drop database if exists {name} with (force)",
            f"create database {name} template {template_name} strategy file_copy",
        )
    )
    return Database(server.url(database=name), server.owner_url(name))


def drop_all(server: EmbeddedPostgres, ending: str) -> None:
    """Remove the databases of which the name ends so, whoever is still connected."""
    apart(_drop_all(server.owner_url("postgres"), ending))


def apart(work: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine although this thread may have a loop already: Playwright keeps one."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, work).result()


async def _make_template(server: EmbeddedPostgres, name: str) -> None:
    connection = await asyncpg.connect(server.owner_url("postgres"))
    try:
        await connection.execute("select pg_advisory_lock(1)")  # other workers wait here
        if await connection.fetchval("select 1 from pg_database where datname = $1", name):
            return
        await connection.execute("drop database if exists unfinished with (force)")
        await connection.execute("create database unfinished")
        await migrate(server.owner_url("unfinished"), APPLICATION)
        # Whoever connects first notes what every session begins with; the copies have it too.
        await _execute(server.owner_url("unfinished"), "select 1")
        await connection.execute(f"alter database unfinished rename to {name}")
        await _drop_old_templates(connection)
    finally:
        await connection.close()


async def _drop_old_templates(connection: asyncpg.Connection) -> None:
    # A run that began before the last change may still copy one.
    old = "select datname from pg_database where datname like 'template\\_%' order by oid desc"
    for (name,) in (await connection.fetch(old))[KEPT_TEMPLATES:]:
        with suppress(asyncpg.ObjectInUseError):
            await connection.execute(f"drop database if exists {name}")


async def _drop_all(url: str, ending: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        found = "select datname from pg_database where datname like $1"
        for (name,) in await connection.fetch(found, f"%\\{ending}"):
            await connection.execute(f"drop database if exists {name} with (force)")
    finally:
        await connection.close()


async def _execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _memory() -> Path:
    # Docker gives /dev/shm only 64 MB.
    shared = Path("/dev/shm")
    roomy = shared.is_dir() and shutil.disk_usage(shared).free > ROOM
    return shared if roomy else Path(tempfile.gettempdir())
