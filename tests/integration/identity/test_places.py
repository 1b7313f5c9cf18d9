"""Somebody who works at several practices is at one of them at a time, and says at which."""

import re
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from consent import tables as consent
from consent.model import Function, Right
from consent.register.employees import NewEmployee, employ
from consent.statements import fetch
from integration.identity.browsing import LOCUM, Browser
from portal.database import transaction
from support.stage import Stage, lines_of

STAFF_LOGIN = "/medewerkers/inloggen"
CHOICE = re.compile(r'name="praktijk" value="([^"]+)"')
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
async def mill(stage: Stage) -> Stage:
    """Give another practice."""
    return await Stage.set(name="De Molen")


@pytest.fixture
async def locum(stage: Stage, mill: Stage) -> tuple[UUID, UUID]:
    """Give the memberships of somebody who works at both, as a GP here and a nurse there."""
    here = NewEmployee(LOCUM, "W. Waarnemer", Function.GP, frozenset({Right.REQUESTS_SEE}))
    there = NewEmployee(LOCUM, "W. Waarnemer", Function.NURSE, frozenset(Right))
    day = stage.at - timedelta(days=1)
    async with transaction():
        return await employ(here, stage.practice, day), await employ(there, mill.practice, day)


async def choose(browser: Browser, page: httpx.Response, membership: UUID) -> httpx.Response:
    form = {"praktijk": str(membership), "csrf_token": TOKEN.findall(page.text)[0]}
    return await browser.client.post("/praktijk/kiezen", data=form)


async def test_a_page_waits_until_the_practice_is_chosen(
    browser: Browser, locum: tuple[UUID, UUID]
) -> None:
    assert (await browser.log_in(STAFF_LOGIN, person="2")).headers["location"] == "/praktijk"
    away = await browser.client.get("/praktijk/aanvragen?stand=open")
    where = "/praktijk/kiezen?naar=%2Fpraktijk%2Faanvragen%3Fstand%3Dopen"
    assert (away.status_code, away.headers["location"]) == (303, where)
    page = await browser.client.get(where)
    assert set(CHOICE.findall(page.text)) == {str(one) for one in locum}
    assert 'name="naar" value="/praktijk/aanvragen?stand=open"' in page.text


async def test_choosing_is_an_act_of_that_practice_with_its_line(
    browser: Browser, mill: Stage, locum: tuple[UUID, UUID]
) -> None:
    await browser.log_in(STAFF_LOGIN, person="2")
    page = await browser.client.get("/praktijk/kiezen")
    assert (await choose(browser, page, locum[1])).status_code == 303
    start = await browser.client.get("/praktijk")
    assert "De Molen" in start.text
    assert "De Linde" not in start.text
    login, switch = await lines_of(None)
    assert (login["event_subtype"], login["practice"]) == ("session.login", None)
    told = (switch["event_subtype"], switch["practice"], switch["user_id"], switch["user_role"])
    assert told == ("session.switch", mill.practice, locum[1], "nurse")


async def test_rights_are_those_of_the_practice_where_one_is(
    browser: Browser, locum: tuple[UUID, UUID]
) -> None:
    await browser.log_in(STAFF_LOGIN, person="2")
    page = await browser.client.get("/praktijk/kiezen")
    await choose(browser, page, locum[0])
    assert (await browser.client.get("/praktijk/werkafspraken")).status_code == 403
    page = await browser.client.get("/praktijk/kiezen")
    await choose(browser, page, locum[1])
    assert (await browser.client.get("/praktijk/werkafspraken")).status_code == 200


async def test_a_form_that_stood_open_for_the_other_practice_is_refused(
    browser: Browser, locum: tuple[UUID, UUID]
) -> None:
    await browser.log_in(STAFF_LOGIN, person="2")
    await choose(browser, await browser.client.get("/praktijk/kiezen"), locum[1])
    open_form = await browser.client.get("/praktijk/werkafspraken")
    await choose(browser, open_form, locum[0])
    await choose(browser, await browser.client.get("/praktijk/kiezen"), locum[1])
    form = {"journal": "on", "csrf_token": TOKEN.findall(open_form.text)[0]}
    answer = await browser.client.post("/praktijk/werkafspraken", data=form)
    assert answer.status_code == 403


async def test_a_practice_that_the_login_was_not_for_cannot_be_chosen(
    browser: Browser, stage: Stage, locum: tuple[UUID, UUID]
) -> None:
    await browser.log_in(STAFF_LOGIN, person="2")
    page = await browser.client.get("/praktijk/kiezen")
    assert (await choose(browser, page, UUID(str(stage.gp.id)))).status_code == 404


async def test_whoever_left_one_practice_goes_on_at_the_other(
    browser: Browser, stage: Stage, locum: tuple[UUID, UUID]
) -> None:
    await browser.log_in(STAFF_LOGIN, person="2")
    ended = {"ended_at": stage.at}
    async with transaction():
        await consent.Membership.update(ended).where(consent.Membership.id == locum[0])
    page = await browser.client.get("/praktijk/kiezen")
    assert CHOICE.findall(page.text) == [str(locum[1])]


async def test_switching_does_not_make_a_session_longer(
    browser: Browser, locum: tuple[UUID, UUID]
) -> None:
    await browser.log_in(STAFF_LOGIN, person="2")
    (before,) = await fetch("select id, started_at from session")
    await choose(browser, await browser.client.get("/praktijk/kiezen"), locum[1])
    (after,) = await fetch("select id, started_at from session")
    assert after["started_at"] == before["started_at"]
    assert after["id"] != before["id"]


async def test_who_works_at_one_practice_is_not_asked(browser: Browser, gp: UUID) -> None:
    await browser.log_in(STAFF_LOGIN)
    start = await browser.client.get("/praktijk")
    assert start.status_code == 200
    assert "/praktijk/kiezen" not in start.text
