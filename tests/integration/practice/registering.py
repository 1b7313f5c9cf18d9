"""What tests of the register share: forms that are filled in, and what became of a file."""

import re
from uuid import UUID

import httpx

from consent.statements import fetch
from integration.practice.conftest import Form
from portal.database import transaction
from portal.identity import sessions
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from support.stage import START, PatientHere

SEARCH, NEW = "/praktijk/patienten", "/praktijk/patienten/nieuw"
TYPED = {
    "given": "Ánna-Sofie",
    "own_prefix": "van",
    "own_family": "Zon",
    "partner_prefix": "den",
    "partner_family": "Braber",
    "use": "partner_own",
    "day": "17",
    "month": "5",
    "year": "1960",
}


async def sent(client: httpx.AsyncClient, page: str, address: str, **values: str) -> httpx.Response:
    """Send a form of a page with these fields."""
    token = dict(Form((await client.get(page)).text).pairs)["csrf_token"]
    return await client.post(address, data={"csrf_token": token, **values})


def item(answer: httpx.Response) -> UUID:
    """Read which file an answer leads to."""
    found = re.search(r"[0-9a-f-]{36}", answer.headers.get("location", ""))
    assert found, answer.text
    return UUID(found[0])


async def status_of(table: str, patient: UUID) -> list[tuple[str, str]]:
    """Tell how the releases, requests or enrolment of a file stand."""
    statements = {
        "release": "select status, reason from release where patient = $1",
        "request": "select status, '' from access_request where patient = $1 order by id",
        "file": "select ended_reason, (ended_at is null)::text from patient where id = $1",
    }
    return [tuple(row) for row in await fetch(statements[table], patient)]


async def logged_in(patient: PatientHere) -> dict[str, str]:
    """Let a patient be logged in, and give the header that says so."""
    new = NewSession(kind=VisitorKind.PATIENT, level=25, language="nl", person=patient.person)
    async with transaction():
        _, token = await sessions.begin(new, START)
    return {"cookie": f"portal_session={token}"}
