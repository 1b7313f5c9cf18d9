"""The stand-in provider, with keys that are made once for all tests."""

from pathlib import Path

import pytest

from portal.demo.provider.registration import Registration, register
from unit.identity.stand_in import PORTAL, PROVIDER, StandIn


@pytest.fixture(scope="session")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Registration:
    """Give the portal's registration at the provider."""
    return register(tmp_path_factory.mktemp("provider"), PORTAL, PROVIDER)


@pytest.fixture
def stand_in(tmp_path: Path, registered: Registration) -> StandIn:
    """Give a fresh provider and relying parties."""
    return StandIn(tmp_path, registered)
