"""A relying party and the stand-in provider in one process, and a browser that chooses somebody."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
from litestar.types import ASGIApp

from portal.demo.provider.app import CITIZENS, STAFF, Setup, create_provider
from portal.demo.provider.people import Citizen, StaffMember, Workplace
from portal.demo.provider.registration import Registration, register
from portal.identity.oidc.configuration import load_provider
from portal.identity.oidc.departure import Departure
from portal.identity.oidc.relying_party import Login, RelyingParty
from portal.identity.oidc.returning import Returned, returned

PORTAL = "http://127.0.0.1:8000"
PROVIDER = "http://localhost:8001"
AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
ANNA, BRAM = "999990019", "999990020"
CITIZENS_KNOWN = (
    Citizen("Anna de Vries", ANNA, date(1980, 5, 1), nl="Gewone patiënt", en="Usual patient"),
    Citizen("Bram Bakker", BRAM, date(2010, 3, 5)),
)
STAFF_KNOWN = (
    StaffMember(
        "C.",
        "Jansen",
        "900000001",
        (Workplace("90000101", "Huisartsenpraktijk De Linde", ("01.015",)),),
        "van",
    ),
)


class StandIn:
    """Both sides of a login; `people` and `staff` are relying parties of the two issuers."""

    def __init__(self, folder: Path, registration: Registration | None = None) -> None:
        self.registered = registration or register(folder, PORTAL, PROVIDER)
        self.app: ASGIApp = create_provider(
            Setup(
                citizens=CITIZENS_KNOWN,
                staff=STAFF_KNOWN,
                citizen_client=self.registered.citizen_client,
                staff_client=self.registered.staff_client,
                is_development=True,
                key=self.registered.key,
                clock=lambda: AT,
            )
        )
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self.app))
        self.browser = httpx.AsyncClient(transport=httpx.ASGITransport(self.app))
        self.people = self._party(self.registered.patient_provider, "/inloggen/terug")
        self.staff = self._party(self.registered.staff_provider, "/medewerkers/inloggen/terug")

    def _party(self, file: Path, path: str) -> RelyingParty:
        provider, keys = load_provider(file, PORTAL + path, development=True)
        return RelyingParty(provider, keys, self.http)

    async def page(self, departure: Departure) -> httpx.Response:
        """Open the page of the provider."""
        return await self.browser.get(departure.url)

    async def choose(self, departure: Departure, choice: Mapping[str, str]) -> Returned:
        """Send the form of that page and give what the portal gets back."""
        return returned(returned_with(await self.post(departure, choice)))

    async def post(self, departure: Departure, choice: Mapping[str, str]) -> httpx.Response:
        """Send the form of that page."""
        page = await self.page(departure)
        ticket = re.search(r'name="ticket" value="([^"]+)"', page.text)
        assert ticket, page.text
        path = urlsplit(departure.url).path
        return await self.browser.post(PROVIDER + path, data={"ticket": ticket[1], **choice})

    async def log_in(self, party: RelyingParty, place: int = 0, level: int = 25) -> Login:
        """Do a whole login."""
        departure = await party.begin(AT)
        choice = {"person": str(place), "level": str(level), "login": "1"}
        return await party.finish(await self.choose(departure, choice), departure.pending, AT)


def returned_with(answer: httpx.Response) -> list[tuple[str, str]]:
    """Give the parameters that an answer sends the browser back to the portal with."""
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith(PORTAL)
    return parse_qsl(urlsplit(answer.headers["location"]).query)


__all__ = ["ANNA", "AT", "BRAM", "CITIZENS", "PORTAL", "PROVIDER", "STAFF", "StandIn"]
