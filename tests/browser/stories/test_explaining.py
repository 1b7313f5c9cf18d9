"""The pages that explain, reached from the foot of every page, in both languages."""

import pytest

from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Way

NARROW = Way(320, checked=EVERY_WIDTH)
PAGES = {
    "Hulp en contact": "Dit portaal is niet voor spoed.",
    "Privacy": "Wij gebruiken alleen cookies die nodig zijn.",
    "Toegankelijkheid": "nog niet door een onafhankelijk bureau onderzocht",
    "Voorwaarden": "Ziet u gegevens van een ander?",
}


@pytest.mark.parametrize("name", PAGES)
def test_somebody_who_is_not_logged_in_reads_it(arrive: Arrive, name: str) -> None:
    anybody = arrive(NARROW)
    anybody.open("/")
    anybody.follow(name)
    anybody.reads(PAGES[name], "Contact met uw praktijk", "Huisartsenpraktijk De Linde")


def test_employees_find_help_in_their_own_frame(arrive: Arrive) -> None:
    assistant = arrive(NARROW)
    assistant.log_in("M. Bos", staff=True)
    assistant.follow("Hulp en contact")
    assistant.reads("Werkt u in een praktijk?", "M. Bos")


def test_patients_find_help_in_their_own_frame(arrive: Arrive) -> None:
    anna = arrive(Way(390, scripts=False))
    anna.log_in("Anna de Vries")
    anna.follow("Hulp en contact")
    anna.reads("Anna de Vries", "Inzage vragen")
