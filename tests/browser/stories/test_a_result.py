"""A result comes in; the GP publishes it for later, invites, or keeps it; the patient reads on."""

from datetime import datetime, timedelta

import msgspec
import pytest
from playwright.sync_api import Page

from browser.site import Site
from browser.stories import keys, laboratory
from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way
from consent.dates import LOCAL
from portal.demo.dossiers import DemoReport, DemoResult

TEN = datetime.now(LOCAL).replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=1)
VITAMIN = DemoReport(
    key="story-d",
    title="Vitamine D",
    ago=0,
    results=(DemoResult("25-OH vitamine D", "1989-3", "31", "nmol/L", low="50", flag="L"),),
)
LIVER = DemoReport(
    key="story-lever",
    title="Leverwaarden",
    ago=0,
    results=(DemoResult("ALAT", "1742-6", "88", "U/L", high="34", flag="H"),),
)


THIRTY, STOPS = 30, 60
HAS_FOCUS = """
() => {
    const here = document.activeElement;
    return here.tagName === 'BUTTON' ? here.innerText.trim() : here.name || '';
}
"""


@pytest.fixture(scope="module")
def credential(site: Site) -> str:
    """Set the clock at ten o'clock, and connect a laboratory."""
    site.set_clock(TEN)
    return laboratory.connect(site, TEN)


@pytest.fixture(scope="module")
def gp(arrive: Arrive, credential: str) -> Visit:
    """Let the GP log in."""
    visit = arrive(Way(1280, checked=EVERY_WIDTH))
    visit.log_in("A. van Dijk", staff=True)
    return visit


@pytest.fixture(scope="module")
def anna(arrive: Arrive, credential: str) -> Visit:
    """Let a patient with access log in, on a telephone."""
    visit = arrive(Way(390, checked=EVERY_WIDTH))
    visit.log_in("Anna de Vries")
    return visit


def test_a_planned_result_is_there_from_its_minute_on(
    site: Site, credential: str, gp: Visit, anna: Visit
) -> None:
    laboratory.deliver(site, credential, VITAMIN, TEN)
    when_the_gp_opens(gp, "Vitamine D")
    when_the_gp_publishes_for_later(gp, TEN + timedelta(minutes=1))
    address = the_address_of_the_last_result(gp)
    then_anna_sees_nothing_yet(anna, address)
    site.set_clock(TEN + timedelta(minutes=1))
    then_anna_sees_it_everywhere(anna, address)


def test_an_invitation_shows_no_value(site: Site, credential: str, gp: Visit, anna: Visit) -> None:
    laboratory.deliver(site, credential, LIVER, TEN)
    when_the_gp_opens(gp, "Leverwaarden")
    gp.choose("Alleen uitnodigen (uitslag nog niet tonen)")
    gp.press("Alleen uitnodigen")
    gp.reads("De patiënt is uitgenodigd")
    then_anna_reads_that_the_doctor_wants_to_talk(anna)


def test_without_conclusion_nothing_is_published_and_nothing_is_lost(gp: Visit) -> None:
    when_the_gp_opens(gp, "Bloedsuiker")
    gp.write("Wat betekent dit?", "Uw suiker is goed geregeld.")
    gp.choose("Publiceren")
    gp.press("Publiceren", status=400)
    then_the_fault_is_said_and_has_the_focus(gp)


def test_a_result_kept_as_an_action_stays_with_the_practice(gp: Visit, anna: Visit) -> None:
    when_the_gp_opens(gp, "Bloedsuiker")
    gp.choose("Opslaan als actie")
    gp.press("Opslaan als actie")
    gp.reads("De uitslag staat op de actielijst")
    gp.open("/praktijk/uitslagen")
    gp.go(gp.page.get_by_role("link", name="Actielijst"))
    gp.reads("opgeslagen als actie")
    anna.open("/mijn/uitslagen")
    anna.reads_not("Bloedsuiker")


def test_thirty_results_are_answered_by_keyboard_alone(
    site: Site, credential: str, gp: Visit
) -> None:
    told = [
        msgspec.structs.replace(LIVER, key=f"dertig-{number}", title=f"Lever {number}")
        for number in range(THIRTY)
    ]
    laboratory.deliver(site, credential, told[0], TEN, *told[1:])
    gp.page.goto(f"{gp.site.portal}/praktijk/uitslagen")
    waiting = how_many_wait(gp)
    keys.reach(gp.page, gp.page.locator("tbody a").first)
    the_keyboard_leads_on(gp.page, "Enter")
    when_the_gp_answers_by_keyboard(gp.page, "Publiceren", {})
    known: dict[str, int] = {}
    for _ in range(THIRTY - 2):
        assert gp.page.locator(":focus").get_attribute("id") == "share"
        when_the_gp_answers_by_keyboard(gp.page, "Publiceren", known)
    when_the_gp_answers_by_keyboard(gp.page, "Bevestigen, naar lijst", known)
    gp.look()
    gp.reads("De uitslag is gepubliceerd")
    assert how_many_wait(gp) == waiting - THIRTY


def test_what_is_left_to_do_has_somebody_who_does_it(gp: Visit) -> None:
    gp.open("/praktijk/uitslagen?stand=actielijst")
    gp.reads("A. van Dijk", "Voor")
    gp.go(gp.page.locator("tbody a").first)
    gp.go(gp.page.get_by_role("link", name="Bekijk of wijzig de actie"))
    gp.write("Besproken op", f"{TEN:%Y-%m-%d}")
    gp.press("Actie opslaan")
    gp.reads("De actie is opgeslagen", "Actie: besproken op een dag")


