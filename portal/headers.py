"""The headers that protect every answer, errors and files included; a route may be stricter."""

from collections.abc import Iterable

from litestar.datastructures import MutableScopeHeaders
from litestar.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
ALWAYS = {
    "content-security-policy": CONTENT_POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-store",
}
# Two years, as long as browsers' own lists ask for.
STRICT_TRANSPORT = "max-age=63072000; includeSubDomains"
# The address of a file changes with its content.
FOREVER = "public, max-age=31536000, immutable"
OK, NOT_MODIFIED = 200, 304

Header = tuple[bytes, bytes]


def with_headers(app: ASGIApp, *, https: bool, static: str) -> ASGIApp:
    """Return ``app`` with our headers; files below the path ``static`` may be kept for ever."""
    wanted = ALWAYS | ({"strict-transport-security": STRICT_TRANSPORT} if https else {})
    fixed = [(name.encode("ascii"), value.encode("ascii")) for name, value in wanted.items()]

    async def protected(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                if _is_kept(scope["path"], static, message["status"]):
                    MutableScopeHeaders(message)["cache-control"] = FOREVER
                message["headers"] = _completed(message["headers"], fixed)
            await send(message)

        await app(scope, receive, send_protected)

    return protected


def _completed(given: Iterable[Header], fixed: Iterable[Header]) -> list[Header]:
    headers = list(given)
    present = {name.lower() for name, _ in headers}
    return headers + [header for header in fixed if header[0] not in present]


def _is_kept(path: str, static: str, status: int) -> bool:
    return path.startswith(f"{static}/") and status in {OK, NOT_MODIFIED}
