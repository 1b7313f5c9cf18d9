"""The cookies of the portal: opaque values, never readable by a script, gone with the browser."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

SESSION = "portal_session"
LOGIN = "portal_login"
LANGUAGE = "portal_language"
LONGEST = 100
LANGUAGE_SECONDS = 365 * 24 * 3600
DEVICE = "portal_device"
DEVICE_SECONDS = 365 * 24 * 3600

Connection = ASGIConnection[Any, Any, Any, Any]


def cookie_name(connection: Connection, name: str) -> str:
    """
    Give the full name of a cookie.

    The prefix makes browsers refuse one that was set for another path, by a neighbouring host or
    without https. Development on plain http, on loopback, has to do without.
    """
    return f"__Host-{name}" if _is_https(connection) else name


def read_cookie(connection: Connection, name: str) -> str | None:
    """Give the value of one of our cookies, None where there is none that can be ours."""
    value = connection.cookies.get(cookie_name(connection, name))
    return value if value and len(value) <= LONGEST else None


def new_cookie(
    connection: Connection, name: str, value: str, *, seconds: int | None = None
) -> Cookie:
    """Make a cookie; without `seconds` it ends with the browser, with 0 it ends now."""
    return Cookie(
        key=cookie_name(connection, name),
        value=value,
        path="/",
        max_age=seconds,
        httponly=True,
        secure=_is_https(connection),
        # Not strict: coming back from the provider is a step from another site.
        samesite="lax",
    )


def ended_cookie(connection: Connection, name: str) -> Cookie:
    """Make the cookie that removes one."""
    return new_cookie(connection, name, "", seconds=0)


def _is_https(connection: Connection) -> bool:
    return bool(connection.app.state.settings.is_https)