def test_the_practice_sees_how_long_its_results_wait(arrive: Arrive, gp: Visit) -> None:
    manager = arrive(Way(1280))
    manager.log_in("J. Kuiper", staff=True)
    manager.way = Way(1280, checked=EVERY_WIDTH)
    manager.open("/praktijk/cijfers")
    manager.reads("Van binnenkomst tot publicatie", "9 van de 10", "Alleen uw praktijk")


def how_many_wait(gp: Visit) -> int:
    """Read the number on the tab of what waits."""
    return int(gp.page.locator(".tabs a", has_text="Te beoordelen").locator(".count").inner_text())


def when_the_gp_answers_by_keyboard(page: Page, button: str, known: dict[str, int]) -> None:
    """Tab from the values to the words, the act and the button; the way is the same every time."""
    by_tab(page, "conclusion", known)
    page.keyboard.type("Goed.")
    by_tab(page, "act", known)
    page.keyboard.press("Space")
    by_tab(page, button, known)
    the_keyboard_leads_on(page, "Enter")


def by_tab(page: Page, wanted: str, known: dict[str, int]) -> None:
    """Press Tab until a field of this name or a button of these words has the focus."""
    for stop in range(1, STOPS):
        page.keyboard.press("Tab")
        if stop >= known.get(wanted, 1) and page.evaluate(HAS_FOCUS) == wanted:
            known[wanted] = stop
            return
    raise AssertionError(f"{page.url}: no way by keyboard to {wanted}")


def the_keyboard_leads_on(page: Page, key: str) -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def when_the_gp_opens(gp: Visit, title: str) -> None:
    gp.page.goto(f"{gp.site.portal}/praktijk/uitslagen")
    rows = gp.page.locator("td a").evaluate_all("links => links.map(link => link.href)")
    for row in rows:
        gp.page.goto(row)
        if gp.page.get_by_role("heading", name=title).count():
            break
    gp.look()
    gp.reads("te beoordelen", title)


def when_the_gp_publishes_for_later(gp: Visit, moment: datetime) -> None:
    gp.write("Conclusie", "Uw vitamine D is te laag.")
    when_the_gp_puts_in_a_text(gp, "Bloed opnieuw laten prikken")
    gp.choose("Publiceren")
    gp.choose("Later")
    gp.write("Dag", f"{moment:%Y-%m-%d}")
    gp.write("Tijd", f"{moment:%H:%M}")
    gp.press("Publiceren")
    gp.reads("De uitslag komt later online")


def when_the_gp_puts_in_a_text(gp: Visit, name: str) -> None:
    gp.page.get_by_label("Standaardtekst", exact=True).select_option(label=name)
    gp.press("Invoegen")
    gp.reads("Wat u al had geschreven, is blijven staan.", "is een moeilijk woord")
    typed = gp.page.locator("#conclusion").input_value()
    assert typed == "Uw vitamine D is te laag.\nVitamine D is te laag."


def the_address_of_the_last_result(gp: Visit) -> str:
    gp.open("/praktijk/uitslagen")
    gp.go(gp.page.get_by_role("link", name="Gepubliceerd"))
    gp.reads("komt later online")
    row = gp.page.locator("tr", has_text="komt later online")
    address = row.get_by_role("link").get_attribute("href") or ""
    gp.open(address)
    gp.reads("Komt online op")
    return address.replace("/praktijk/", "/mijn/")


def then_anna_sees_nothing_yet(anna: Visit, address: str) -> None:
    anna.open("/mijn")
    anna.reads("Er zijn 3 nieuwe dingen voor u.")
    anna.open("/mijn/uitslagen")
    anna.reads_not("Vitamine D")
    anna.open(address, status=404)


def then_anna_sees_it_everywhere(anna: Visit, address: str) -> None:
    anna.open("/mijn")
    anna.reads("Er zijn 4 nieuwe dingen voor u.")
    anna.follow("Uitslagen")
    anna.reads("Uw vitamine D is te laag.")
    anna.open(address)
    anna.reads("Uw vitamine D is te laag.", "31", "nmol/L", "te laag")
    anna.reads("Moeilijke woorden", "Zonder dat u iets heeft gegeten of gedronken", "25-OH")
    anna.page.get_by_role("heading", name="Vitamine D", exact=True).nth(1).wait_for()


def then_anna_reads_that_the_doctor_wants_to_talk(anna: Visit) -> None:
    anna.open("/mijn/uitslagen")
    anna.page.get_by_role("link", name="Uw huisarts wil een uitslag met u bespreken").first.click()
    anna.look()
    anna.reads("Bel de praktijk voor een afspraak")
    pages = anna.everything()
    assert [path for path, text in pages.items() if "ALAT" in text or "Leverwaarden" in text] == []


def then_the_fault_is_said_and_has_the_focus(gp: Visit) -> None:
    focus = gp.page.locator(":focus")
    assert "Schrijf een conclusie" in focus.inner_text()
    assert gp.page.get_by_label("Wat betekent dit?").input_value() == "Uw suiker is goed geregeld."
    gp.page.get_by_role("link", name="Schrijf een conclusie").click()
    assert gp.page.locator(":focus").get_attribute("name") == "conclusion"
