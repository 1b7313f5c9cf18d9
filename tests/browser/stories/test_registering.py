"""An assistant finds somebody registered twice, makes one of them, and puts what is wrong right."""

from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way
from consent.dates import today
from portal.clock import now
from portal.demo.people import people

NARROW = Way(320, scripts=False, checked=EVERY_WIDTH)


def test_a_double_is_merged_a_name_put_right_a_result_linked_and_a_death_revoked(
    arrive_first: Arrive,
) -> None:
    assistant = arrive_first(NARROW)
    assistant.log_in("M. Bos", staff=True)
    double = when_gijs_is_found_twice(assistant)
    when_both_become_one(assistant, double)
    when_the_name_is_put_right(assistant)
    when_a_result_of_nobody_is_linked(assistant)
    when_a_death_is_recorded_and_revoked(assistant)


def when_gijs_is_found_twice(assistant: Visit) -> str:
    gijs = next(one for one in people().residents if one.key == "gijs")
    born = gijs.born(today(now()))
    assistant.open("/praktijk/patienten")
    assistant.write("Achternaam, zonder voorvoegsel", "Mulder")
    for label, value in (("Dag", born.day), ("Maand", born.month), ("Jaar", born.year)):
        assistant.write(label, str(value))
    assistant.press("Zoeken")
    assistant.reads("2 gevonden")
    found = assistant.page.get_by_role("link", name="Gijs Mulder").all()
    for address in [str(link.get_attribute("href")) for link in found]:
        assistant.open(address)
        facts = assistant.page.locator("dl.summary").first.inner_text()
        if "geen BSN" in facts:
            double = assistant.page.locator("dl.summary dd").first.inner_text()
        else:
            keep = address
    assistant.open(keep)
    return double


def when_both_become_one(assistant: Visit, double: str) -> None:
    assistant.write("Dossiernummer van de dubbele inschrijving", "1")
    assistant.press("Bekijk beide", status=403)
    assistant.reads("Er is hier geen andere inschrijving met dit nummer.")
    assistant.write("Dossiernummer van de dubbele inschrijving", double)
    assistant.press("Bekijk beide")
    assistant.reads("Deze blijft: Gijs Mulder", "Deze gaat hierin op: Gijs Mulder", double)
    assistant.press("Samenvoegen")
    assistant.reads("De dubbele inschrijving is samengevoegd")


def when_the_name_is_put_right(assistant: Visit) -> None:
    assistant.follow("Gegevens verbeteren")
    assistant.page.locator("#own_family").fill("Muller")
    assistant.press("Opslaan", status=400)
    assistant.reads("Kies waarom u dit verandert.")
    assistant.choose("De patiënt of familie meldde het")
    assistant.press("Opslaan")
    assistant.reads("De inschrijving is verbeterd", "Gijs Muller")


def when_a_result_of_nobody_is_linked(assistant: Visit) -> None:
    page = assistant.page.url.partition("?")[0].removeprefix(assistant.site.portal)
    number = assistant.page.locator("dl.summary dd").first.inner_text()
    assistant.open("/praktijk/aangehouden")
    assistant.go(assistant.page.locator("td a").first)
    assistant.reads("Wil Verzonnen", "OBX[1]", "Het BSN is afgeschermd.")
    assistant.press("Lees opnieuw")
    assistant.reads("Het bericht wacht nog")
    assistant.go(assistant.page.locator("td a").first)
    assistant.press("Koppelen", status=400)
    assistant.reads("Kies hoe u dat weet.")
    assistant.write("Dossiernummer", number)
    assistant.choose("De afzender bevestigde het, bijvoorbeeld aan de telefoon")
    assistant.write("Leg het uit, in 10 tot 500 tekens", "Gebeld met het laboratorium.")
    assistant.press("Koppelen")
    assistant.reads("Er is niets aangehouden.")
    assistant.open(page)


def when_a_death_is_recorded_and_revoked(assistant: Visit) -> None:
    page = assistant.page.url.partition("?")[0].removeprefix(assistant.site.portal)
    assistant.write("Dag van overlijden", today(now()).isoformat())
    assistant.press("Overlijden vastleggen")
    assistant.reads("Het overlijden is vastgelegd")
    assistant.open(page)
    assistant.reads("De inschrijving is geëindigd", "Overleden op")
    assistant.choose("Het is verkeerd vastgelegd")
    assistant.press("Overlijden herroepen")
    assistant.reads("Het overlijden is herroepen", "De patiënt kan opnieuw inzage vragen.")
