"""How long a session lasts, how it ends, and what a cookie is worth."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from litestar import Litestar

from consent import tables as consent
from consent.statements import fetch
from integration.identity.browsing import PORTAL, Browser, set_clock
from portal.database import transaction
from portal.identity.limits import limits_of
from support.stage import PatientHere, lines_of

STAFF_LOGIN = "/medewerkers/inloggen"


async def seen() -> datetime:
    """Give when the one session was last seen."""
    (row,) = await fetch("select last_seen_at from session")
    return row["last_seen_at"]


async def test_the_cookie_is_closed_to_scripts_and_other_sites(
    browser: Browser, anna: PatientHere
) -> None:
    set_cookie = (await browser.log_in()).headers.get_list("set-cookie")[0]
    assert set_cookie.startswith("portal_session=")
    assert "HttpOnly" in set_cookie
    assert "SameSite=lax" in set_cookie
    assert "Path=/" in set_cookie
    assert "Domain" not in set_cookie
    assert "Max-Age" not in set_cookie


async def test_a_patient_is_out_after_15_idle_minutes(
    browser: Browser, anna: PatientHere, clock_file: Path, moment: datetime
) -> None:
    await browser.log_in()
    set_clock(clock_file, moment, seconds=899)
    assert (await browser.client.get("/mijn/proef")).status_code == 200
    set_clock(clock_file, moment, seconds=899 + 900)
    answer = await browser.client.get("/mijn/proef")
    where = "/uitgelogd?stil=patient&naar=%2Fmijn%2Fproef"
    assert (answer.status_code, answer.headers["location"]) == (303, where)
    page = await browser.client.get(where)
    assert "U heeft 15 minuten niets gedaan" in page.text
    assert 'href="/inloggen?naar=%2Fmijn%2Fproef"' in page.text
    assert await fetch("select id from session") == []


@pytest.mark.parametrize("asked", ["//elders.test", "https://elders.test/mijn", "/praktijk", "/"])
async def test_the_way_back_in_leads_to_pages_of_ones_own_alone(
    browser: Browser, asked: str
) -> None:
    page = await browser.client.get("/uitgelogd", params={"stil": "patient", "naar": asked})
    assert 'class="btn btn--lg" href="/"' in page.text


async def test_an_installation_may_let_people_in_for_a_shorter_time(
    browser: Browser, anna: PatientHere, app: Litestar, clock_file: Path, moment: datetime
) -> None:
    shorter = replace(app.state.settings, patient_idle_minutes=5, patient_session_hours=1)
    app.state.limits = limits_of(shorter)
    await browser.log_in()
    page = await browser.client.get("/mijn/sessies")
    assert 'data-timeout="300"' in page.text
    for minutes in range(4, 60, 4):
        set_clock(clock_file, moment, minutes=minutes)
        assert (await browser.client.get("/mijn/proef")).status_code == 200
    set_clock(clock_file, moment, minutes=60)
    assert (await browser.client.get("/mijn/proef")).status_code == 303
    await browser.log_in()
    set_clock(clock_file, moment, minutes=65)
    assert (await browser.client.get("/mijn/proef")).status_code == 303


async def test_an_employee_is_out_after_30_idle_minutes(
    browser: Browser, gp: UUID, clock_file: Path, moment: datetime
) -> None:
    await browser.log_in(STAFF_LOGIN)
    for seconds, status in ((1799, 200), (1799 + 1799, 200), (1799 + 1799 + 1800, 303)):
        set_clock(clock_file, moment, seconds=seconds)
        assert (await browser.client.get("/praktijk/proef")).status_code == status


async def test_a_busy_patient_is_out_after_two_hours(
    browser: Browser, anna: PatientHere, clock_file: Path, moment: datetime
) -> None:
    await browser.log_in()
    for minutes in range(10, 120, 10):
        set_clock(clock_file, moment, minutes=minutes)
        assert (await browser.client.get("/mijn/wie")).json()["seconds"] <= 900
    assert (await browser.client.get("/mijn/wie")).json()["seconds"] == 600
    set_clock(clock_file, moment, hours=2)
    assert (await browser.client.get("/mijn/proef")).status_code == 303


async def test_last_seen_is_written_at_most_once_a_minute(
    browser: Browser, anna: PatientHere, clock_file: Path, moment: datetime
) -> None:
    await browser.log_in()
    for seconds, written in ((0, 0), (59, 0), (60, 60), (119, 60), (121, 121)):
        set_clock(clock_file, moment, seconds=seconds)
        await browser.client.get("/mijn/proef")
        assert await seen() == moment + timedelta(seconds=written)


async def test_logging_out_ends_the_session_and_writes_a_line(
    browser: Browser, anna: PatientHere
) -> None:
    await browser.log_in()
    token = browser.client.cookies["portal_session"]
    answer = await browser.log_out()
    assert (answer.status_code, answer.headers["location"]) == (303, "/uitgelogd?van=patient")
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert "portal_session" not in browser.client.cookies
    browser.client.cookies.set("portal_session", token, domain="127.0.0.1", path="/")
    assert (await browser.client.get("/mijn/proef")).status_code == 303
    actions = [line["event_subtype"] for line in await lines_of(anna.person)]
    assert actions == ["session.login", "session.logout"]


async def test_the_page_after_it_goes_on_to_the_provider_and_back(
    browser: Browser, anna: PatientHere
) -> None:
    await browser.log_in()
    page = await browser.client.get((await browser.log_out()).headers["location"])
    onward = page.headers["refresh"].removeprefix("0; url=")
    back = await browser.client.get(onward)
    assert back.headers["location"] == f"{PORTAL}/uitgelogd?state=patient"
    last = await browser.client.get(back.headers["location"])
    assert "refresh" not in last.headers
    assert "U bent uitgelogd" in last.text


async def test_logging_out_twice_is_no_error(browser: Browser, anna: PatientHere) -> None:
    await browser.log_in()
    await browser.log_out()
    answer = await browser.client.post("/uitloggen")
    assert (answer.status_code, answer.headers["location"]) == (303, "/uitgelogd")
    assert len(await lines_of(anna.person)) == 2


async def test_whoever_no_longer_works_here_is_out_at_the_next_click(
    browser: Browser, gp: UUID, moment: datetime
) -> None:
    await browser.log_in(STAFF_LOGIN)
    async with transaction():
        await consent.Membership.update({"ended_at": moment}).where(consent.Membership.id == gp)
    assert (await browser.client.get("/praktijk/proef")).status_code == 303
    assert await fetch("select id from session") == []


async def test_sessions_whose_time_is_over_are_removed_at_the_next_login(
    browser: Browser, anna: PatientHere, gp: UUID, clock_file: Path, moment: datetime
) -> None:
    await browser.log_in()
    browser.client.cookies.clear()
    set_clock(clock_file, moment, minutes=16)
    await browser.log_in(STAFF_LOGIN)
    (left,) = await fetch("select kind from session")
    assert left["kind"] == "employee"
