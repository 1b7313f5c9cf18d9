"""The stand-in provider, with the keys that all tests share."""

from pathlib import Path

import pytest

from portal.demo.provider.registration import Registration
from unit.identity.stand_in import StandIn


@pytest.fixture
def stand_in(tmp_path: Path, registration: Registration) -> StandIn:
    """Give a fresh provider and relying parties."""
    return StandIn(tmp_path, registration)
