"""The practice waits with deciding, then says no with a reason; the patient may ask again."""

import pytest

from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way

EXPLANATION = "We willen u eerst leren kennen. Bel ons op een ochtend."


@pytest.fixture(scope="module")
def assistant(arrive: Arrive) -> Visit:
    """Let an assistant log in, on a small window."""
    visit = arrive(Way(320, checked=EVERY_WIDTH))
    visit.log_in("M. Bos", staff=True)
    return visit


@pytest.fixture(scope="module")
def ceyda(arrive: Arrive) -> Visit:
    """Let a patient who asked log in."""
    visit = arrive(Way(1280, checked=EVERY_WIDTH))
    visit.log_in("Ceyda Yılmaz")  # noqa: RUF001 - a Turkish name
    return visit


def test_a_request_is_left_open_and_then_refused(assistant: Visit, ceyda: Visit) -> None:
    when_the_assistant_leaves_it_open(assistant)
    then_ceyda_reads_that_the_practice_waits(ceyda)
    when_the_assistant_opens_what_was_left(assistant)
    then_refusing_needs_a_reason(assistant)
    when_she_refuses(assistant)
    then_ceyda_reads_why(ceyda)
    then_she_may_ask_again(ceyda)


def when_the_assistant_leaves_it_open(assistant: Visit) -> None:
    assistant.open("/praktijk/aanvragen")
    assistant.go(assistant.page.locator("td a"))
    assistant.press("Open laten")
    assistant.reads("De aanvraag is open gelaten", "Er is niets te beoordelen")


def then_ceyda_reads_that_the_practice_waits(ceyda: Visit) -> None:
    ceyda.follow("Bekijk uw aanvragen")
    ceyda.reads("wordt nagekeken", "De praktijk wacht nog met beslissen.")


def when_the_assistant_opens_what_was_left(assistant: Visit) -> None:
    assistant.go(assistant.page.get_by_role("link", name="Open gelaten"))
    assistant.go(assistant.page.locator("td a"))
    assistant.go(assistant.page.get_by_role("link", name="Weigeren"))


def then_refusing_needs_a_reason(assistant: Visit) -> None:
    assistant.write("Uitleg in gewone woorden", EXPLANATION)
    assistant.press("Weigeren", status=400)
    assert "Kies waarom u weigert." in assistant.page.locator(":focus").inner_text()
    assert assistant.page.locator("textarea").input_value() == EXPLANATION


def when_she_refuses(assistant: Visit) -> None:
    assistant.choose("Eerst een gesprek")
    assistant.press("Voorbeeld vernieuwen")
    preview = assistant.page.get_by_role("region", name="Voorbeeld van de pagina van de patiënt")
    assert EXPLANATION in preview.inner_text()
    assistant.press("Weigeren")
    assistant.reads("De aanvraag is geweigerd")


def then_ceyda_reads_why(ceyda: Visit) -> None:
    ceyda.open("/mijn/inzage")
    ceyda.reads("niet vrijgegeven", "De praktijk wil eerst met u praten.", EXPLANATION)
    ceyda.open("/mijn/uitslagen", status=403)
    ceyda.reads("Uw dossier is nog niet vrijgegeven.")


def then_she_may_ask_again(ceyda: Visit) -> None:
    ceyda.open("/mijn/inzage")
    ceyda.press("Aanvraag versturen")
    ceyda.reads("Wij hebben uw aanvraag ontvangen", "wordt nagekeken")
