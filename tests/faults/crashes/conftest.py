"""One running portal, with a provider in the same process, for all acts of a test."""

from collections.abc import AsyncIterator

import pytest
from litestar import Litestar

from faults.crashes.world import World
from integration.identity.browsing import Browser
from integration.identity.conftest import browser, doors, provider
from support.databases import Database

# Fixtures of the tests of logging in, which play here as well.
__all__ = ["browser", "doors", "provider"]


@pytest.fixture
async def world(app: Litestar, browser: Browser, database: Database) -> AsyncIterator[World]:
    """Give the portal with its people."""
    made = await World.made(app, browser, database.owner_url)
    await made.stage.patient(0)
    yield made
    await made.camera.connection.close()
