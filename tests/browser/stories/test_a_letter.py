"""A letter is added by hand, waits for the accord of the GP, then its patient reads and has it."""

import pytest

from browser import harness
from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way
from portal.demo.people import people
from support.letters import written

TITLE = "Verslag van de knie"
EXPLANATION = "Uw knie geneest goed. Blijf oefenen."
WORDS = "De pijn in de knie neemt af."
FILE = written(("Geachte huisarts,", "", "", WORDS))


@pytest.fixture(scope="module")
def assistant(arrive: Arrive) -> Visit:
    """Let an assistant who registers patients log in."""
    visit = arrive(Way(1280))
    visit.log_in("M. Bos", staff=True)
    return visit


@pytest.fixture(scope="module")
def gp(arrive: Arrive) -> Visit:
    """Let the GP log in, on a telephone."""
    visit = arrive(Way(390))
    visit.log_in("A. van Dijk", staff=True)
    return visit


@pytest.fixture(scope="module")
def anna(arrive: Arrive) -> Visit:
    """Let a patient with access log in."""
    visit = arrive(Way(1280))
    visit.log_in("Anna de Vries")
    return visit


def test_a_letter_is_there_once_the_gp_agrees(assistant: Visit, gp: Visit, anna: Visit) -> None:
    given_an_assistant_adds_it(assistant)
    given_anna_does_not_see_it(anna)
    address = when_the_gp_reads_it(gp)
    then_it_has_no_address_yet(anna, address)
    when_the_gp_explains_it_and_agrees(gp)
    then_anna_reads_it(anna)


def given_an_assistant_adds_it(assistant: Visit) -> None:
    bsn = next(one.bsn for one in people().residents if one.key == "anna")
    assistant.open("/praktijk/patienten")
    assistant.write("Burgerservicenummer (BSN)", bsn)
    assistant.press("Zoeken")
    assistant.follow("Anna de Vries")
    assistant.follow("Brief toevoegen")
    assistant.write("Onderwerp", TITLE)
    assistant.write("Van wie is de brief?", "Fysiotherapie De Brug")
    assistant.page.get_by_label("Soort brief").select_option("paramedic")
    _choose(assistant, b"geen brief")
    assistant.press("Toevoegen", status=400)
    assistant.reads("De brief is geen PDF")
    at_every_width(assistant)
    _choose(assistant, FILE)
    assistant.press("Toevoegen")
    assistant.reads("De brief staat in het dossier")


def given_anna_does_not_see_it(anna: Visit) -> None:
    anna.follow("Brieven")
    anna.reads("Brief van de cardioloog")
    anna.reads_not(TITLE)


def when_the_gp_reads_it(gp: Visit) -> str:
    gp.open("/praktijk/brieven")
    gp.go(gp.page.locator("td a").last)
    gp.reads(TITLE, "wacht op akkoord", WORDS)
    at_every_width(gp)
    name, file = gp.save("Brief openen")
    assert (name, file) == ("brief.pdf", FILE)
    return gp.page.url.removeprefix(gp.site.portal).replace("/praktijk/", "/mijn/")


def then_it_has_no_address_yet(anna: Visit, address: str) -> None:
    anna.open(address, status=404)
    anna.open(f"{address}/bestand", status=404)


def when_the_gp_explains_it_and_agrees(gp: Visit) -> None:
    gp.write("Uitleg in gewone woorden", EXPLANATION)
    gp.press("Voorbeeld vernieuwen")
    preview = gp.page.get_by_role("region", name="Voorbeeld van de pagina van de patiënt")
    assert EXPLANATION in preview.inner_text()
    gp.press("Akkoord, laat de brief zien")
    gp.reads("De patiënt kan de brief nu lezen")


def then_anna_reads_it(anna: Visit) -> None:
    anna.open("/mijn/brieven")
    anna.follow(TITLE)
    anna.reads(EXPLANATION, "Fysiotherapie De Brug", WORDS, "automatisch uit de PDF gehaald")
    at_every_width(anna)
    _, file = anna.save("Brief opslaan")
    assert file == FILE


def _choose(assistant: Visit, file: bytes) -> None:
    kept = {"name": "brief.pdf", "mimeType": "application/pdf", "buffer": file}
    assistant.page.get_by_label("Bestand").set_input_files(kept)


def at_every_width(visit: Visit) -> None:
    harness.check(visit.page, widths=EVERY_WIDTH)
