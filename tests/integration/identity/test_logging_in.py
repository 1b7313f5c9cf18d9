"""Logging in at the portal, from the button to the session and the line in the log."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from litestar import Litestar

from consent.statements import fetch
from integration.identity.browsing import ANNA, PROVIDER, TICKET, Browser, set_clock
from portal.identity.doors import open_doors
from portal.settings import Settings
from support.stage import PatientHere, lines_of

STAFF_LOGIN = "/medewerkers/inloggen"


async def rows(table: str) -> list[dict[str, Any]]:
    """Give all rows of a table of ours."""
    statements = {"session": "select * from session", "pending": "select * from pending_login"}
    return [dict(row) for row in await fetch(statements[table])]


async def test_a_patient_logs_in_and_is_known(browser: Browser, anna: PatientHere) -> None:
    answer = await browser.log_in()
    assert (answer.status_code, answer.headers["location"]) == (303, "/mijn")
    who = (await browser.client.get("/mijn/wie")).json()
    assert who["person"] == str(anna.person)
    assert who["name"] == "Anna Bakker"


async def test_a_login_writes_one_line_in_the_log_of_the_person(
    browser: Browser, anna: PatientHere
) -> None:
    await browser.log_in()
    (line,) = await lines_of(anna.person)
    assert (line["event_subtype"], line["outcome"]) == ("session.login", "0")
    (session,) = await rows("session")
    assert line["object_id"] == session["id"]


async def test_nothing_that_lets_anybody_in_is_stored(browser: Browser, anna: PatientHere) -> None:
    await browser.log_in()
    token = browser.client.cookies["portal_session"]
    (session,) = await rows("session")
    assert len(session["token_hash"]) == 32
    assert token not in repr(session)
    assert ANNA not in repr(session)


async def test_somebody_enrolled_nowhere_comes_in_and_nothing_is_made(
    browser: Browser, anna: PatientHere
) -> None:
    assert (await browser.log_in(person="1")).status_code == 303
    assert (await browser.client.get("/mijn/wie")).json()["person"] is None
    assert len(await fetch("select id from person")) == 1
    (line,) = await lines_of(None)
    assert line["event_subtype"] == "session.login"


async def test_an_employee_logs_in_with_the_rights_of_the_practice(
    browser: Browser, gp: UUID
) -> None:
    answer = await browser.log_in(STAFF_LOGIN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/praktijk")
    assert (await browser.client.get("/praktijk/proef")).status_code == 200
    (line,) = await lines_of(None)
    assert (line["event_subtype"], line["user_id"]) == ("session.login", gp)


async def test_an_employee_of_no_practice_here_is_told_so(browser: Browser, gp: UUID) -> None:
    answer = await browser.log_in(STAFF_LOGIN, person="1")
    assert answer.status_code == 403
    assert "Wij kennen dit account niet" in answer.text
    assert await rows("session") == []
    (line,) = await lines_of(None)
    assert (line["outcome"], line["checks"]) == ("8", "unknown_employee")


async def test_cancelling_is_a_friendly_page(browser: Browser, anna: PatientHere) -> None:
    answer = await browser.log_in(cancel="1")
    assert answer.status_code == 200
    assert "U bent gestopt met inloggen" in answer.text
    assert await rows("session") == []
    assert await lines_of(None) == []


async def test_cancelling_without_state_keeps_the_login_under_way(
    browser: Browser, anna: PatientHere
) -> None:
    ticket = await browser.depart()
    answer = await browser.client.get("/inloggen/terug?error=access_denied")
    assert answer.status_code == 200
    back = await browser.choose(ticket)
    assert (await browser.client.get(back)).status_code == 303


async def test_a_level_that_is_too_low_is_refused_with_what_to_do(
    browser: Browser, anna: PatientHere
) -> None:
    answer = await browser.log_in(person="0", level="20")
    assert answer.status_code == 403
    assert "Log in op een veiliger manier" in answer.text
    (line,) = await lines_of(None)
    assert (line["outcome"], line["checks"]) == ("8", "level_too_low")


async def test_a_return_works_once(browser: Browser, anna: PatientHere) -> None:
    back = await browser.choose(await browser.depart())
    assert (await browser.client.get(back)).status_code == 303
    assert (await browser.client.get(back)).status_code == 400
    assert len(await lines_of(anna.person)) == 1


async def test_a_return_in_another_browser_lets_nobody_in(
    browser: Browser, anna: PatientHere
) -> None:
    back = await browser.choose(await browser.depart())
    browser.client.cookies.clear()
    answer = await browser.client.get(back)
    assert answer.status_code == 400
    assert await rows("session") == []


async def test_two_tabs_can_log_in_at_the_same_time(browser: Browser, anna: PatientHere) -> None:
    first, second = await browser.depart(), await browser.depart()
    last = await browser.choose(second)
    assert (await browser.client.get(last)).status_code == 303
    early = await browser.choose(first)
    assert (await browser.client.get(early)).status_code == 303
    assert len(await rows("session")) == 1


async def test_the_return_of_a_patient_is_not_the_return_of_an_employee(
    browser: Browser, anna: PatientHere, gp: UUID
) -> None:
    back = await browser.choose(await browser.depart())
    crossed = back.replace("/inloggen/terug", "/medewerkers/inloggen/terug")
    assert (await browser.client.get(crossed)).status_code == 400


async def test_a_token_planted_before_the_login_never_becomes_a_session(
    browser: Browser, anna: PatientHere
) -> None:
    browser.client.cookies.set("portal_session", "planted", domain="127.0.0.1", path="/")
    answer = await browser.log_in()
    token = answer.cookies["portal_session"]
    assert token != "planted"
    again = await browser.log_in()
    assert again.cookies["portal_session"] != token
    assert len(await rows("session")) == 1


async def test_the_page_somebody_asked_for_comes_after_the_login(
    browser: Browser, anna: PatientHere
) -> None:
    for asked, page in (
        ("/mijn/uitslagen?a=1", "/mijn/uitslagen?a=1"),
        ("//evil.example", "/mijn"),
    ):
        away = await browser.client.get("/inloggen", params={"naar": asked})
        ticket = TICKET.search((await browser.client.get(away.headers["location"])).text)
        assert ticket
        answer = await browser.client.get(await browser.choose(ticket[1]))
        assert answer.headers["location"] == page


async def test_a_provider_that_is_down_is_said_with_a_time_to_come_back(
    browser: Browser, app: Litestar, settings: Settings, anna: PatientHere
) -> None:
    async def broken(_scope: object, _receive: object, _send: object) -> None:
        raise ConnectionResetError

    ticket = await browser.depart()
    back = await browser.choose(ticket)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(broken)) as http:
        app.state.doors = open_doors(settings, http)
        for address in ("/inloggen", "/medewerkers/inloggen", back):
            answer = await browser.client.get(address)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
            assert "Inloggen kan nu even niet" in answer.text
    assert await rows("session") == []


async def test_the_page_of_a_problem_repeats_nothing_that_was_sent(
    browser: Browser, anna: PatientHere
) -> None:
    sent = "/inloggen/terug?state=geheimstuk&code=anderstuk&error_description=derdestuk"
    answer = await browser.client.get(sent)
    assert answer.status_code == 400
    assert "stuk" not in answer.text
    assert "Nummer van deze poging" in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_logins_that_nobody_finished_are_removed(
    browser: Browser, anna: PatientHere, clock_file: Path, moment: datetime
) -> None:
    back = await browser.choose(await browser.depart())
    set_clock(clock_file, moment, minutes=15, seconds=1)
    assert (await browser.client.get(back)).status_code == 400
    await browser.depart()
    assert len(await rows("pending")) == 1


async def test_the_provider_is_asked_in_the_language_of_the_visitor(
    browser: Browser, anna: PatientHere
) -> None:
    browser.client.cookies.set("portal_language", "en", domain="127.0.0.1", path="/")
    away = await browser.client.get("/inloggen")
    page = await browser.client.get(away.headers["location"])
    assert away.headers["location"].startswith(PROVIDER)
    assert '<html lang="en">' in page.text
    await browser.log_in()
    assert (await browser.client.get("/mijn/wie")).json()["language"] == "en"
