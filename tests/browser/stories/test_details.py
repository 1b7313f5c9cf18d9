"""A patient reports a fault, gives an address, stops; the practice answers. All without scripts."""

from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way

NARROW = Way(320, checked=EVERY_WIDTH)
PLAIN = Way(390, scripts=False)


def test_details_are_reported_answered_and_access_is_stopped(arrive_first: Arrive) -> None:
    anna, assistant = arrive_first(NARROW), arrive_first(PLAIN)
    when_anna_reports_a_fault(anna)
    when_the_assistant_answers(assistant)
    then_anna_reads_the_answer(anna)
    when_anna_gives_an_address(anna)
    when_anna_stops(anna)
    when_anna_closes_her_account(anna)
    then_the_practice_opens_it_again(assistant)


def when_anna_reports_a_fault(anna: Visit) -> None:
    anna.log_in("Anna de Vries")
    anna.open("/mijn/gegevens")
    anna.reads("Anna de Vries", "******")
    anna.unfold(anna.page.locator("summary").first)
    anna.page.locator("#person-text").fill("Mijn achternaam is De Vries-Bakker.")
    anna.go(anna.page.locator("form", has=anna.page.locator("#person-text")).get_by_role("button"))
    anna.reads("Uw melding is verstuurd", "wacht op antwoord")


def when_the_assistant_answers(assistant: Visit) -> None:
    assistant.log_in("M. Bos", staff=True)
    assistant.open("/praktijk/meldingen")
    assistant.follow("Anna de Vries")
    assistant.reads("Mijn achternaam is De Vries-Bakker.")
    assistant.press("Antwoord versturen", status=400)
    assistant.reads("Schrijf een antwoord")
    assistant.write("Uw antwoord", "Wij hebben het veranderd.")
    assistant.press("Antwoord versturen")
    assistant.reads("Uw antwoord is verstuurd", "Er wacht geen melding.")


def then_anna_reads_the_answer(anna: Visit) -> None:
    anna.open("/mijn/gegevens")
    anna.reads("Wij hebben het veranderd.", "beantwoord")


def when_anna_gives_an_address(anna: Visit) -> None:
    anna.write("Nieuw e-mailadres", "anna")
    anna.press("E-mailadres opslaan", status=400)
    anna.reads("Vul een e-mailadres in zoals naam@voorbeeld.nl")
    anna.page.locator("#address").fill("anna@nieuw.example")
    anna.press("E-mailadres opslaan")
    anna.reads("Kijk in uw e-mail", "anna@nieuw.example")


def when_anna_stops(anna: Visit) -> None:
    anna.press("Stop inzage bij Huisartsenpraktijk De Linde")
    anna.reads("Uw inzage is gestopt")
    anna.open("/mijn/dossier", status=403)


def when_anna_closes_her_account(anna: Visit) -> None:
    anna.open("/mijn/gegevens")
    anna.follow("Mijn account opheffen")
    anna.press("Hef mijn account op")
    anna.page.goto(f"{anna.site.portal}/inloggen")
    anna.choose("Anna de Vries")
    anna.press("Inloggen", status=403)
    anna.reads("Uw account is opgeheven")


def then_the_practice_opens_it_again(assistant: Visit) -> None:
    assistant.open("/praktijk/meldingen")
    assistant.follow("Anna de Vries")
    assistant.press("Account weer openen")
    assistant.reads("Het account is weer open")
