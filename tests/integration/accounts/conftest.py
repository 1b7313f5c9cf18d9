"""A manager, somebody with a link, and a browser that fills in the forms of accounts."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from argon2 import PasswordHasher
from litestar import Litestar

from consent.model import Actor, Function, Right
from integration.accounts.visiting import Visiting
from portal.accounts import passwords
from portal.database import transaction
from portal.identity import sessions
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from support.stage import START, Stage

# As RFC 9106 has it, and in the least memory: a test hashes often.
QUICK = PasswordHasher(time_cost=1, memory_cost=32, parallelism=4)
LINK = re.compile(r"http://127\.0\.0\.1:8000(/medewerkers/account/link\?sleutel=[A-Za-z0-9._-]+)")


@pytest.fixture(autouse=True)
def hasher(monkeypatch: pytest.MonkeyPatch) -> Iterator[PasswordHasher]:
    """Let passwords be hashed quickly; gives what the product hashes them with."""
    own = passwords._HASHER
    monkeypatch.setattr(passwords, "_HASHER", QUICK)
    passwords._nobody.cache_clear()
    yield own
    passwords._nobody.cache_clear()


@pytest.fixture
async def stage(app: Litestar) -> Stage:
    """Give a practice."""
    made = await Stage.set()
    made.vault = app.state.vault
    return made


@pytest.fixture
async def manager(stage: Stage, client: httpx.AsyncClient) -> Actor:
    """Give a manager who is logged in."""
    found = await stage.employee(Function.PRACTICE_MANAGER, Right.EMPLOYEES_CHANGE)
    await log_in(client, found)
    return found


@pytest.fixture
async def visiting(client: httpx.AsyncClient, manager: Actor) -> Visiting:
    """Give the browser; the manager is logged in until `away`."""
    return Visiting(client)


async def log_in(client: httpx.AsyncClient, employee: Actor) -> None:
    """Let an employee of a provider be logged in."""
    new = NewSession(kind=VisitorKind.EMPLOYEE, level=0, language="nl", membership=employee.id)
    async with transaction():
        _, token = await sessions.begin(new, START)
    client.cookies.set("portal_session", token)


@pytest.fixture
async def link(visiting: Visiting) -> str:
    """Give the link of somebody who was invited."""
    page = await visiting.invite()
    found = LINK.search(page.text)
    assert found, page.text
    assert parse_qs(urlsplit(found[1]).query)["sleutel"]
    visiting.away()
    return found[1]
