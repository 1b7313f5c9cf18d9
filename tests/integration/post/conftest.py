"""A practice on a fresh database, for what is written into the outbox."""

import pytest

from portal.database import SafeEngine
from support.stage import Stage


@pytest.fixture
async def stage(engine: SafeEngine) -> Stage:
    """Give a practice."""
    return await Stage.set()
