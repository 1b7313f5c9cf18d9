"""The running portal as the matrix asks it: one visit gives the status, and the lines it wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, cast
from uuid import UUID, uuid4

import asyncpg
import httpx
from litestar import Litestar
from litestar.types import Receive, Scope, Send

from integration.matrix.world.protection import unprotected
from integration.matrix.world.visitors import Visitor
from portal.frame.render import CSRF_FIELD
from portal.observe import REQUEST_ID
from support import canary

LINES = "select * from access_entry where request_id = $1 order by id"
Form = Mapping[str, object]
# Beside who asks: a rule that decides in their stead, and the desk that a letter came in at.
MORE_ACTORS = ([], ["rule"], ["source"])


class Line(NamedTuple):
    """A log line: what, why not, whose log it is in, of which practice, about which thing."""

    action: str
    refused: str = ""
    person: UUID | None = None
    practice: UUID | None = None
    about: UUID | str | None = None


@dataclass(frozen=True)
class Seen:
    """What came of a visit."""

    status: int
    lines: list[Line]
    answer: httpx.Response


@dataclass
class Portal:
    """The portal in this process, and the owner's own view of its database."""

    app: Litestar
    client: httpx.AsyncClient
    owner: asyncpg.Connection
    clock_file: Path
    number: str = ""

    async def visit(  # noqa: PLR0913 - each part of a request by its name
        self,
        who: Visitor,
        method: str,
        path: str,
        form: Form | None = None,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
    ) -> Seen:
        """Ask one thing; `token` is another than the one of the visitor's own pages."""
        self.number, before = uuid4().hex, await self.count()
        sent = {**(headers or {}), **who.cookie}
        files = {one: ("a.pdf", value) for one, value in (form or {}).items() if _is_file(value)}
        form = form and {one: value for one, value in form.items() if not _is_file(value)}
        proof = {CSRF_FIELD: who.csrf if token is None else token}
        answer = await self.client.request(
            method,
            path,
            headers=sent,
            data=None if form is None else {**form, **proof},
            files=files or None,
            content=content,
        )
        self.client.cookies.clear()
        assert unprotected(answer) == [], (method, path)
        rows = await self.owner.fetch(LINES, self.number)
        assert len(rows) == await self.count() - before, "a line without the number of its request"
        assert [row["user_kind"] for row in rows if not _is_by(row, who)] in MORE_ACTORS
        return Seen(answer.status_code, [_line(row) for row in rows], answer)

    def at(self, moment: datetime) -> None:
        """Let it be this moment, until another."""
        self.clock_file.write_text(moment.isoformat())

    async def count(self) -> int:
        """Count all log lines."""
        return int(await self.owner.fetchval("select count(*) from access_entry"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the portal, under the number that the test gave the request."""
        if scope["type"] == "http":
            cast("dict[str, Any]", scope)[REQUEST_ID] = self.number
        await self.app(scope, receive, send)


def browser(portal: Portal, base_url: str) -> httpx.AsyncClient:
    """Give a browser without a window that talks to this portal."""
    hooks: dict[str, list[Any]] = {
        "request": [canary.on_request],
        "response": [canary.on_response],
    }
    transport = httpx.ASGITransport(portal, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=base_url, event_hooks=hooks)


def _line(row: asyncpg.Record) -> Line:
    assert len(row["salt"]) == 16
    assert (row["retain_until"] - row["occurred_at"].date()).days >= 5 * 365
    assert row["outcome"] == ("8" if row["checks"] else "0")
    return Line(
        row["event_subtype"], row["checks"], row["person"], row["practice"], row["object_id"]
    )


def _is_file(value: object) -> bool:
    return isinstance(value, bytes)


def _is_by(row: asyncpg.Record, who: Visitor) -> bool:
    if who.actor is None:
        return row["user_kind"] == "source"
    told = (row["user_kind"], row["user_id"], row["user_role"], row["organisation"])
    return told == (who.actor.kind, who.actor.id, who.actor.function, who.actor.organisation)
