"""Puts the portal together from its settings: the only place that knows all of its parts."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import msgspec
from litestar import Litestar
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler

from consent.errors import ConsentError
from portal import errors, observe
from portal.accounts import routes as accounts
from portal.database import opened
from portal.frame.assets import STATIC, static_path
from portal.frame.press import Crowded, Press
from portal.headers import with_headers
from portal.identity import login, logout
from portal.identity.doors import open_doors
from portal.identity.entrance import Entrance, declared_entrance
from portal.identity.limits import limits_of
from portal.intake import fhir, hl7v2
from portal.intake.pace import Pace
from portal.intake.resuming import resumed
from portal.keeping.witness import witnessed
from portal.metrics.counting import counted
from portal.metrics.figures import Figures
from portal.patient.routes import PATIENT
from portal.practice.routes import router as practice
from portal.presence.patient import PatientSessionsController
from portal.public import address, explaining, health, language, start
from portal.settings import Settings
from portal.vault import open_vault

# Forms are small; a route that takes files in says its own limit.
LARGEST_BODY = 64 * 1024


class More(msgspec.Struct, frozen=True):
    """What the demo adds: pages of its own, and what runs beside it."""

    handlers: tuple[ControllerRouterHandler, ...] = ()
    lifespan: tuple[Callable[[Litestar], AbstractAsyncContextManager[None]], ...] = ()


NO_MORE = More()


def build_app(settings: Settings, more: More = NO_MORE) -> Litestar:
    """
    Give the application; its pool opens when it starts and closes when it stops.

    Raises:
        KeyFileError: the secret keys cannot be used.
        ConfigurationError: a provider's configuration cannot be used.

    """
    app = Litestar(
        route_handlers=[*_handlers(), *more.handlers],
        guards=[declared_entrance],
        exception_handlers={
            ConsentError: errors.on_consent_error,
            Crowded: errors.on_crowd,
            HTTPException: errors.on_http_error,
            Exception: errors.on_any_error,
        },
        after_exception=[observe.keep_fault],
        lifespan=[_database, witnessed, counted, _providers, resumed, *more.lifespan],
        state=State(parts(settings)),
        request_max_body_size=LARGEST_BODY,
        openapi_config=None,
        logging_config=None,
    )
    # Around everything, so that answers to unknown addresses are protected and recorded too.
    app.asgi_handler = with_headers(
        observe.observed(app.asgi_handler, app.state),
        https=settings.is_https,
        static=static_path(),
    )
    return app


def parts(settings: Settings) -> dict[str, Any]:
    """
    Give what the application holds because of its settings, by the name in its state.

    Raises:
        KeyFileError: the secret keys cannot be used.
        ConfigurationError: a provider's configuration cannot be used.

    """
    return {
        "settings": settings,
        "vault": open_vault(settings),
        "doors": open_doors(settings),
        "figures": Figures(),
        "pace": Pace(),
        "limits": limits_of(settings),
        "press": Press(settings.documents_at_once),
    }


def _handlers() -> list[ControllerRouterHandler]:
    return [
        health.alive,
        health.ready,
        start.start,
        address.address,
        address.confirm,
        explaining.help_page,
        explaining.privacy,
        explaining.accessibility,
        explaining.terms,
        explaining.security,
        language.choose_language,
        login.login,
        login.login_returned,
        login.staff_login,
        login.staff_login_returned,
        *accounts.HANDLERS,
        logout.logout,
        logout.logged_out,
        *PATIENT,
        PatientSessionsController,
        practice,
        fhir.take_in,
        hl7v2.take_in,
        _static_files(),
    ]


def _static_files() -> ControllerRouterHandler:
    return create_static_files_router(
        path=static_path(),
        directories=[STATIC],
        name="static",
        opt={"entrance": Entrance.PUBLIC},
    )


@asynccontextmanager
async def _database(app: Litestar) -> AsyncIterator[None]:
    async with opened(app.state.settings.database_url):
        yield


@asynccontextmanager
async def _providers(app: Litestar) -> AsyncIterator[None]:
    try:
        yield
    finally:
        await app.state.doors.close()
