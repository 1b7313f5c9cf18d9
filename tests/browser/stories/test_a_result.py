"""A result comes in; the GP publishes it for later, invites, or keeps it; the patient reads on."""

from datetime import datetime, timedelta

import pytest

from browser.site import Site
from browser.stories import laboratory
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
    gp.choose("Publiceren")
    gp.choose("Later")
    gp.write("Dag", f"{moment:%Y-%m-%d}")
    gp.write("Tijd", f"{moment:%H:%M}")
    gp.press("Publiceren")
    gp.reads("De uitslag komt later online")


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
