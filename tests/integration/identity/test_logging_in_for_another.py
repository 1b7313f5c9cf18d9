"""A login that itself says for whom it is: let in as who acts, asked for, ended by the patient."""

import re

import httpx
import pytest

from consent.representation import choosing, listing
from consent.statements import fetch
from integration.identity.browsing import Browser
from portal.database import transaction
from portal.frame.render import CSRF_FIELD
from support.stage import START, PatientHere, Stage, lines_of

BANNER = "U bekijkt het dossier van Piet Zon."
FOR_PIET, FOR_NOBODY = {"person": "2"}, {"person": "3"}


@pytest.fixture
async def piet(stage: Stage) -> PatientHere:
    """Give the patient."""
    return await stage.patient(5, name="Piet Zon")


async def token_on(browser: Browser, path: str) -> tuple[httpx.Response, str]:
    page = await browser.client.get(path)
    found = re.search(rf'name="{CSRF_FIELD}" value="([^"]+)"', page.text)
    return page, found[1] if found else ""


async def test_the_login_is_for_the_patient_and_opens_nothing_by_itself(
    browser: Browser, anna: PatientHere, piet: PatientHere
) -> None:
    await browser.log_in(**FOR_PIET)
    page, _ = await token_on(browser, "/mijn")
    assert BANNER in page.text
    assert (await browser.client.get("/mijn/dossier")).status_code == 403
    acts = [(one["event_subtype"], one["user_role"]) for one in await lines_of(piet.person)]
    assert acts == [("representation.register", "mandatee"), ("dossier.view", "mandatee")]
    [login] = await lines_of(anna.person)
    assert login["responsible_id"] == piet.person


async def test_the_practice_decides_and_the_patient_ends_it(
    browser: Browser, anna: PatientHere, piet: PatientHere
) -> None:
    await browser.log_in(**FOR_PIET)
    _, token = await token_on(browser, "/mijn/inzage")
    form = {CSRF_FIELD: token, "praktijk": str(piet.id)}
    assert (await browser.client.post("/mijn/inzage", data=form)).status_code == 303
    [known] = await listing.who_acts_for(piet.person, START)
    await piet.released(START, known.one.representative, known.one.id)
    assert (await browser.client.get("/mijn/dossier")).status_code == 200
    async with transaction():
        await choosing.withdraw(piet.reader, known.one.id, START)
    assert (await browser.client.get("/mijn/dossier")).status_code == 403


async def test_it_holds_in_that_login_alone(
    browser: Browser, anna: PatientHere, piet: PatientHere
) -> None:
    await browser.log_in(**FOR_PIET)
    [known] = await listing.who_acts_for(piet.person, START)
    await piet.released(START, known.one.representative, known.one.id)
    await browser.log_in()
    page, token = await token_on(browser, "/mijn/namens")
    assert "Piet" not in page.text
    form = {CSRF_FIELD: token, "voor": str(piet.person)}
    assert (await browser.client.post("/mijn/namens", data=form)).status_code == 404


async def test_nobody_is_made_because_a_login_names_them(
    browser: Browser, anna: PatientHere
) -> None:
    before = await fetch("select count(*) from person")
    answer = await browser.log_in(**FOR_NOBODY)
    assert answer.status_code == 403
    assert await fetch("select count(*) from person") == before
