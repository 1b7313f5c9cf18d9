"""Around the stand-in provider: only this machine comes in, and every answer has strict headers."""

from urllib.parse import urlsplit

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
FORBIDDEN = 403


class Fence:
    """Refuses callers from elsewhere and other names for this machine; sets the headers."""

    def __init__(self, app: ASGIApp, address: str, portals: tuple[str, ...]) -> None:
        self._app = app
        self._host = urlsplit(address).netloc
        # A form that ends in a redirect needs the place it ends in here as well.
        targets = " ".join(("'self'", *portals))
        self._headers = {
            "content-security-policy": (
                "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
                f"form-action {targets}"
            ),
            "cache-control": "no-store",
            "referrer-policy": "no-referrer",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders(message)
                for name, value in self._headers.items():
                    headers[name] = value
            await send(message)

        if self._is_ours(scope):
            await self._app(scope, receive, with_headers)
        else:
            await _refuse(with_headers)

    def _is_ours(self, scope: Scope) -> bool:
        client = scope.get("client")
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        return client is not None and client[0] in LOOPBACK and hosts == [self._host]


async def _refuse(send: Send) -> None:
    await send({"type": "http.response.start", "status": FORBIDDEN, "headers": []})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
