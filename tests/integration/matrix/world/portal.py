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

from integration.matrix.world.browser import ask, filled
from integration.matrix.world.protection import unprotected
from integration.matrix.world.visitors import Visitor
from portal.frame.render import CSRF_FIELD
from portal.observe import REQUEST_ID

# The order in which lines arrive, by index: a visit asks only for what came since it began.
NUMBERED = """
alter table access_entry add column arrived bigint generated always as identity;
create index on access_entry (arrived)
"""
LAST = "select coalesce(max(arrived), 0) from access_entry"
LINES = "select * from access_entry where arrived > $1 order by id"
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
        self.number, before = uuid4().hex, await self.owner.fetchval(LAST)
        sent = {**(headers or {}), **who.cookie}
        if form is not None:
            proof = {CSRF_FIELD: who.csrf if token is None else token}
            sent["content-type"], content = _filled({**form, **proof})
        answer = await ask(self, method, path, sent, content or b"")
        assert unprotected(answer) == [], (method, path)
        rows = await self.owner.fetch(LINES, before)
        assert {row["request_id"] for row in rows} <= {self.number}, "a line of no request"
        assert [row["user_kind"] for row in rows if not _is_by(row, who)] in MORE_ACTORS
        return Seen(answer.status_code, [_line(row) for row in rows], answer)

    def at(self, moment: datetime) -> None:
        """Let it be this moment, until another."""
        self.clock_file.write_text(moment.isoformat())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the portal, under the number that the test gave the request."""
        if scope["type"] == "http":
            cast("dict[str, Any]", scope)[REQUEST_ID] = self.number
        await self.app(scope, receive, send)


def _line(row: asyncpg.Record) -> Line:
    assert len(row["salt"]) == 16
    assert (row["retain_until"] - row["occurred_at"].date()).days >= 5 * 365
    assert row["outcome"] == ("8" if row["checks"] else "0")
    return Line(
        row["event_subtype"], row["checks"], row["person"], row["practice"], row["object_id"]
    )


def _filled(form: Form) -> tuple[str, bytes]:
    files = {one: ("a.pdf", value) for one, value in form.items() if isinstance(value, bytes)}
    return filled({one: value for one, value in form.items() if one not in files}, files)


def _is_by(row: asyncpg.Record, who: Visitor) -> bool:
    if who.actor is None:
        return row["user_kind"] == "source"
    told = (row["user_kind"], row["user_id"], row["user_role"], row["organisation"])
    return told == (who.actor.kind, who.actor.id, who.actor.function, who.actor.organisation)
