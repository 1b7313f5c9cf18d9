"""What a contestant can be asked: a page, many times a page, and what it said to the database."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, Protocol

from bench.ground import Ground

ADDRESSES = {"results": "/mijn/uitslagen", "dossier": "/mijn/dossier"}
OK = 200
# Not asked by a page: the frame of its transaction, and what the pool does between two users.
FRAME = ("BEGIN", "COMMIT", "SELECT pg_advisory_unlock_all")


class Contestant(Protocol):
    """One way of making the pages; lives in a process of its own."""

    def page(self, path: str, token: str) -> bytes:
        """Give the page as its browser gets it."""
        ...

    def many(self, path: str, token: str, count: int) -> None:
        """Make the page so many times, one after another."""
        ...

    def statements(self, path: str, token: str) -> list[str]:
        """Make the page once and give what it asked of the database."""
        ...

    def connections(self) -> list[int]:
        """Give the processes in PostgreSQL that answer it."""
        ...


class NotAPage(Exception):  # noqa: N818 - it reads as what happened
    """A contestant answered with something else than a page."""


class AsgiContestant:
    """An ASGI application, called without a server: that part is the same for all."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.app, self.pool = self.runner.run(self.start())

    async def start(self) -> tuple[Any, Any]:
        """Give the started application and its pool."""
        raise NotImplementedError

    def page(self, path: str, token: str) -> bytes:
        """Give the page as its browser gets it."""
        return self.runner.run(called(self.app, path, token))

    def many(self, path: str, token: str, count: int) -> None:
        """Make the page so many times, one after another."""
        self.runner.run(self._many(path, token, count))

    def statements(self, path: str, token: str) -> list[str]:
        """Make the page once and give what it asked of the database."""
        asked: list[str] = []
        listen = lambda record: asked.append(record.query)  # noqa: E731
        self.runner.run(self._each_connection(lambda one: one.add_query_logger(listen)))
        asked.clear()
        self.page(path, token)
        self.runner.run(self._each_connection(lambda one: one.remove_query_logger(listen)))
        return asked

    def connections(self) -> list[int]:
        """Give the processes in PostgreSQL that answer it."""
        found: list[int] = []
        note = lambda one: found.append(one.get_server_pid())  # noqa: E731
        self.runner.run(self._each_connection(note))
        return found

    async def _many(self, path: str, token: str, count: int) -> None:
        for _ in range(count):
            await called(self.app, path, token)

    async def _each_connection(self, act: Callable[[Any], None]) -> None:
        held = [await self.pool.acquire() for _ in range(self.pool.get_size())]
        for connection in held:
            act(connection)
            await self.pool.release(connection)


async def called(app: Callable[..., Awaitable[None]], path: str, token: str) -> bytes:
    """Ask an ASGI application for a page."""
    parts: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        parts.append(message)

    await app(scope(path, token), receive, send)
    if parts[0]["status"] != OK:
        raise NotAPage(parts[0]["status"])
    return b"".join(part.get("body", b"") for part in parts[1:])


def scope(path: str, token: str) -> dict[str, Any]:
    """Give a request as a server hands it over."""
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers(token).items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8000),
        "state": {},
    }


def headers(token: str) -> dict[str, str]:
    """Give what a browser sends along."""
    return {
        "host": "127.0.0.1:8000",
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "accept-language": "nl,en;q=0.5",
        "accept-encoding": "gzip, deflate, br",
        "sec-fetch-site": "same-origin",
        "sec-fetch-mode": "navigate",
        "cookie": f"portal_session={token}",
    }


def counted(statements: list[str]) -> int:
    """Count what a page asked, without the frame of its transaction."""
    return sum(not one.strip().startswith(FRAME) for one in statements)
