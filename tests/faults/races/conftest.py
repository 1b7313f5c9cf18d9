"""One database per module of races; every round has patients of its own."""

from collections.abc import AsyncIterator

import pytest

from faults.races.crowd import Crowd
from integration.identity.conftest import browser, doors, provider
from portal.database import opened
from portal.embedded import EmbeddedPostgres
from support import databases

# Fixtures of the tests of logging in, which play here at the same moment.
__all__ = ["browser", "doors", "provider"]
CONNECTIONS = 10


@pytest.fixture(scope="module")
async def crowd(server: EmbeddedPostgres, template: str, worker_name: str) -> AsyncIterator[Crowd]:
    """Give a practice and its patients on a fresh database."""
    database = databases.fresh(server, template, f"races_{worker_name}")
    async with opened(database.url, largest=CONNECTIONS) as engine:
        yield await Crowd.set(engine)
