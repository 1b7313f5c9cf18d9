"""A practice with its system and its laboratory."""

import pytest

from consent.register.sources import SourceKind
from integration.intake.delivering import Sender
from portal.database import SafeEngine
from support.stage import Stage


@pytest.fixture
async def stage(engine: SafeEngine) -> Stage:
    """Give a practice."""
    return await Stage.set()


@pytest.fixture
async def system(stage: Stage) -> Sender:
    """Give the practice's own system."""
    return await Sender.of(stage)


@pytest.fixture
async def laboratory(stage: Stage) -> Sender:
    """Give a laboratory that works for the practice."""
    return await Sender.of(stage, SourceKind.LABORATORY)
