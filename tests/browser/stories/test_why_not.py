"""Somebody at the practice asks why a patient sees something, hides it, and leaves a note."""

import re

import pytest

from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way


@pytest.fixture(scope="module")
def assistant(arrive: Arrive) -> Visit:
    """Let an assistant log in, on a phone."""
    visit = arrive(Way(390, checked=EVERY_WIDTH))
    visit.log_in("M. Bos", staff=True)
    return visit


def test_why_not(assistant: Visit) -> None:
    assistant.open("/praktijk/aanvragen")
    assistant.go(assistant.page.locator("td a").first)
    assistant.go(assistant.page.get_by_role("link", name=re.compile("^Waarom\\?")).first)
    assistant.reads("Waarom wel of niet?", "De patiënt zelf", "De episode is zichtbaar")
    assistant.press("Verberg voor de patiënt")
    assistant.reads("De keuze is opgeslagen", "De episode is verborgen", "Houdt tegen")
    assistant.press("Toon aan de patiënt")
    assistant.reads("De episode is zichtbaar")
    assistant.follow("Wat is te zien, en waarom")
    assistant.reads("Alles in dit dossier", "Verborgen")
    assistant.follow("Notities van de praktijk")
    assistant.write("Wat wilt u opschrijven?", "Liever niet bellen op het werk.")
    assistant.press("Notitie opslaan")
    assistant.reads("De notitie is opgeslagen", "Werkaantekening", "De patiënt mag het opvragen")
    assistant.press("Deel met collega's")
    assistant.reads("De notitie is gedeeld met uw collega's", "Interne notitie")
