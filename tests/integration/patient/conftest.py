"""A patient with a session, before the running portal."""

from collections.abc import Awaitable
from datetime import datetime
from typing import Protocol

import httpx
import pytest
from litestar import Litestar

from portal.database import transaction
from portal.identity import sessions
from portal.identity.csrf import csrf_token
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from support.stage import START, PatientHere, Stage


class LogIn(Protocol):
    """Lets somebody be logged in, and gives the token that their forms carry."""

    def __call__(self, patient: PatientHere | None, at: datetime = START) -> Awaitable[str]:
        """Begin a session at a moment."""
        ...


@pytest.fixture
async def stage(app: Litestar) -> Stage:
    """Give a practice whose letters the running portal can open."""
    made = await Stage.set()
    made.vault = app.state.vault
    return made


@pytest.fixture
def log_in(app: Litestar, client: httpx.AsyncClient) -> LogIn:
    """Let somebody be logged in, and give the token that their forms carry."""

    async def begin(patient: PatientHere | None, at: datetime = START) -> str:
        new = NewSession(
            kind=VisitorKind.PATIENT,
            level=25,
            language="nl",
            person=patient.person if patient else None,
        )
        async with transaction():
            session, token = await sessions.begin(new, at)
        client.cookies.clear()
        client.cookies.set("portal_session", token)
        return csrf_token(app.state.vault, session)

    return begin


@pytest.fixture
async def mill(stage: Stage) -> Stage:
    """Give a second practice, which knows the same people."""
    made = await Stage.set(name="De Molen")
    made.vault = stage.vault
    return made
