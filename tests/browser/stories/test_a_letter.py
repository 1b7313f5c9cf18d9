"""A letter waits for the GP's accord; then the patient reads the explanation and keeps the file."""

import pytest

from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way

TITLE = "Verslag van de fysiotherapeut"
EXPLANATION = "Uw knie geneest goed. Blijf oefenen."


@pytest.fixture(scope="module")
def gp(arrive: Arrive) -> Visit:
    """Let the GP log in, on a telephone."""
    visit = arrive(Way(390, checked=EVERY_WIDTH))
    visit.log_in("A. van Dijk", staff=True)
    return visit


@pytest.fixture(scope="module")
def anna(arrive: Arrive) -> Visit:
    """Let a patient with access log in."""
    visit = arrive(Way(1280, checked=EVERY_WIDTH))
    visit.log_in("Anna de Vries")
    return visit


def test_a_letter_is_there_once_the_gp_agrees(gp: Visit, anna: Visit) -> None:
    given_anna_does_not_see_it(anna)
    address = when_the_gp_reads_it(gp)
    then_it_has_no_address_yet(anna, address)
    when_the_gp_explains_it_and_agrees(gp)
    then_anna_reads_it(anna)


def given_anna_does_not_see_it(anna: Visit) -> None:
    anna.follow("Brieven")
    anna.reads("Brief van de cardioloog")
    anna.reads_not(TITLE)


def when_the_gp_reads_it(gp: Visit) -> str:
    gp.open("/praktijk/brieven")
    gp.go(gp.page.locator("td a"))
    gp.reads(TITLE, "wacht op akkoord")
    name, file = gp.save("Brief openen")
    assert name.endswith(".pdf")
    assert file.startswith(b"%PDF")
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
    anna.reads(EXPLANATION, "Fysiotherapie De Brug")
    _, file = anna.save("Brief opslaan")
    assert file.startswith(b"%PDF")
