"""Where somebody is logged in: they see it, and end one, or all, with a line."""

from pathlib import Path
from uuid import UUID

import pytest

from consent.model import Function, Right
from consent.register import colleagues
from consent.statements import fetch
from integration.identity.browsing import Browser, set_clock
from integration.identity.test_places import TOKEN, choose, locum, mill
from portal.database import transaction
from portal.frame.device import device_of
from portal.identity import sessions
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from support.stage import START, PatientHere, Stage, lines_of

__all__ = ["locum", "mill"]

STAFF_LOGIN = "/medewerkers/inloggen"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
AGENTS = {
    FIREFOX: "firefox/linux",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0": "edge/windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko) Version/17.5 Mobile/15E148 Safari/604.1": "safari/iphone",
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile"
    " Safari/537.36": "chrome/android",
    "curl/8": "other/other",
    "": "other/other",
}


async def elsewhere(**values: object) -> UUID:
    """Let somebody be logged in on another machine."""
    async with transaction():
        new = NewSession(level=25, language="nl", device="safari/iphone", **values)
        session, _ = await sessions.begin(new, START)
    return session


async def post(browser: Browser, page: str, address: str) -> tuple[int, str]:
    """Click a button of a page, and give the status and where it leads."""
    found = TOKEN.findall((await browser.client.get(page)).text)
    answer = await browser.client.post(address, data={"csrf_token": found[0]})
    return answer.status_code, answer.headers.get("location", "")


async def there() -> set[UUID]:
    return {row["id"] for row in await fetch("select id from session")}


@pytest.mark.parametrize(("agent", "kind"), AGENTS.items())
def test_of_a_browser_only_its_kind_is_kept(agent: str, kind: str) -> None:
    assert device_of(agent) == kind


async def test_a_patient_sees_every_device_and_ends_one(
    browser: Browser, anna: PatientHere, clock_file: Path
) -> None:
    browser.client.headers["user-agent"] = FIREFOX
    other = await elsewhere(kind=VisitorKind.PATIENT, person=anna.person)
    await browser.log_in()
    set_clock(clock_file, START, minutes=1)
    page = (await browser.client.get("/mijn/sessies")).text
    assert "Firefox op Linux" in page
    assert "Safari op iPhone" in page
    assert page.count("dit apparaat</span>") == 1
    done = await post(browser, "/mijn/sessies", f"/mijn/sessies/{other}/stoppen")
    assert done == (303, "/mijn/sessies?gedaan=ended")
    assert other not in await there()
    last = (await lines_of(anna.person))[-1]
    assert (last["event_subtype"], last["object_id"]) == ("session.end", other)
    assert "U bent daar uitgelogd" in (await browser.client.get(done[1])).text


async def test_ending_all_ends_this_one_too_with_a_line_each(
    browser: Browser, anna: PatientHere, clock_file: Path
) -> None:
    await elsewhere(kind=VisitorKind.PATIENT, person=anna.person)
    await browser.log_in()
    done = await post(browser, "/mijn/sessies", "/mijn/sessies/stoppen")
    assert done == (303, "/uitgelogd?van=patient")
    assert await there() == set()
    assert (await browser.client.get("/mijn")).status_code == 303
    actions = [line["event_subtype"] for line in await lines_of(anna.person)]
    assert actions == ["session.login", "session.end", "session.end"]


async def test_a_session_of_somebody_else_is_not_there(
    browser: Browser, stage: Stage, anna: PatientHere
) -> None:
    bram = await stage.patient(2, name="Bram Jansen")
    other = await elsewhere(kind=VisitorKind.PATIENT, person=bram.person)
    await browser.log_in()
    assert "iPhone" not in (await browser.client.get("/mijn/sessies")).text
    assert (await post(browser, "/mijn/sessies", f"/mijn/sessies/{other}/stoppen"))[0] == 404
    assert other in await there()


async def test_a_session_whose_time_is_over_is_not_in_the_list(
    browser: Browser, anna: PatientHere, clock_file: Path
) -> None:
    await elsewhere(kind=VisitorKind.PATIENT, person=anna.person)
    set_clock(clock_file, START, minutes=16)
    await browser.log_in()
    assert "iPhone" not in (await browser.client.get("/mijn/sessies")).text


async def test_somebody_enrolled_nowhere_sees_this_session_only(
    browser: Browser, anna: PatientHere
) -> None:
    await elsewhere(kind=VisitorKind.PATIENT)
    await browser.log_in(person="1")
    page = await browser.client.get("/mijn/sessies")
    assert page.text.count("/stoppen") == 2


async def test_an_employee_sees_their_sessions_at_every_practice(
    browser: Browser, locum: tuple[UUID, UUID], clock_file: Path
) -> None:
    other = await elsewhere(
        kind=VisitorKind.EMPLOYEE, membership=locum[0], memberships=(locum[0], locum[1])
    )
    await browser.log_in(STAFF_LOGIN, person="2")
    await choose(browser, await browser.client.get("/praktijk/kiezen"), locum[1])
    page = (await browser.client.get("/praktijk/sessies")).text
    assert "Safari op iPhone" in page
    assert "De Linde" in page
    done = await post(browser, "/praktijk/sessies", f"/praktijk/sessies/{other}/stoppen")
    assert done == (303, "/praktijk/sessies?gedaan=ended")
    done = await post(browser, "/praktijk/sessies", "/praktijk/sessies/stoppen")
    assert done == (303, "/uitgelogd?van=employee")
    assert await there() == set()


async def test_a_manager_logs_an_employee_out_of_this_practice(
    browser: Browser, stage: Stage, gp: UUID
) -> None:
    async with transaction():
        wanted = {"rights": [Right.EMPLOYEES_CHANGE.value]}
        await colleagues.queries.set_membership(gp, wanted)
    assistant = await stage.employee(Function.ASSISTANT)
    other = await elsewhere(kind=VisitorKind.EMPLOYEE, membership=assistant.id)
    await browser.log_in(STAFF_LOGIN)
    page = f"/praktijk/medewerkers/{assistant.id}"
    assert "Safari op iPhone" in (await browser.client.get(page)).text
    done = await post(browser, page, f"{page}/uitloggen")
    assert done == (303, f"{page}?gedaan=employee_logged_out")
    assert other not in await there()
    last = (await lines_of(None))[-1]
    told = (last["event_subtype"], last["practice"], last["object_id"], last["user_id"])
    assert told == ("session.end", stage.practice, other, gp)
