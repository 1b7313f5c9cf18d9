"""Puts the portal together from its settings: the only place that knows all of its parts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp, ControllerRouterHandler, Receive, Scope, Send

from consent.errors import ConsentError
from portal import clock, errors, observe
from portal.database import opened
from portal.frame.assets import STATIC, static_path
from portal.headers import with_headers
from portal.identity.entrance import Entrance, declared_entrance
from portal.identity.visitor import STATE_KEY, Visitor
from portal.keys import read_keys
from portal.public import health
from portal.settings import Settings
from portal.texts import DEFAULT
from portal.vault import Vault

# Forms are small; a route that takes files in says its own limit.
LARGEST_BODY = 64 * 1024


def build_app(settings: Settings) -> Litestar:
    """
    Give the application; its pool opens when it starts and closes when it stops.

    Raises:
        KeyFileError: the secret keys cannot be used.
        ConfigurationError: a provider's configuration cannot be used.

    """
    app = Litestar(
        route_handlers=_handlers(),
        guards=[declared_entrance],
        exception_handlers={
            ConsentError: errors.on_consent_error,
            HTTPException: errors.on_http_error,
            Exception: errors.on_any_error,
        },
        after_exception=[observe.keep_fault],
        lifespan=[_database],
        state=_state(settings),
        request_max_body_size=LARGEST_BODY,
        openapi_config=None,
        logging_config=None,
    )
    # Around everything, so that answers to unknown addresses are protected and recorded too.
    app.asgi_handler = with_headers(
        observe.observed(_visited(app.asgi_handler)), https=settings.is_https, static=static_path()
    )
    return app


def _visited(app: ASGIApp) -> ASGIApp:
    # The guard learns who visits, but no guard runs for an address that is not there.
    async def visited(scope: Scope, receive: Receive, send: Send) -> None:
        visitor = Visitor(at=clock.now(), request_id=observe.request_id(scope), language=DEFAULT)
        scope["state"].setdefault(STATE_KEY, visitor)
        await app(scope, receive, send)

    return visited


def _handlers() -> list[ControllerRouterHandler]:
    return [health.alive, health.ready, _static_files()]


def _static_files() -> ControllerRouterHandler:
    return create_static_files_router(
        path=static_path(),
        directories=[STATIC],
        name="static",
        opt={"entrance": Entrance.PUBLIC},
    )


def _state(settings: Settings) -> State:
    return State({"settings": settings, "vault": Vault(read_keys(settings.secret_keys))})


@asynccontextmanager
async def _database(app: Litestar) -> AsyncIterator[None]:
    async with opened(app.state.settings.database_url):
        yield
