"""Calling a provider: bounded in time and in bytes, no redirect followed, no proxy from outside."""

import asyncio
import json
import logging
import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx
import msgspec

from portal.identity.errors import rejected, unavailable

OK = 200
TOO_MANY = 429
ERROR = 400
SERVER_ERROR = 500


class Answer(msgspec.Struct, frozen=True):
    """What came back: the status and the whole body."""

    status: int
    body: bytes

    @property
    def is_refusal(self) -> bool:
        """Whether the provider said no, as opposed to being out of order (redirects, 429, 5xx)."""
        return ERROR <= self.status < SERVER_ERROR and self.status != TOO_MANY


def open_http() -> httpx.AsyncClient:
    """Open the one client of the process; its addresses, which hold codes, stay out of the log."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    limits = httpx.Limits(max_connections=20, max_keepalive_connections=5)
    return httpx.AsyncClient(
        verify=_trusted(), trust_env=False, follow_redirects=False, limits=limits
    )


@cache
def _trusted() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


class Transport:
    """Calls one provider. `timeout` is the longest that a single call may take, in seconds."""

    def __init__(self, http: httpx.AsyncClient, timeout: float, max_bytes: int) -> None:
        self._http = http
        self._timeout = timeout
        self._max_bytes = max_bytes

    async def get(
        self, what: str, url: str, *, headers: Mapping[str, str] | None = None, share: float = 1.0
    ) -> Answer:
        """
        Fetch within a share of the time of a call; `what` begins the code of a failure.

        Raises:
            LoginFailed: unreachable, too slow, too large.

        """
        request = self._http.build_request("GET", url, headers=_headers(headers or {}))
        return await self._call(what, request, self._timeout * share)

    async def post(
        self, what: str, url: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> Answer:
        """
        Post a form.

        Raises:
            LoginFailed: unreachable, too slow, too large.

        """
        request = self._http.build_request("POST", url, data=form, headers=_headers(headers))
        return await self._call(what, request, self._timeout)

    async def _call(self, what: str, request: httpx.Request, seconds: float) -> Answer:
        try:
            async with asyncio.timeout(seconds):
                response = await self._http.send(request, stream=True, follow_redirects=False)
                try:
                    return Answer(response.status_code, await self._body(what, response))
                finally:
                    await response.aclose()
        except TimeoutError:
            raise unavailable(f"{what}_timeout") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise unavailable(f"{what}_unreachable", type(error).__name__) from None

    async def _body(self, what: str, response: httpx.Response) -> bytes:
        # We asked for no compression: a small answer that swells is not read at all.
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise unavailable(f"{what}_compressed")
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > self._max_bytes:
                raise unavailable(f"{what}_too_large")
        return bytes(body)


def json_object(what: str, body: bytes) -> dict[str, Any]:
    """
    Read a body as one JSON object.

    Raises:
        LoginFailed: it is something else.

    """
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise unavailable(f"{what}_not_json") from None
    if not isinstance(found, dict):
        raise unavailable(f"{what}_not_object")
    return found


def require_ok(what: str, answer: Answer) -> None:
    """
    Accept status 200 alone.

    Raises:
        LoginFailed: rejected where the provider said no, unavailable where it is out of order.

    """
    if answer.status == OK:
        return
    refusal = rejected if answer.is_refusal else unavailable
    raise refusal(f"{what}_status", str(answer.status))


def _headers(more: Mapping[str, str]) -> dict[str, str]:
    return {"accept": "application/json", "accept-encoding": "identity", **more}
