"""A browser for stories about logging in: follows what a person does, keeps cookies."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from portal.demo.provider.app import CITIZENS, STAFF
from support.stage import bsn

PORTAL, PROVIDER = "http://127.0.0.1:8000", "http://localhost:8001"
ANNA, NOBODY_HERE = bsn(0), bsn(1)
PIET, UNKNOWN = bsn(5), bsn(9)
UZI, LOCUM = "900000001", "900000002"
ISSUERS = {"/inloggen": CITIZENS, "/medewerkers/inloggen": STAFF}
TICKET = re.compile(r'name="ticket" value="([^"]+)"')


def set_clock(clock_file: Path, moment: datetime, **later: float) -> None:
    """Let it be so much later than the moment of the test."""
    clock_file.write_text((moment + timedelta(**later)).isoformat())


class Browser:
    """One browser; `client` has its cookies."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def depart(self, start: str = "/inloggen") -> str:
        """Click log in, and give the ticket of the provider's page."""
        away = await self.client.get(start)
        assert away.status_code == 303, away.text
        page = await self.client.get(away.headers["location"])
        found = TICKET.search(page.text)
        assert found, page.text
        return found[1]

    async def choose(self, ticket: str, start: str = "/inloggen", **choice: str) -> str:
        """Send the provider's page, and give the address of the portal it leads back to."""
        form = {"ticket": ticket, "level": "25", **(choice or {"person": "0"})}
        sent = await self.client.post(
            f"{PROVIDER}{ISSUERS[urlsplit(start).path]}/authorize", data=form
        )
        assert sent.status_code == 303, sent.text
        return str(sent.headers["location"])

    async def log_in(self, start: str = "/inloggen", **choice: str) -> httpx.Response:
        """Do a whole login, and give the last answer of the portal."""
        ticket = await self.depart(start)
        return await self.client.get(await self.choose(ticket, start, **choice))

    async def log_out(self) -> httpx.Response:
        """Click log out on our own page."""
        token = (await self.client.get("/mijn/proef")).text
        return await self.client.post("/uitloggen", data={"csrf_token": token})
