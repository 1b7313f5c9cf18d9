"""The two doors of the portal: one provider for patients, one for employees, one HTTP client."""

from pathlib import Path
from typing import Any

import httpx
import msgspec
from litestar.connection import ASGIConnection

from portal.frame.links import PATHS
from portal.identity.oidc.configuration import ConfigurationError, load_provider
from portal.identity.oidc.provider import Words
from portal.identity.oidc.relying_party import RelyingParty
from portal.identity.oidc.transport import open_http
from portal.identity.visitor import VisitorKind
from portal.settings import Environment, Settings

# What somebody has to mend when a configuration cannot be used.
SETTINGS = {
    "identity.returned": "PORTAL_PATIENT_PROVIDER",
    "identity.staff_returned": "PORTAL_STAFF_PROVIDER",
}


class Door(msgspec.Struct, frozen=True):
    """A way to log in: for whom, where, and the routes that belong to it."""

    kind: VisitorKind
    party: RelyingParty
    login_route: str
    home_route: str

    @property
    def button(self) -> Words:
        """The words of the login button."""
        return self.party.provider.button()

    def name(self, language: str) -> str:
        """Give what the provider is called."""
        return str(getattr(self.party.provider.name, language))


class Doors(msgspec.Struct, frozen=True):
    """Both doors, and the client that their calls go through."""

    patient: Door
    employee: Door
    http: httpx.AsyncClient

    def of(self, kind: VisitorKind) -> Door:
        """Give the door for a kind of visitor."""
        return self.employee if kind is VisitorKind.EMPLOYEE else self.patient

    async def close(self) -> None:
        """Close the connections to the providers."""
        await self.http.aclose()


def open_doors(settings: Settings, http: httpx.AsyncClient | None = None) -> Doors:
    """
    Read both configurations; nothing is called until somebody logs in.

    Raises:
        ConfigurationError: one of them cannot be used.

    """
    client = http or open_http()
    patient = _party(settings, settings.patient_provider, "identity.returned", client)
    employee = _party(settings, settings.staff_provider, "identity.staff_returned", client)
    return Doors(
        Door(VisitorKind.PATIENT, patient, "identity.login", "patient.home"),
        Door(VisitorKind.EMPLOYEE, employee, "identity.staff_login", "practice.start"),
        client,
    )


def doors_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Doors:
    """Give the doors of the application that answers this request."""
    doors: Doors = connection.app.state.doors
    return doors


def _party(settings: Settings, file: Path, route: str, http: httpx.AsyncClient) -> RelyingParty:
    is_development = settings.environment is Environment.DEVELOPMENT
    redirect_uri = settings.base_url + PATHS[route]
    try:
        provider, keys = load_provider(file, redirect_uri, development=is_development)
    except ConfigurationError as error:
        raise ConfigurationError(f"{SETTINGS[route]}: {error}") from None
    return RelyingParty(provider, keys, http)
