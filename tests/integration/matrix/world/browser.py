"""A browser without a window: asks the portal in this process, and takes what it answers."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlencode

import httpx
from litestar.types import ASGIApp

from support import canary

HOST, PORT = "127.0.0.1", 8000
ORIGIN = f"http://{HOST}:{PORT}"
ALWAYS = {
    "host": f"{HOST}:{PORT}",
    "accept": "*/*",
    "accept-encoding": "gzip, deflate",
    "user-agent": "browser",
}
FORM = "application/x-www-form-urlencoded"


async def ask(
    app: ASGIApp,
    method: str,
    target: str,
    headers: Mapping[str, str],
    content: bytes = b"",
) -> httpx.Response:
    """Ask one thing and give the whole answer; every request is a visit of its own."""
    canary.heard(target)
    path, _, query = target.partition("?")
    sent = {**ALWAYS, "content-length": str(len(content)), **headers}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(key.encode(), value.encode()) for key, value in sent.items()],
        "server": (HOST, PORT),
        "client": (HOST, 123),
    }
    exchange = _Exchange(content)
    await app(scope, exchange.receive, exchange.send)  # type: ignore[arg-type]
    answer = exchange.answer(holds=method != "HEAD")
    await canary.on_response(answer)
    return answer


def filled(form: Mapping[str, object], files: Mapping[str, object]) -> tuple[str, bytes]:
    """Give a form as it is sent: what kind of content it is, and the content."""
    if not files:
        return FORM, urlencode(form, doseq=True).encode()
    made = httpx.Request("POST", ORIGIN, data=form, files=files)  # type: ignore[arg-type]
    return made.headers["content-type"], made.read()


class _Exchange:
    """One request that is read, and one answer that is written."""

    def __init__(self, content: bytes) -> None:
        self.unread = [content]
        self.start: dict[str, Any] = {}
        self.body: list[bytes] = []
        self.is_over = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        if self.unread:
            return {"type": "http.request", "body": self.unread.pop(), "more_body": False}
        await self.is_over.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        assert not self.is_over.is_set()
        if message["type"] == "http.response.start":
            assert not self.start
            self.start = message
            return
        self.body.append(message.get("body", b""))
        if not message.get("more_body", False):
            self.is_over.set()

    def answer(self, *, holds: bool) -> httpx.Response:
        assert self.is_over.is_set()
        content = b"".join(self.body) if holds else b""
        answer = httpx.Response(
            self.start["status"], headers=self.start["headers"], content=content
        )
        # Otherwise every look at a header finds out anew how all of them are written.
        answer.headers.encoding = "ascii"
        return answer
