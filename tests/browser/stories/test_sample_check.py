"""A month is drawn, a look is judged, and its patient reads that it was checked."""

from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way

NARROW = Way(320, checked=EVERY_WIDTH)
PLAIN = Way(390, scripts=False)
WHY = "Mevrouw belde met een vraag hierover."


def test_a_look_is_checked_and_its_patient_reads_so(arrive_first: Arrive) -> None:
    manager, anna = arrive_first(NARROW), arrive_first(PLAIN)
    when_the_manager_draws_the_sample(manager)
    when_a_look_is_judged(manager)
    when_a_look_is_told_to_whose_file_it_was(manager)
    when_the_manager_asks_who_looked(manager)
    then_anna_reads_what_was_checked_and_what_her_list_covers(anna)


def when_the_manager_draws_the_sample(manager: Visit) -> None:
    manager.log_in("J. Kuiper", staff=True)
    manager.open("/praktijk/steekproef")
    manager.press("Steekproef trekken")
    manager.reads("De steekproef is getrokken", "Te controleren", "Met spoed")


def when_a_look_is_judged(manager: Visit) -> None:
    row = manager.page.locator("tr", has_text="Met spoed").first
    manager.go(row.get_by_role("link"))
    manager.reads("Anna de Vries", "Buiten werktijd", "Was deze inzage terecht?")
    manager.press("Oordeel opslaan", status=400)
    manager.reads("Kies of de inzage terecht was.")
    manager.choose("Terecht")
    manager.press("Oordeel opslaan")
    manager.reads("Het oordeel is opgeslagen")


def when_a_look_is_told_to_whose_file_it_was(manager: Visit) -> None:
    manager.go(
        manager.page.locator("#open + .card tr", has_text="te controleren").last.get_by_role("link")
    )
    name = manager.page.locator("h1").inner_text()
    manager.choose("Onterecht")
    manager.write("Toelichting", "Er was geen reden om te kijken.")
    manager.press("Oordeel opslaan")
    manager.reads("Vraagt meer", "onterecht")
    manager.go(manager.page.locator("tr", has_text="onterecht").first.get_by_role("link"))
    assert manager.page.locator("h1").inner_text() == name
    manager.press("Vertellen", status=400)
    manager.reads("Schrijf op wat u de patiënt vertelt.")
    manager.write("Wat u de patiënt vertelt", "Een medewerker keek zonder reden. Dat spijt ons.")
    manager.press("Vertellen")
    manager.reads("De patiënt kan het nu lezen", "verteld")


def when_the_manager_asks_who_looked(manager: Visit) -> None:
    manager.open("/praktijk/logboek?per=dossier")
    manager.go(manager.page.locator("td.cell-title a").first)
    manager.reads("Waarom wilt u dit zien?")
    manager.write("Waarom wilt u dit zien?", WHY)
    manager.press("Toegangslog tonen")
    manager.reads("Wanneer", "Voor een ander systeem (FHIR)")


def then_anna_reads_what_was_checked_and_what_her_list_covers(anna: Visit) -> None:
    anna.log_in("Anna de Vries")
    anna.open("/mijn/logboek")
    anna.reads(
        "En wie keek in Praktijksysteem De Linde van Huisartsenpraktijk De Linde",
        "Gecontroleerd: een inzage in uw dossier",
        "controleerde Huisartsenpraktijk De Linde 2 keer dat iemand keek. 1 keer mocht dat niet.",
        "Een inzage in uw dossier was niet terecht",
        "Een medewerker keek zonder reden. Dat spijt ons.",
        "Huisartsenpost Utrecht, volgens Praktijksysteem De Linde",
    )
