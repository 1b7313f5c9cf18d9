"""Fixtures that every test may ask for: a fresh database, the bound engine, settings, a moment."""

import gc
import os
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from litestar import Litestar

from portal import clock
from portal.database import SafeEngine, opened
from portal.embedded import EmbeddedPostgres
from portal.keys import begin_key_file
from portal.settings import Environment, Settings
from support import canary, databases
from support.databases import Database

if TYPE_CHECKING:
    from portal.demo.provider.registration import Registration

# pytest looks for its hooks here.
pytest_runtest_makereport = canary.pytest_runtest_makereport
PORTAL, PROVIDER = "http://127.0.0.1:8000", "http://localhost:8001"


def pytest_collection_finish() -> None:
    """Spare the garbage collector, and what is forked, the thousands of tests that stay."""
    gc.collect()
    gc.freeze()


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
def worker_name(server: EmbeddedPostgres) -> Iterator[str]:
    """Give a name for databases of this process alone; they are dropped in the end."""
    name = str(os.getpid())
    yield name
    databases.drop_all(server, ending=f"_{name}")


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


@pytest.fixture(scope="session")
def registration(tmp_path_factory: pytest.TempPathFactory) -> "Registration":
    """Give the portal as the stand-in provider knows it; making its keys takes a while."""
    from portal.demo.provider.registration import register  # noqa: PLC0415 - idem

    return register(tmp_path_factory.mktemp("providers"), PORTAL, PROVIDER)


@pytest.fixture
def settings(
    database: Database, registration: "Registration", tmp_path: Path, clock_file: Path
) -> Settings:
    """Give settings for development, with the stand-in provider and a clock that can be moved."""
    keys = tmp_path / "keys"
    begin_key_file(keys)
    return Settings(
        database_url=database.url,
        owner_database_url=database.owner_url,
        base_url=PORTAL,
        patient_provider=registration.patient_provider,
        staff_provider=registration.staff_provider,
        secret_keys=keys,
        environment=Environment.DEVELOPMENT,
        clock_file=clock_file,
    )


@pytest.fixture
async def app(settings: Settings) -> AsyncIterator[Litestar]:
    """Give the whole portal on a fresh database, started."""
    from support.assembled import assembled  # noqa: PLC0415 - most tests need no portal

    application = assembled(settings)
    async with application.lifespan():
        yield application


@pytest.fixture
async def client(app: Litestar, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """Give a browser without a window; it runs in the loop of the test, and shares its database."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    hooks = {"request": [canary.on_request], "response": [canary.on_response]}
    async with httpx.AsyncClient(
        transport=transport, base_url=settings.base_url, event_hooks=hooks
    ) as browser:
        yield browser
