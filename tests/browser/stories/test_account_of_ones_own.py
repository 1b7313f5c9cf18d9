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
NEW_PASSWORD = "negen tekens"
LINK = re.compile(r"http://\S+/medewerkers/account/link\?sleutel=[A-Za-z0-9._-]+")
CODE = re.compile(r"\b\d{4} \d{4}\b")
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


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
    key, codes = when_they_open_the_link(newcomer, link)
    then_they_log_in_in_two_steps(newcomer, codes)
    then_they_add_a_passkey_and_log_in_with_it(newcomer)
    when_the_practice_agrees_on_codes_by_mail(manager)
    then_a_code_by_mail_is_not_enough_to_give_rights(newcomer, manager)
    when_they_forgot_the_password(newcomer, manager)
    then_the_app_lets_them_in(newcomer, key)
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
    manager.choose("Medewerkers beheren")
    manager.press("Toevoegen")
    found = LINK.search(manager.page.locator("main").inner_text())
    assert found
    return found[0]


def when_they_open_the_link(newcomer: Visit, link: str) -> tuple[str, list[str]]:
    parts = urlsplit(link)
    newcomer.open(f"{parts.path}?{parts.query}")
    fill(newcomer, PASSWORD, "")
    newcomer.press("Account openen", status=400)
    newcomer.reads("minstens 15 tekens")
    found = KEY.search(newcomer.page.locator("main").inner_text())
    assert found
    fill(newcomer, PASSWORD, shown(found[0]))
    newcomer.press("Account openen")
    newcomer.reads("Bewaar deze herstelcodes")
    return found[0], [code.inner_text() for code in newcomer.page.locator("code").all()]


def fill(newcomer: Visit, password: str, code: str | None = None) -> None:
    filled = {"password": password, "again": password} | ({} if code is None else {"code": code})
    for name, value in filled.items():
        newcomer.page.locator(f"#{name}").fill(value)


def shown(key: str, later: int = 0) -> str:
    secret = base64.b32decode(key.replace(" ", ""))
    clock = TOTP(secret, 6, SHA1(), 30, enforce_key_length=False)  # noqa: S303
    return clock.generate(int(time.time()) + later).decode()


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


def then_they_add_a_passkey_and_log_in_with_it(newcomer: Visit) -> None:
    device = newcomer.page.context.new_cdp_session(newcomer.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    newcomer.open("/praktijk/mijn-account")
    newcomer.reads("U heeft nog geen passkey")
    newcomer.page.locator("#called").fill("Mijn telefoon")
    newcomer.press("Passkey maken")
    newcomer.reads("De passkey is bewaard", "Mijn telefoon", "Nog niet gebruikt")
    give_the_password(newcomer, PASSWORD)
    newcomer.look()
    newcomer.press("Inloggen met passkey")
    newcomer.reads("Wat wacht er?")
    newcomer.page.goto(f"{newcomer.site.portal}/praktijk/mijn-account")
    newcomer.reads("Laatst gebruikt op")
    newcomer.press("Passkey weghalen: Mijn telefoon")
    newcomer.reads("De passkey is weggehaald")
    device.detach()


def give_the_password(newcomer: Visit, password: str) -> None:
    newcomer.page.context.clear_cookies(name="portal_session")
    newcomer.page.goto(f"{newcomer.site.portal}/medewerkers/account")
    newcomer.page.locator("#name").fill(NAME)
    newcomer.page.locator("#password").fill(password)
    newcomer.page.get_by_role("button", name="Verder", exact=True).click()
    newcomer.reads("Vul uw code in")


def when_the_practice_agrees_on_codes_by_mail(manager: Visit) -> None:
    manager.open("/praktijk/werkafspraken")
    manager.choose("Toestaan")
    manager.press("Afspraken opslaan")


def then_a_code_by_mail_is_not_enough_to_give_rights(newcomer: Visit, manager: Visit) -> None:
    give_the_password(newcomer, PASSWORD)
    newcomer.press("Stuur een code per e-mail")
    newcomer.reads("Kijk in uw mail")
    newcomer.page.locator("#code").fill(mailed(manager, "Uw code om in te loggen", CODE))
    newcomer.press("Inloggen")
    newcomer.open("/praktijk/medewerkers", status=403)
    newcomer.reads("logt u in met een app of een passkey")
    newcomer.open("/praktijk/mijn-account")
    newcomer.reads("U bent ingelogd zonder app of passkey")


def mailed(anybody: Visit, subject: str, wanted: re.Pattern[str]) -> str:
    for _ in range(20):
        anybody.page.goto(f"{anybody.site.portal}/demo")
        heading = anybody.page.get_by_role("heading", name=subject)
        cards = anybody.page.locator("li.card").filter(has=heading)
        if cards.count() and (found := wanted.search(cards.first.inner_text())):
            return found[0]
        anybody.page.wait_for_timeout(500)
    raise AssertionError(subject)


def when_they_forgot_the_password(newcomer: Visit, manager: Visit) -> None:
    newcomer.open("/medewerkers/account/vergeten")
    newcomer.page.locator("#name").fill(NAME)
    newcomer.press("Link aanvragen")
    newcomer.reads("Kijk in uw mail")
    parts = urlsplit(mailed(manager, "Kies een nieuw wachtwoord", LINK))
    newcomer.open(f"{parts.path}?{parts.query}")
    newcomer.reads("Kies een wachtwoord")
    fill(newcomer, NEW_PASSWORD)
    newcomer.press("Account openen")
    newcomer.reads("Uw account is klaar")
    newcomer.open("/praktijk")
    newcomer.reads("als wie logt u in?")


def then_the_app_lets_them_in(newcomer: Visit, key: str) -> None:
    # The code that connected the app is used up: the next one is half a minute away.
    newcomer.site.move_clock(60)
    give_the_password(newcomer, NEW_PASSWORD)
    newcomer.page.locator("#code").fill(shown(key, 60))
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
