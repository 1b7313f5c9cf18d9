"""A manager of two practices lets somebody in by a link; they work, and one day they leave."""

import base64
import re
import time
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way
from support.stage import bsn

NAME, PASSWORD = "n.nieuw@example.nl", "acht tekens"
KEY = re.compile(r"[A-Z2-7]{4}(?: [A-Z2-7]{4}){7}")
LINK = re.compile(r"http://\S+/medewerkers/account/link\?sleutel=[A-Za-z0-9._-]+")


@pytest.fixture(scope="module")
def manager(arrive: Arrive) -> Visit:
    """Let the manager of two practices log in."""
    visit = arrive(Way(1280, checked=EVERY_WIDTH))
    visit.log_in("M. Mulder", staff=True)
    return visit


@pytest.fixture(scope="module")
def newcomer(arrive: Arrive) -> Visit:
    """Give somebody who was never here."""
    return arrive(Way(390, checked=EVERY_WIDTH))


def test_somebody_gets_an_account_and_loses_it(manager: Visit, newcomer: Visit) -> None:
    given_the_manager_says_where_they_work(manager)
    link = when_the_manager_invites_somebody(manager)
    codes = when_they_open_the_link(newcomer, link)
    then_they_log_in_in_two_steps(newcomer, codes)
    then_they_register_a_patient(newcomer)
    then_they_see_where_they_are_logged_in(newcomer)
    when_the_manager_lets_them_leave(manager)
    newcomer.open("/praktijk/patienten")
    newcomer.reads("als wie logt u in?")


def given_the_manager_says_where_they_work(manager: Visit) -> None:
    manager.reads("Waar werkt u nu?")
    manager.go(manager.page.get_by_role("button", name="Huisartsenpraktijk De Linde"))
    manager.follow("Medewerkers")
    manager.reads("Medewerkers en rechten", "J. Kuiper")


def when_the_manager_invites_somebody(manager: Visit) -> str:
    manager.follow("Medewerker toevoegen")
    manager.write("Voorletters en achternaam", "Balie")
    manager.press("Toevoegen", status=400)
    manager.write("Voorletters en achternaam", "N. Nieuw")
    manager.write("Of het e-mailadres", NAME)
    manager.choose("Doktersassistent")
    manager.choose("Patiënten inschrijven")
    manager.press("Toevoegen")
    found = LINK.search(manager.page.locator("main").inner_text())
    assert found
    return found[0]


def when_they_open_the_link(newcomer: Visit, link: str) -> list[str]:
    parts = urlsplit(link)
    newcomer.open(f"{parts.path}?{parts.query}")
    fill(newcomer, PASSWORD, "")
    newcomer.press("Account openen", status=400)
    newcomer.reads("minstens 15 tekens")
    fill(newcomer, PASSWORD, shown(newcomer))
    newcomer.press("Account openen")
    newcomer.reads("Bewaar deze herstelcodes")
    return [code.inner_text() for code in newcomer.page.locator("code").all()]


def fill(newcomer: Visit, password: str, code: str) -> None:
    for name, value in {"password": password, "again": password, "code": code}.items():
        newcomer.page.locator(f"#{name}").fill(value)


def shown(newcomer: Visit) -> str:
    found = KEY.search(newcomer.page.locator("main").inner_text())
    assert found
    secret = base64.b32decode(found[0].replace(" ", ""))
    clock = TOTP(secret, 6, SHA1(), 30, enforce_key_length=False)  # noqa: S303
    return clock.generate(int(time.time())).decode()


def then_they_log_in_in_two_steps(newcomer: Visit, codes: list[str]) -> None:
    newcomer.follow("Inloggen")
    newcomer.page.locator("#name").fill(NAME)
    newcomer.page.locator("#password").fill("iets anders")
    newcomer.press("Verder", status=403)
    newcomer.page.locator("#password").fill(PASSWORD)
    newcomer.press("Verder")
    newcomer.page.locator("#code").fill("000000")
    newcomer.press("Inloggen", status=403)
    newcomer.page.locator("#code").fill(codes[3])
    newcomer.press("Inloggen")
    newcomer.reads("Wat wacht er?")


def then_they_register_a_patient(newcomer: Visit) -> None:
    newcomer.open("/praktijk/patienten")
    newcomer.page.locator("#number").fill("niets")
    newcomer.press("Zoeken", status=400)
    newcomer.follow("Patiënt inschrijven")
    newcomer.press("Inschrijven", status=400)
    newcomer.page.locator("#bsn").fill(bsn(4000))
    newcomer.page.locator("#given").fill("Zoë")
    newcomer.page.locator("#own_prefix").fill("van 't")
    newcomer.page.locator("#own_family").fill("Hooft")
    newcomer.page.locator("#year").fill("1970")
    newcomer.press("Inschrijven")
    newcomer.reads("Zoë van 't Hooft", "De patiënt is ingeschreven")
    newcomer.page.locator("#died").fill("2999-01-01")
    newcomer.press("Overlijden vastleggen", status=400)
    newcomer.open("/praktijk/patienten")
    newcomer.page.locator("#family").fill("hooft")
    newcomer.page.locator("#year").fill("1970")
    newcomer.press("Zoeken")
    newcomer.reads("1 gevonden")


def then_they_see_where_they_are_logged_in(newcomer: Visit) -> None:
    newcomer.open("/praktijk/sessies")
    newcomer.reads("dit apparaat")


def when_the_manager_lets_them_leave(manager: Visit) -> None:
    manager.open("/praktijk/medewerkers")
    manager.follow("N. Nieuw")
    manager.press("Uit dienst melden")
    manager.reads("De medewerker is uit dienst", "meldde N. Nieuw uit dienst")
