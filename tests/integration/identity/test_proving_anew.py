"""Taking a file home asks who one is once more, and goes on for the same person."""

import re
from datetime import datetime
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from consent.statements import fetch
from integration.identity.browsing import Browser, set_clock
from integration.patient.test_log_of_another import mandated
from portal.frame.render import CSRF_FIELD
from support.stage import PatientHere, Stage, lines_of

FILES = {
    "/mijn/opslaan/bestand?vorm=csv&van=2026-01-01": "/mijn/opslaan",
    "/mijn/logboek.pdf?van=2026-01-01": "/mijn/logboek",
    "/mijn/logboek.csv?van=2026-01-01": "/mijn/opslaan",
    "/mijn/logboek.json?van=2026-01-01": "/mijn/opslaan",
}
LATER = 14


LOGIN = re.compile(r'href="(/inloggen\?opnieuw=ja[^"]*)"')


async def again(browser: Browser, path: str, **choice: str) -> httpx.Response:
    """Ask for a file, read why not yet, and log in from there."""
    away = await browser.client.get(path)
    assert away.status_code == 303, path
    page = (await browser.client.get(away.headers["location"])).text
    assert "U logt eerst nog een keer in" in page
    found = LOGIN.search(page)
    assert found
    return await browser.log_in(found[1].replace("&amp;", "&"), **choice)


async def stale(browser: Browser, clock_file: Path, moment: datetime) -> None:
    """Log in, and stay for a quarter of an hour."""
    await browser.log_in()
    set_clock(clock_file, moment, minutes=LATER)
    assert (await browser.client.get("/mijn")).status_code == 200
    set_clock(clock_file, moment, minutes=LATER + 2)


async def test_a_file_is_taken_home_soon_after_the_login(
    browser: Browser, anna: PatientHere, clock_file: Path, moment: datetime
) -> None:
    await anna.released()
    await browser.log_in()
    set_clock(clock_file, moment, minutes=LATER)
    for path in FILES:
        assert (await browser.client.get(path)).status_code == 200, path
    page = (await browser.client.get("/mijn/opslaan")).text
    assert "nog een keer in" not in page


async def test_later_it_asks_for_a_fresh_login_and_comes_back_to_the_choice(
    browser: Browser, anna: PatientHere, clock_file: Path, moment: datetime
) -> None:
    await anna.released()
    await stale(browser, clock_file, moment)
    assert "U logt eerst nog een keer in" in (await browser.client.get("/mijn/opslaan")).text
    before = len(await lines_of(anna.person))
    for path, back in FILES.items():
        away = await browser.client.get(path)
        assert away.status_code == 303, path
        assert away.headers["location"].startswith(f"{back}?van=2026-01-01&")
        assert away.headers["location"].endswith("gedaan=eerst")
    assert len(await lines_of(anna.person)) == before
    answer = await again(browser, next(iter(FILES)))
    assert answer.headers["location"] == "/mijn/opslaan?van=2026-01-01&vorm=csv&gedaan=ingelogd"
    page = (await browser.client.get(answer.headers["location"])).text
    assert "U bent opnieuw ingelogd" in page
    assert 'value="csv" checked' in page
    for path in FILES:
        assert (await browser.client.get(path)).status_code == 200, path


async def test_somebody_else_at_the_same_computer_begins_at_the_beginning(
    browser: Browser, anna: PatientHere, clock_file: Path, moment: datetime
) -> None:
    await stale(browser, clock_file, moment)
    answer = await again(browser, "/mijn/logboek.pdf", person="1")
    assert answer.headers["location"] == "/mijn"


async def test_whoever_acts_for_another_goes_on_for_them(
    browser: Browser, anna: PatientHere, stage: Stage, clock_file: Path, moment: datetime
) -> None:
    mother = await stage.patient(7, name="Moeder Bakker")
    await mandated(mother, anna)
    await stale(browser, clock_file, moment)
    page = await browser.client.get("/mijn/namens")
    token = page.text.split(f'name="{CSRF_FIELD}" value="')[1].split('"')[0]
    form = {CSRF_FIELD: token, "voor": str(mother.person)}
    assert (await browser.client.post("/mijn/namens", data=form)).status_code == 303
    answer = await again(browser, "/mijn/logboek.pdf")
    assert answer.headers["location"] == "/mijn/logboek?gedaan=ingelogd"
    page = await browser.client.get(answer.headers["location"])
    assert "U bekijkt het dossier van Moeder Bakker" in page.text
    assert (await browser.client.get("/mijn/logboek.pdf")).status_code == 200
    [subject] = [row["subject"] for row in await fetch("select subject from session")]
    assert subject == UUID(str(mother.person))


@pytest.mark.parametrize("level", ["25", "30"])
async def test_the_highest_level_is_not_asked_again(
    browser: Browser, anna: PatientHere, clock_file: Path, moment: datetime, level: str
) -> None:
    await browser.log_in(person="0", level=level)
    set_clock(clock_file, moment, minutes=LATER)
    await browser.client.get("/mijn")
    set_clock(clock_file, moment, minutes=LATER + 2)
    answer = await browser.client.get("/mijn/logboek.pdf")
    assert answer.status_code == (200 if level == "30" else 303)
