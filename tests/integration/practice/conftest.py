"""Employees with a session before the running portal, and what their browser makes of a page."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from html.parser import HTMLParser
from uuid import UUID, uuid4

import httpx
import pytest
from litestar import Litestar

from consent import tables
from consent.model import Actor, Function, Right
from portal.database import transaction
from portal.identity import sessions
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from support.stage import START, PatientHere, Stage

LogIn = Callable[[Actor], Awaitable[None]]
Pairs = list[tuple[str, str]]


class Form(HTMLParser):
    """The fields of the form of a page as a browser would send them: only what is ticked."""

    def __init__(self, html: str) -> None:
        """Read the fields inside <main>."""
        super().__init__()
        self.pairs: Pairs = []
        self._area, self._select, self._inside = "", "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field with its value."""
        found = {key: value or "" for key, value in attrs}
        self._inside = self._inside or tag == "main"
        name, kind = found.get("name", ""), found.get("type", "text")
        if not self._inside or "disabled" in found:
            return
        if tag == "input" and name and (kind not in {"checkbox", "radio"} or "checked" in found):
            self.pairs.append((name, found.get("value", "")))
        elif tag == "textarea":
            self._area = name
            self.pairs.append((name, ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in found:
            self.pairs.append((self._select, found["value"]))

    def handle_data(self, data: str) -> None:
        """Add the text of a text area, without the line break that opens it."""
        if self._area:
            name, value = self.pairs[-1]
            self.pairs[-1] = (name, value + data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        if tag == "textarea":
            self._area = ""
        if tag == "select":
            self._select = ""
        if tag == "main":
            self._inside = False

    def without(self, name: str, value: str) -> "Form":
        """Untick one box."""
        self.pairs.remove((name, value))
        return self

    def with_(self, name: str, value: str) -> "Form":
        """Fill in or choose one field."""
        self.pairs = [*((key, old) for key, old in self.pairs if key != name), (name, value)]
        return self

    @property
    def data(self) -> dict[str, list[str]]:
        """The fields as httpx sends them."""
        grouped: dict[str, list[str]] = {}
        for key, value in self.pairs:
            grouped.setdefault(key, []).append(value)
        return grouped


@pytest.fixture
async def stage(app: Litestar) -> Stage:
    """Give a practice whose letters the running portal can open."""
    made = await Stage.set()
    made.vault = app.state.vault
    return made


@pytest.fixture
async def mill(stage: Stage) -> Stage:
    """Give another practice."""
    made = await Stage.set(name="De Molen")
    made.vault = stage.vault
    return made


@pytest.fixture
def log_in(client: httpx.AsyncClient) -> LogIn:
    """Let an employee be logged in."""

    async def begin(employee: Actor) -> None:
        new = NewSession(kind=VisitorKind.EMPLOYEE, level=0, language="nl", membership=employee.id)
        async with transaction():
            _, token = await sessions.begin(new, START)
        client.cookies.set("portal_session", token)

    return begin


@pytest.fixture
async def clerk(stage: Stage, log_in: LogIn) -> Actor:
    """Give an assistant who registers patients and is logged in."""
    found = await stage.employee(Function.ASSISTANT, Right.PATIENTS_CHANGE)
    await log_in(found)
    return found


async def asked(patient: PatientHere, minutes: int = 10) -> UUID:
    """Let a patient have asked for access some minutes ago."""
    request = uuid4()
    async with transaction():
        await tables.AccessRequest.insert(
            tables.AccessRequest(
                id=request,
                patient=patient.id,
                reader=patient.person,
                asked_at=START - timedelta(minutes=minutes),
            )
        )
    return request
