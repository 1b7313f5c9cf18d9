"""What the running product tells its keeper: one line per request, with numbers and codes only.

No address, no name, no text of an error: those can hold what somebody typed. Who looked at which
file is not told here but in the access log.
"""

import logging
import sys
import time
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import structlog
from litestar.datastructures import State
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from portal.metrics.tally import begin

TALKATIVE = ("httpx", "httpcore", "asyncio", "uvicorn.access", "pikepdf", "fontTools")
FAULT = "portal.fault"
REQUEST_ID = "portal.request_id"
SERVER_ERROR = 500
ROOT = Path(__file__).parents[1]

log = structlog.get_logger("portal")


def configure(level: int = logging.INFO) -> None:
    """Write every log record, of us and of libraries, as one JSON line to standard error."""
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_messages,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def request_id(scope: Scope) -> str:
    """Return the number that ties together all that one request leaves behind."""
    return str(cast("dict[str, Any]", scope).setdefault(REQUEST_ID, uuid4().hex))


async def keep_fault(error: Exception, scope: Scope) -> None:
    """Remember what went wrong, so that the line of the request can say where."""
    cast("dict[str, Any]", scope)[FAULT] = error


def observed(app: ASGIApp, state: State) -> ASGIApp:
    """Return ``app`` with one log line per request, counted in the figures of its state."""

    async def watched(scope: Scope, receive: Receive, send: Send) -> None:
        began, tally, status = time.perf_counter(), begin(), None
        number = request_id(scope)

        async def send_watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _tell(scope, status, number, time.perf_counter() - began)
            await send(message)

        try:
            await app(scope, receive, send_watched)
        finally:
            seconds = time.perf_counter() - began
            state.figures.answered(_route(scope), status, seconds, tally.statements)

    return watched


def where(error: BaseException) -> list[str]:
    """Return the places an error passed, innermost last, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _tell(scope: Scope, status: int, number: str, seconds: float) -> None:
    facts: dict[str, Any] = {
        "request": number,
        "method": scope.get("method"),
        "route": _route(scope),
        "status": status,
        "milliseconds": round(seconds * 1000),
    }
    error = cast("dict[str, Any]", scope).get(FAULT)
    if status >= SERVER_ERROR and isinstance(error, BaseException):
        log.error("failed", **facts, error=type(error).__name__, where=where(error))
    else:
        log.info("answered", **facts)


def _route(scope: Scope) -> str | None:
    return getattr(scope.get("route_handler"), "name", None)


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def _without_messages(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    # The message of an error may quote a row or an address.
    information = event.pop("exc_info", None)
    error = sys.exc_info()[1] if information is True else information
    error = error[1] if isinstance(error, tuple) else error
    if isinstance(error, BaseException):
        event["error"], event["where"] = type(error).__name__, where(error)
    return event
