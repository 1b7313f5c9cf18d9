"""A portal and a PostgreSQL that may be killed, with the people and things of the clients."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path

import asyncpg
import pytest

from browser.site import listening
from faults.kills.disasters import Scene
from faults.kills.processes import Portal, postgres
from faults.kills.stock import Stock
from portal.database import opened
from portal.demo.provider.registration import Registration
from portal.embedded import DURABLE
from portal.embedded.cluster import APPLICATION
from portal.keys import begin_key_file, read_keys
from portal.migrate import migrate
from portal.vault import Vault

MakeScene = Callable[..., AbstractAsyncContextManager[Scene]]


@pytest.fixture
def scene(registration: Registration, tmp_path: Path) -> MakeScene:
    """Give what sets the scene, for the product or one of its twins."""
    keys = tmp_path / "keys"
    begin_key_file(keys)
    environ = {
        "PORTAL_PATIENT_PROVIDER": str(registration.patient_provider),
        "PORTAL_STAFF_PROVIDER": str(registration.staff_provider),
        "PORTAL_SECRET_KEYS": str(keys),
        "PORTAL_ENVIRONMENT": "development",
    }
    return partial(_set, environ, Vault(read_keys(keys)), tmp_path / "told")


@asynccontextmanager
async def _set(
    environ: dict[str, str],
    vault: Vault,
    told: Path,
    twin: str = "sound",
    settings: dict[str, str] = DURABLE,
) -> AsyncIterator[Scene]:
    with listening() as port:
        pass
    with postgres(settings) as server:
        url, owner_url = server.server.url(), server.server.owner_url()
        await migrate(owner_url, APPLICATION)
        here = {"PORTAL_DATABASE_URL": url, "PORTAL_BASE_URL": f"http://127.0.0.1:{port}"}
        async with opened(url):
            stock = await Stock.laid_in(vault)
            portal = Portal(environ | here, port, twin, told)
            try:
                made = Scene(portal, server, stock, partial(asyncpg.connect, owner_url))
                await made.begin()
                yield made
            finally:
                portal.close()
