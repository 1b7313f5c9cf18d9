"""The stand-in provider as one ASGI application: two issuers, on loopback, in development only."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from joserfc.jwk import RSAKey
from litestar import Litestar, Response, get
from litestar.enums import MediaType
from litestar.types import ASGIApp

from portal.clock import now
from portal.demo.provider.choice import MessagePage, rendered
from portal.demo.provider.client import Client
from portal.demo.provider.fence import LOOPBACK, Fence
from portal.demo.provider.grants import add_rules
from portal.demo.provider.issuer import Issuer
from portal.demo.provider.people import Citizen, ProviderRefused, StaffMember
from portal.demo.provider.routes import router_of
from portal.demo.provider.server import ProviderServer

ADDRESS = "http://localhost:8001"
CITIZENS, STAFF = "/proef-digid", "/proef-uzi"
STYLE = Path(__file__).parent / "pages" / "provider.css"


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """
    How the stand-in provider runs.

    `is_development` has to be said: there is no other environment for it. `key` signs for both
    issuers and is made anew where None. `clock` is the portal's, so that both have one time.
    """

    citizens: Sequence[Citizen]
    staff: Sequence[StaffMember]
    citizen_client: Client
    staff_client: Client
    is_development: bool
    address: str = ADDRESS
    key: RSAKey | None = None
    clock: Callable[[], datetime] = now


def create_provider(setup: Setup) -> ASGIApp:
    """
    Give the application.

    Raises:
        ProviderRefused: not in development, or not on this machine alone.

    """
    if not setup.is_development:
        raise ProviderRefused("The stand-in provider runs in development alone.")
    if urlsplit(setup.address).hostname not in LOOPBACK:
        raise ProviderRefused("The stand-in provider runs on this machine alone: use localhost.")
    issuers = {
        CITIZENS: _issuer(setup, CITIZENS, setup.citizen_client, setup.citizens),
        STAFF: _issuer(setup, STAFF, setup.staff_client, setup.staff),
    }
    routers = [router_of(issuer, path) for path, issuer in issuers.items()]
    application = Litestar([*routers, _about, _style], openapi_config=None, logging_config=None)
    clients = (setup.citizen_client, setup.staff_client)
    portals = {_origin(url) for client in clients for url in client.redirect_uris}
    return Fence(application, setup.address, tuple(sorted(portals)))


def _issuer(
    setup: Setup, path: str, client: Client, people: Sequence[Citizen | StaffMember]
) -> Issuer:
    server = ProviderServer(setup.address + path, client, setup.clock, setup.key)
    add_rules(server)
    return Issuer(path.removeprefix("/proef-"), server, people)


@get("/", media_type=MediaType.HTML)
async def _about() -> str:
    return rendered(MessagePage("nl", "about"))


@get("/provider.css")
async def _style() -> Response[bytes]:
    return Response(STYLE.read_bytes(), media_type="text/css")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
