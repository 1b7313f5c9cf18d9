"""One world per module: portal, database, everybody in it, and a clock that stands still."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx
import pytest

from integration.matrix.world.browser import ORIGIN
from integration.matrix.world.build import World, build
from integration.matrix.world.portal import NUMBERED, Portal
from portal import clock
from portal.demo.provider.app import Setup, create_provider
from portal.demo.provider.registration import Registration
from portal.embedded import EmbeddedPostgres
from portal.identity.doors import open_doors
from portal.keys import begin_key_file
from portal.settings import Environment, Settings
from support import databases
from support.assembled import assembled
from support.databases import Database
from support.stage import START

PROVIDER = "http://localhost:8001"


@pytest.fixture(scope="module")
def ground(server: EmbeddedPostgres, template: str, worker_name: str) -> Database:
    """Give a database for all tests of a module."""
    return databases.fresh(server, template, f"matrix_{worker_name}")


@pytest.fixture(scope="module")
def standing_clock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of a clock that stands still until it is written again."""
    file = tmp_path_factory.mktemp("clock") / "clock"
    file.write_text(START.isoformat())
    return file


@pytest.fixture(scope="module")
async def portal(
    ground: Database,
    registration: Registration,
    standing_clock: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Portal]:
    """Give the whole portal, with the stand-in provider behind it."""
    keys = tmp_path_factory.mktemp("keys") / "keys"
    begin_key_file(keys)
    settings = Settings(
        database_url=ground.url,
        owner_database_url=ground.owner_url,
        base_url=ORIGIN,
        patient_provider=registration.patient_provider,
        staff_provider=registration.staff_provider,
        secret_keys=keys,
        environment=Environment.DEVELOPMENT,
        clock_file=standing_clock,
    )
    application = assembled(settings, pure=True)
    clock.follow(standing_clock)
    owner = await asyncpg.connect(ground.owner_url)
    await owner.execute(NUMBERED)
    async with application.lifespan(), httpx.AsyncClient(transport=_provider(registration)) as http:
        application.state.doors = open_doors(settings, http)
        yield Portal(application, owner, standing_clock)
    await owner.close()
    clock.follow(None)


@pytest.fixture(scope="module")
async def world(portal: Portal) -> World:
    """Give everybody and everything."""
    return await build(portal)


def _provider(registration: Registration) -> httpx.ASGITransport:
    setup = Setup(
        citizens=(),
        staff=(),
        citizen_client=registration.citizen_client,
        staff_client=registration.staff_client,
        is_development=True,
        address=PROVIDER,
        key=registration.key,
        clock=clock.now,
    )
    return httpx.ASGITransport(create_provider(setup))
