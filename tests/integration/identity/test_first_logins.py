"""Many people who log in for the first time while two practices are still enrolling them."""

import asyncio
from datetime import date

import httpx
import pytest
from litestar import Litestar

from consent.register.sources import SourceKind
from consent.statements import fetch
from integration.identity.browsing import PORTAL, PROVIDER, Browser
from integration.intake.delivering import Sender, source_here
from portal.clock import now
from portal.demo.provider.app import Setup, create_provider
from portal.demo.provider.people import Citizen
from portal.demo.provider.registration import Registration
from portal.identity.doors import Doors
from soak import rounds
from support import messages
from support.stage import Stage, bsn

PEOPLE, EACH = rounds(5, 50), 4
# Browsers, provider and portal share one process here: more at once only wait for each other.
AT_ONCE = 50
LED_ON = 303


@pytest.fixture
def provider(registration: Registration) -> httpx.ASGITransport:
    """Give a provider that knows them all."""
    setup = Setup(
        citizens=[Citizen(f"Anna {one}", bsn(one), date(1980, 5, 1)) for one in range(PEOPLE)],
        staff=[],
        citizen_client=registration.citizen_client,
        staff_client=registration.staff_client,
        is_development=True,
        address=PROVIDER,
        key=registration.key,
        clock=now,
    )
    return httpx.ASGITransport(create_provider(setup))


@pytest.mark.usefixtures("doors")
async def test_people_who_log_in_together_while_they_are_enrolled_are_each_one_person(
    app: Litestar, doors: Doors, provider: httpx.ASGITransport
) -> None:
    portal = httpx.ASGITransport(app, raise_app_exceptions=False)

    turns, mounts = asyncio.Semaphore(AT_ONCE), {PORTAL: portal, PROVIDER: provider}

    async def log_in(one: int) -> int:
        async with turns, httpx.AsyncClient(mounts=mounts, base_url=PORTAL) as client:
            return (await Browser(client).log_in(person=str(one))).status_code

    async def enrol_all(system: Sender) -> int:
        sent = [messages.bundle(messages.patient(bsn(one), f"p{one}")) for one in range(PEOPLE)]
        return sum([(await system.send(message)).accepted for message in sent])

    systems = []
    for name in ("De Linde", "De Molen"):
        stage = await Stage.set(name=name)
        stage.vault = app.state.vault
        source, _ = await source_here(stage, SourceKind.PRACTICE_SYSTEM, name)
        systems.append(Sender(stage, source))
    logins = [log_in(one) for one in range(PEOPLE) for _ in range(EACH)]
    enrolled, *ended = await asyncio.gather(asyncio.gather(*map(enrol_all, systems)), *logins)
    assert ended == [LED_ON] * (PEOPLE * EACH)
    assert enrolled == [PEOPLE] * len(systems)
    (found,) = await fetch(
        "select (select count(*) from person) as people, (select count(*) from patient) as files,"
        " (select count(*) from session) as sessions,"
        " (select count(distinct person) from session) as logged_in"
    )
    assert (found["people"], found["files"]) == (PEOPLE, PEOPLE * len(systems))
    assert found["sessions"] == PEOPLE * EACH
    assert found["logged_in"] <= PEOPLE
    # Whoever came before they were enrolled is known the next time.
    assert await log_in(0) == LED_ON
    (last,) = await fetch("select person from session order by started_at desc, id desc limit 1")
    assert last["person"] is not None
