"""A login that did not succeed, as people see it: a page with a number, and a code in the log."""

from typing import Any

import structlog
from litestar import Response
from litestar.connection import ASGIConnection

from portal.frame.links import link
from portal.frame.respond import answer
from portal.identity.arrival import ACCOUNT_CLOSED, UNKNOWN_EMPLOYEE
from portal.identity.doors import Door
from portal.identity.errors import Kind, LoginFailed
from portal.identity.visitor import visitor_of
from portal.public.pages import LoginProblemPage
from portal.texts import catalogue, text

STATUSES = {
    Kind.CANCELLED: 200,
    Kind.RETRY: 400,
    Kind.REJECTED: 403,
    Kind.UNAVAILABLE: 503,
    Kind.MISCONFIGURED: 503,
}
WORDS = {
    Kind.CANCELLED: "cancelled",
    Kind.RETRY: "expired",
    Kind.REJECTED: "invalid",
    Kind.UNAVAILABLE: "down",
    Kind.MISCONFIGURED: "down",
}
# These can be mended by the person, if they are told.
CODES = {
    "level_too_low": "level",
    "login_not_anew": "not_anew",
    UNKNOWN_EMPLOYEE: "unknown",
    ACCOUNT_CLOSED: "closed",
}
OUT_OF_ORDER, RETRY_SECONDS = 503, "30"
REFERENCE_LENGTH = 8

log = structlog.get_logger("portal")


def problem(
    connection: ASGIConnection[Any, Any, Any, Any], door: Door, failure: LoginFailed
) -> Response[str]:
    """Answer a failed login. The number on the page finds the code in the log of the product."""
    visitor = visitor_of(connection)
    log.info(
        "login_failed",
        request=visitor.request_id,
        kind=failure.kind.value,
        code=failure.code,
        detail=failure.detail,
    )
    page = _page(visitor.language, door, failure, visitor.request_id[:REFERENCE_LENGTH])
    status = STATUSES[failure.kind]
    response = answer(connection, "public/login_problem.html", page, status=status)
    if status == OUT_OF_ORDER:
        response.headers["retry-after"] = RETRY_SECONDS
    return response


def _page(language: str, door: Door, failure: LoginFailed, reference: str) -> LoginProblemPage:
    words = CODES.get(failure.code, WORDS[failure.kind])
    key = f"public.login_problem.{words}"
    advice = [text(language, f"{key}.advice")] if f"{key}.advice" in catalogue(language) else []
    if failure.kind is not Kind.CANCELLED:
        advice.append(text(language, "public.login_problem.reference", number=reference))
    return LoginProblemPage(
        title=text(language, f"{key}.title"),
        text=text(language, f"{key}.text"),
        advice=tuple(advice),
        retry_href=link(door.login_route),
    )
