"""Somebody who reads English chooses it once; only what was written about them stays Dutch."""

import re

from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way
from unit.paper.reading import Reading

DUTCH = re.compile(r"\b(uw|u|van|voor|het|een|niet|wie|praktijk|huisarts|je)\b", re.IGNORECASE)
NOT_MARKED_DUTCH = """
() => {
    const copy = document.body.cloneNode(true);
    copy.querySelectorAll('[lang=nl], dialog').forEach(part => part.remove());
    return copy.textContent;
}
"""


def test_a_patient_asks_and_reads_in_english(arrive: Arrive) -> None:
    eva = arrive(Way(390, checked=EVERY_WIDTH, language="en"))
    given_she_chooses_english(eva)
    when_she_logs_in_and_asks(eva)
    then_everything_of_the_portal_is_english(eva)
    then_the_list_of_who_looked_is_english(eva)
    then_it_stays_english_after_logging_out(eva)


def given_she_chooses_english(eva: Visit) -> None:
    eva.open("/")
    eva.reads("Uw medisch dossier, rustig bekijken")
    eva.press("English")
    eva.reads("Log in with the trial DigiD")


def when_she_logs_in_and_asks(eva: Visit) -> None:
    eva.follow("Log in with the trial DigiD")
    eva.choose("Eva Smit")
    eva.press("Log in")
    eva.follow("Ask to see your record")
    eva.press("Send request")


def then_everything_of_the_portal_is_english(eva: Visit) -> None:
    then_it_is_english(eva)
    eva.follow("Home")
    then_it_is_english(eva)
    eva.follow("Results")
    then_it_is_english(eva)
    eva.follow("Allergie voor huisstof")
    then_it_is_english(eva)
    eva.follow("Letters")
    eva.follow("Brief van de longarts")
    then_it_is_english(eva)
    eva.follow("Record")
    then_it_is_english(eva)
    eva.go(eva.page.locator("main article a"))
    then_it_is_english(eva)


def then_the_list_of_who_looked_is_english(eva: Visit) -> None:
    eva.follow("Who looked?")
    then_it_is_english(eva)
    name, file = eva.save("Save as PDF")
    assert name == "who-looked-at-my-record.pdf"
    assert DUTCH.findall(Reading(file).text()) == []


def then_it_stays_english_after_logging_out(eva: Visit) -> None:
    eva.activate(eva.page.get_by_role("button", name="Log out").first)
    eva.page.wait_for_url("**/uitgelogd?state=*")
    then_it_is_english(eva)


def then_it_is_english(eva: Visit) -> None:
    assert eva.page.locator("html").get_attribute("lang") == "en"
    found = DUTCH.findall(eva.page.evaluate(NOT_MARKED_DUTCH))
    assert found == [], f"{eva.page.url} says {found}"
