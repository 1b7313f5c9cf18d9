"""The portal, put together once per process: a test gives it another state, which takes no time."""

from typing import Any

from litestar import Litestar

from portal.app import build_app, parts
from portal.settings import Settings
from support import canary

# What it is made of depends on this alone: by https or not, and with nothing but the product's own.
_BUILT: dict[tuple[bool, bool], Litestar] = {}
_ADDED: list[tuple[Litestar, Any]] = []


def assembled(settings: Settings, *, pure: bool = False) -> Litestar:
    """
    Give the application with these settings; whoever had it before has stopped it.

    A pure one has no routes of tests, whichever ran before.
    """
    known = _BUILT.get((settings.is_https, pure))
    if known is None:
        known = _BUILT[settings.is_https, pure] = build_app(settings)
        known.after_exception.append(canary.on_error)
    else:
        known.state.update(parts(settings))
    return known


def add_routes(app: Litestar, *handlers: Any) -> None:
    """Let the application have routes of a test as well; it keeps them."""
    for handler in handlers:
        if (app, handler) not in _ADDED:
            app.register(handler)
            _ADDED.append((app, handler))
