"""A practice manager chooses what is open; until then, and when it is off, nobody can ask."""

import pytest

from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way

CLOSED = "Deze praktijk biedt nog geen online inzage."


@pytest.fixture(scope="module")
def manager(arrive: Arrive) -> Visit:
    """Let a manager log in whose practice has not chosen anything."""
    visit = arrive(Way(390, checked=EVERY_WIDTH))
    visit.log_in("R. Postma", staff=True)
    return visit


@pytest.fixture(scope="module")
def joost(arrive: Arrive) -> Visit:
    """Let a patient of that practice log in."""
    visit = arrive(Way(320, checked=EVERY_WIDTH))
    visit.log_in("Joost Prins")
    return visit


def test_nobody_can_ask_until_the_practice_has_chosen(manager: Visit, joost: Visit) -> None:
    then_joost_reads_why_he_cannot_ask(joost)
    given_the_manager_sees_that_nothing_was_chosen(manager)
    when_the_manager_chooses_one_and_a_day_too_early(manager)
    when_the_manager_chooses_everything(manager)
    then_it_says_who_chose_it(manager)
    then_joost_can_ask(joost)


def test_a_practice_that_closes_says_so(manager: Visit, joost: Visit) -> None:
    manager.open("/praktijk/werkafspraken")
    choose(manager, "Notities (E- en P-regels)", "Uit")
    manager.press("Afspraken opslaan")
    manager.reads("De afspraken zijn opgeslagen", "Patiënten kunnen nog geen inzage vragen")
    then_joost_reads_why_he_cannot_ask(joost)


def given_the_manager_sees_that_nothing_was_chosen(manager: Visit) -> None:
    manager.open("/praktijk/werkafspraken")
    manager.reads("Nog niet gekozen. Het blijft uit tot u kiest.")
    manager.reads("Nog niet gekozen. Een medewerker beslist tot u kiest.")
    manager.reads("Patiënten kunnen nog geen inzage vragen")
    assert manager.page.get_by_role("radio", checked=True).count() == 0


def when_the_manager_chooses_one_and_a_day_too_early(manager: Visit) -> None:
    choose(manager, "Notities (E- en P-regels)", "Aan")
    manager.press("Afspraken opslaan")
    manager.reads("De afspraken zijn opgeslagen", "Nog niet gekozen. Het blijft uit tot u kiest.")
    manager.write("Notities vanaf", "2019-01-01")
    manager.press("Afspraken opslaan", status=400)
    assert "Kies een dag vanaf 1 juli 2020." in manager.page.locator(":focus").inner_text()


def when_the_manager_chooses_everything(manager: Visit) -> None:
    choose(manager, "Uitslagen (diagnostische waarden)", "Aan")
    choose(manager, "Hoe beoordeelt u een aanvraag?", "Met de hand")
    choose(manager, "Inzage onder 16 jaar", "Geen inzage")
    choose(manager, "Ouders en voogden", "Niet")
    manager.write("Notities vanaf", "2020-07-01")
    choose(manager, "Afgesloten episodes", "Alleen met attentiewaarde")
    choose(manager, "E- en P-regels zonder contact", "Verborgen")
    choose(manager, "Bepalingen van voor de vrijgave", "14 maanden")
    choose(manager, "Uitslagen binnen", "7 dagen")
    choose(manager, "Code per e-mail als tweede stap", "Niet toestaan")
    choose(manager, "Namen van medewerkers in ‘Wie keek?’", "Alleen de functie")  # noqa: RUF001
    manager.press("Afspraken opslaan")


def then_it_says_who_chose_it(manager: Visit) -> None:
    manager.reads("De afspraken zijn opgeslagen", "R. Postma")
    manager.reads_not("Nog niet gekozen", "Patiënten kunnen nog geen inzage vragen")


def then_joost_reads_why_he_cannot_ask(joost: Visit) -> None:
    joost.open("/mijn/inzage")
    joost.reads(CLOSED)
    assert joost.page.get_by_role("button", name="Aanvraag versturen").count() == 0


def then_joost_can_ask(joost: Visit) -> None:
    joost.open("/mijn/inzage")
    joost.reads_not(CLOSED)
    joost.reads("Aanvraag versturen")


def choose(manager: Visit, setting: str, choice: str) -> None:
    group = manager.page.get_by_role("group", name=setting)
    manager.toggle(group.get_by_label(choice, exact=True))
