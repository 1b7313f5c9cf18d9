"""Fixtures that every test may ask for: a fresh database, the bound engine, settings, a moment."""

import base64
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal import clock
from portal.database import SafeEngine, opened
from portal.embedded import EmbeddedPostgres
from portal.settings import Environment, Settings
from support import databases
from support.databases import Database


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run asynchronous tests and fixtures on asyncio."""
    return "asyncio"


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    """Give the PostgreSQL server of this checkout."""
    with databases.running_server() as running:
        yield running


@pytest.fixture(scope="session")
def template(server: EmbeddedPostgres) -> str:
    """Give the name of a migrated database to copy."""
    return databases.template(server)


@pytest.fixture
def database(server: EmbeddedPostgres, template: str, worker_name: str) -> Database:
    """Give a fresh database with all tables and no rows."""
    return databases.fresh(server, template, f"test_{worker_name}")


@pytest.fixture
async def engine(database: Database) -> AsyncIterator[SafeEngine]:
    """Give the engine of a fresh database, bound to all tables, as the application's role."""
    async with opened(database.url) as running:
        yield running


@pytest.fixture(scope="session")
def worker_name(request: pytest.FixtureRequest) -> str:
    """Give the name of this process among those that share the work."""
    workerinput = getattr(request.config, "workerinput", {"workerid": "alone"})
    return str(workerinput["workerid"])


@pytest.fixture
def moment() -> datetime:
    """Give the time at which a test plays: a Wednesday morning."""
    return datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def clock_file(tmp_path: Path, moment: datetime) -> Iterator[Path]:
    """Give a file that moves the clock; it stands at the moment until it is written again."""
    file = tmp_path / "clock"
    file.write_text(moment.isoformat())
    clock.follow(file)
    yield file
    clock.follow(None)


@pytest.fixture
def settings(database: Database, tmp_path: Path, clock_file: Path) -> Settings:
    """Give settings for development; the provider files are empty until a test writes them."""
    keys = tmp_path / "keys"
    keys.write_text(f"test:{base64.urlsafe_b64encode(bytes(range(32))).decode().rstrip('=')}\n")
    patient, staff = tmp_path / "patient.toml", tmp_path / "staff.toml"
    patient.touch()
    staff.touch()
    return Settings(
        database_url=database.url,
        owner_database_url=database.owner_url,
        base_url="http://127.0.0.1:8000",
        patient_provider=patient,
        staff_provider=staff,
        secret_keys=keys,
        environment=Environment.DEVELOPMENT,
        clock_file=clock_file,
    )
