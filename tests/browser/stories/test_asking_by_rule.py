"""A patient of a practice that works by rule asks, and reads everything at once."""

import pytest

from browser.stories.conftest import Arrive
from browser.stories.visit import Visit
from browser.stories.ways import WAYS
from unit.paper.reading import Reading


@pytest.mark.parametrize("way", WAYS)
def test_a_patient_asks_and_sees_the_file_at_once(arrive_first: Arrive, way: str) -> None:
    eva = arrive_first(WAYS[way])
    when_she_logs_in(eva)
    when_she_asks(eva)
    then_her_file_is_open(eva)
    then_a_result_begins_with_its_conclusion(eva)
    then_a_letter_can_be_saved(eva)
    then_an_episode_says_what_was_found_and_planned(eva)
    then_she_sees_and_saves_who_looked(eva)
    then_nothing_is_left_after_logging_out(eva)


def when_she_logs_in(eva: Visit) -> None:
    eva.open("/")
    eva.follow("Inloggen met de proef-DigiD")
    eva.choose("Eva Smit")
    eva.press("Inloggen")
    eva.reads("Eva Smit", "Gezondheidscentrum De Es", "nog niet aangevraagd")


def when_she_asks(eva: Visit) -> None:
    eva.follow("Vraag inzage aan")
    eva.reads("U vraagt inzage aan bij")
    eva.press("Aanvraag versturen")


def then_her_file_is_open(eva: Visit) -> None:
    eva.reads("Uw dossier staat voor u klaar", "Nagekeken volgens de regels van de praktijk")
    eva.follow("Begin")
    eva.reads("staat aan", "Een nieuwe uitslag", "Een nieuwe brief")
    eva.reads_not("huisstof", "longarts")


def then_a_result_begins_with_its_conclusion(eva: Visit) -> None:
    eva.follow("Uitslagen")
    eva.reads("Je bent allergisch voor huisstofmijt.", "1 te hoog", "U ziet misschien niet alles")
    eva.follow("Allergie voor huisstof")
    eva.reads("Conclusie van uw huisarts", "te hoog", "normaal", "3,2", "kU/L")
    said = eva.page.locator("main").inner_text()
    assert said.index("Je bent allergisch") < said.index("Was je beddengoed") < said.index("3,2")


def then_a_letter_can_be_saved(eva: Visit) -> None:
    eva.follow("Brieven")
    eva.follow("Brief van de longarts")
    eva.reads("Uitleg van uw huisarts", "Longziekten, Ziekenhuis Oost")
    name, file = eva.save("Brief opslaan")
    assert name.endswith(".pdf")
    assert "longarts" not in name
    assert file.startswith(b"%PDF")


def then_an_episode_says_what_was_found_and_planned(eva: Visit) -> None:
    eva.follow("Dossier")
    eva.follow("Alle contacten over: Astma")
    eva.reads("Wat de huisarts vond", "Je astma gaat goed", "Het plan", "1 pufje")


def then_she_sees_and_saves_who_looked(eva: Visit) -> None:
    eva.follow("Wie keek?")
    eva.reads("wie via dit portaal keek", "Bekeken: notities", "Opgeslagen: brief")
    name, file = eva.save("Opslaan als PDF")
    assert name == "wie-keek-in-mijn-dossier.pdf"
    words = Reading(file).text()
    assert "Opgeslagen: brief" in words
    assert "Astma" not in words


def then_nothing_is_left_after_logging_out(eva: Visit) -> None:
    eva.activate(eva.page.get_by_role("button", name="Uitloggen").first)
    eva.page.wait_for_url("**/uitgelogd?state=*")
    eva.look()
    eva.reads("U bent uitgelogd")
    for _ in range(4):
        eva.page.go_back()
        assert not eva.page.url.startswith(f"{eva.site.portal}/mijn")
        eva.reads_not("Astma", "huisstof", "longarts")
