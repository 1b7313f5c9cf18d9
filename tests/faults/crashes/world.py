"""The running portal with what acts need: practices, people, sessions, a provider, a source."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import msgspec
from litestar import Litestar

from consent.model import Actor, Handling
from consent.register.sources import SourceKind
from faults.crashes.traces import Camera
from integration.identity.browsing import Browser
from integration.intake.delivering import source_here
from portal.database import transaction
from portal.frame.render import CSRF_FIELD
from portal.identity import sessions
from portal.identity.csrf import csrf_token
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from support.stage import OPEN, START, PatientHere, Stage, bsn

PORTAL = "http://127.0.0.1:8000"
AUTOMATIC = Handling.AUTOMATIC


@dataclass(frozen=True)
class Session:
    """Somebody who is logged in: the header that says so, and the token of their forms."""

    headers: dict[str, str]
    form: dict[str, str]


@dataclass
class World:
    """One portal on one database; what a deed needs, it makes anew."""

    app: Litestar
    browser: Browser
    camera: Camera
    stage: Stage
    automatic: Stage
    closed: Stage
    people: Iterator[int]

    @classmethod
    async def made(cls, app: Litestar, browser: Browser, owner_url: str) -> "World":
        """Open three practices: by hand, by rule, and one with its facilities off."""
        stage = await Stage.set()
        automatic = await Stage.set(msgspec.structs.replace(OPEN, handling=AUTOMATIC), "De Es")
        closed = await Stage.set(msgspec.structs.replace(OPEN, journal=False), "De Molen")
        for one in (stage, automatic, closed):
            one.vault = app.state.vault
        camera = await Camera.on(owner_url)
        people = itertools.count(1)  # 0 is Anna, whom the provider knows
        return cls(app, browser, camera, stage, automatic, closed, people)

    async def newcomer(self, stage: Stage | None = None) -> PatientHere:
        """Enrol somebody new."""
        return await (stage or self.stage).patient(next(self.people))

    def stranger(self) -> str:
        """Give the BSN of somebody whom nobody knows yet."""
        return bsn(next(self.people))

    async def as_patient(self, patient: PatientHere, acting_for: UUID | None = None) -> Session:
        """Log a patient in, acting for somebody else where that is said."""
        return await self._begin(
            NewSession(
                kind=VisitorKind.PATIENT,
                level=25,
                language="nl",
                person=patient.person,
                subject=acting_for,
            )
        )

    async def as_employee(self, employee: Actor | None = None) -> Session:
        """Log an employee in; the GP unless said otherwise."""
        membership = (employee or self.stage.gp).id
        return await self._begin(
            NewSession(kind=VisitorKind.EMPLOYEE, level=0, language="nl", membership=membership)
        )

    async def system(self) -> str:
        """Let a new system deliver for the practice, and give its credential."""
        name = f"system {next(self.people)}"
        return (await source_here(self.stage, SourceKind.PRACTICE_SYSTEM, name))[1]

    async def page(self, session: Session, url: str) -> str:
        """Look at a page, for the form on it."""
        answer = await self.request({"method": "GET", "url": url, "headers": session.headers})
        assert answer.status_code == 200, (url, answer.status_code)
        return answer.text

    async def request(self, sent: dict[str, Any]) -> httpx.Response:
        """Send a request to the portal in this process."""
        return await requested(self.app, sent)

    async def _begin(self, new: NewSession) -> Session:
        async with transaction():
            session, token = await sessions.begin(new, START)
        form = {CSRF_FIELD: csrf_token(self.app.state.vault, session)}
        return Session({"cookie": f"portal_session={token}"}, form)


async def requested(app: Litestar, sent: dict[str, Any]) -> httpx.Response:
    """Send a request to a portal in this process, and give its answer."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=PORTAL) as client:
        return await client.request(**sent)
