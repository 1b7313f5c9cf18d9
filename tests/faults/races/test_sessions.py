"""Races about one session: used while it ends, ended twice, and a login that comes back twice."""

import asyncio
import re
from collections import Counter
from random import Random

import httpx
import pytest
from litestar import Litestar

from consent.statements import fetch
from faults.races.contest import all_back
from integration.identity.browsing import Browser
from portal.database import bound_engine, transaction
from portal.identity import sessions
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from soak import rounds
from support.stage import START, PatientHere, Stage

LOOKED, LED_AWAY = 200, 303
# Seconds that a logout takes: looks begin before its end and after.
LEAVING = 0.012
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
async def anna(app: Litestar) -> PatientHere:
    """Give Anna, who may see her file."""
    stage = await Stage.set()
    stage.vault = app.state.vault
    patient = await stage.patient()
    await patient.released()
    return patient


async def logged_in(client: httpx.AsyncClient, patient: PatientHere) -> str:
    """Begin a session; gives the token of its forms."""
    new = NewSession(kind=VisitorKind.PATIENT, level=25, language="nl", person=patient.person)
    async with transaction():
        _, token = await sessions.begin(new, START)
    client.cookies.set("portal_session", token, domain="127.0.0.1", path="/")
    found = TOKEN.search((await client.get("/mijn")).text)
    assert found
    return found[1]


async def told(patient: PatientHere) -> Counter[str]:
    counted = await fetch(
        "select event_subtype as what, count(*) as number from access_entry"
        " where person = $1 group by event_subtype",
        patient.person,
    )
    return Counter({row["what"]: row["number"] for row in counted})


async def test_a_session_that_is_used_while_it_ends_shows_a_page_or_the_way_to_the_login(
    client: httpx.AsyncClient, anna: PatientHere
) -> None:
    ends: set[int] = set()
    chance = Random(7513)

    async def look(headers: dict[str, str], late: float) -> httpx.Response:
        await asyncio.sleep(late)
        return await client.get("/mijn/dossier", headers=headers)

    for _ in range(rounds(200, 1000)):
        form, before = await logged_in(client, anna), await told(anna)
        token = client.cookies["portal_session"]
        headers = {"cookie": f"portal_session={token}"}
        looks = [look(headers, chance.uniform(0, LEAVING)) for _ in range(3)]
        leave = client.post("/uitloggen", data={"csrf_token": form}, headers=headers)
        left, *looked = await asyncio.gather(leave, *looks)
        statuses = [one.status_code for one in looked]
        ends |= {*statuses}
        assert left.status_code == LED_AWAY
        assert set(statuses) <= {LOOKED, LED_AWAY}
        after = await told(anna)
        assert after - before == Counter(
            {"dossier.view": statuses.count(LOOKED), "session.logout": 1}
        )
        again = await client.get("/mijn/dossier", headers=headers)
        assert again.status_code == LED_AWAY
        assert await told(anna) == after
        await all_back(bound_engine())
    assert ends == {LOOKED, LED_AWAY}


async def test_logging_out_in_four_tabs_is_one_logout(
    client: httpx.AsyncClient, anna: PatientHere
) -> None:
    for _ in range(rounds(40, 1000)):
        form, before = await logged_in(client, anna), await told(anna)
        headers = {"cookie": f"portal_session={client.cookies['portal_session']}"}
        leave = [
            client.post("/uitloggen", data={"csrf_token": form}, headers=headers) for _ in range(4)
        ]
        left = await asyncio.gather(*leave)
        assert {one.status_code for one in left} == {LED_AWAY}
        assert await told(anna) - before == Counter({"session.logout": 1})
        assert await fetch("select 1 from session") == []
        await all_back(bound_engine())


async def test_ending_all_sessions_in_four_tabs_ends_each_once(
    client: httpx.AsyncClient, anna: PatientHere
) -> None:
    for _ in range(rounds(20, 1000)):
        before = await told(anna)
        tabs = []
        for _ in range(4):
            form = await logged_in(client, anna)
            headers = {"cookie": f"portal_session={client.cookies['portal_session']}"}
            tabs.append((headers, form))
        ended = await asyncio.gather(
            *(
                client.post("/mijn/sessies/stoppen", data={"csrf_token": form}, headers=headers)
                for headers, form in tabs
            )
        )
        assert {one.status_code for one in ended} == {LED_AWAY}
        assert await told(anna) - before == Counter({"session.end": 4})
        assert await fetch("select 1 from session") == []
        await all_back(bound_engine())


async def test_a_return_from_the_provider_that_two_tabs_replay_is_one_login(
    browser: Browser, anna: PatientHere
) -> None:
    for _ in range(rounds(200, 1000)):
        before = await told(anna)
        back = await browser.choose(await browser.depart())
        ended = await asyncio.gather(*(browser.client.get(back) for _ in range(2)))
        assert sorted(one.status_code for one in ended) == [LED_AWAY, 400]
        assert await told(anna) - before == Counter({"session.login": 1})
        assert len(await fetch("select 1 from session")) == 1
        assert await fetch("select 1 from pending_login") == []
        await all_back(bound_engine())
