"""A mother looks for her child, a youth decides about her, a mandate comes and goes at the desk."""

from browser import harness
from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way
from consent.dates import today
from portal.clock import now
from portal.demo.people import people
from unit.paper.reading import Reading

PHONE, BARE = Way(390), Way(320, scripts=False)
LINDE = "Huisartsenpraktijk De Linde"
SPARE_BSN = "999900146"
BANNER = "U bekijkt het dossier van {} Bakker."


def test_a_mother_looks_for_her_child_and_goes_back(arrive: Arrive) -> None:
    karin = arrive(PHONE)
    when_karin_turns_to(karin, "Finn")
    karin.follow("Dossier")
    karin.follow("Alle contacten over: Oorontsteking")
    karin.reads(BANNER.format("Finn"), "Het rechteroor is ontstoken.")
    when_karin_reads_when_she_looked(karin)
    karin.open("/mijn/wie-mag-wat")
    karin.reads("12 jaar", "Uw toegang stopt om 00:00 uur.", "Ouder")
    at_every_width(karin)
    karin.open("/mijn/gegevens", status=403)
    karin.reads("Dit kan alleen voor uzelf.")
    karin.press("Terug naar uw eigen dossier")
    karin.reads_not("Finn")


def test_a_youth_decides_what_her_mother_sees_and_stops_it(arrive: Arrive) -> None:
    lotte, karin = arrive(BARE), arrive(PHONE)
    lotte.log_in("Lotte Bakker")
    lotte.follow("Wie mag wat zien, tot wanneer?")
    lotte.follow("Kies wat Karin Bakker ziet")
    lotte.choose("Ja, behalve wat ik hieronder aankruis")
    lotte.choose("Anticonceptie")
    at_every_width(lotte)
    lotte.press("Opslaan")
    lotte.reads("Uw keuze is opgeslagen.", "Klachten die u erbuiten laat: 1.")
    when_karin_turns_to(karin, "Lotte")
    karin.open("/mijn/inzage")
    karin.press("Aanvraag versturen")
    when_the_practice_approves(arrive(PHONE))
    karin.open("/mijn/dossier")
    karin.reads("Enkel verzwikt")
    karin.reads_not("Anticonceptie")
    at_every_width(lotte)
    lotte.press(f"Stop dit nu \u2013 Karin Bakker, {LINDE}")
    lotte.reads("U zei nee.")
    karin.open("/mijn/dossier", status=403)
    karin.reads("beslist de jongere zelf wie meekijkt")


def test_a_mandate_is_registered_at_the_desk_and_withdrawn(arrive: Arrive) -> None:
    assistant = arrive(PHONE)
    assistant.log_in("M. Bos", staff=True)
    when_bram_is_looked_up(assistant)
    assistant.follow("Vertegenwoordigers en machtigingen")
    assistant.press("Registreren", status=400)
    assistant.reads("Vul de achternaam in.")
    labels = {
        "BSN van de vertegenwoordiger": SPARE_BSN,
        "Voornaam": "Wil",
        "Achternaam": "Helder",
        "Dag": "1",
        "Maand": "2",
        "Jaar": "1970",
    }
    for label, value in labels.items():
        assistant.write(label, value)
    assistant.choose("Gemachtigde")
    assistant.choose("Ondertekende machtiging van de patiënt")
    assistant.choose("De patiënt en de vertegenwoordiger samen")
    assistant.press("Registreren")
    assistant.reads("De vertegenwoordiger is geregistreerd.", "Wil Helder", "M. Bos")
    assistant.reads_not(SPARE_BSN)
    at_every_width(assistant)
    assistant.press("Registratie intrekken \u2013 Wil Helder")
    assistant.reads("De registratie is ingetrokken.", "Gestopt door", "de praktijk")


def when_karin_turns_to(karin: Visit, name: str) -> None:
    karin.log_in("Karin Bakker")
    karin.follow("Namens iemand anders kijken")
    karin.press(f"Kijk namens {name} Bakker")
    karin.reads(BANNER.format(name))


def when_karin_reads_when_she_looked(karin: Visit) -> None:
    karin.open("/mijn/logboek")
    karin.reads("Wat anderen deden, staat er niet in.", BANNER.format("Finn"))
    karin.reads_not("Vraag hierover", "Gecontroleerd")
    at_every_width(karin)
    name, log = karin.save("Opslaan als PDF")
    assert name == "wie-keek-in-mijn-dossier.pdf"
    assert "Wanneer keek ik in dit dossier?" in Reading(log).text()


def when_the_practice_approves(assistant: Visit) -> None:
    assistant.log_in("M. Bos", staff=True)
    assistant.open("/praktijk/aanvragen")
    assistant.follow("Lotte Bakker")
    assistant.reads("door Karin Bakker (Ouder)", "Iemand anders vraagt dit aan.")
    assistant.press("Vrijgeven")


def when_bram_is_looked_up(assistant: Visit) -> None:
    bram = next(one for one in people().residents if one.key == "bram")
    born = bram.born(today(now()))
    assistant.open("/praktijk/patienten")
    assistant.write("Achternaam, zonder voorvoegsel", "Jansen")
    for label, value in (("Dag", born.day), ("Maand", born.month), ("Jaar", born.year)):
        assistant.write(label, str(value))
    assistant.press("Zoeken")
    assistant.follow("Bram Jansen")


def at_every_width(visit: Visit) -> None:
    harness.check(visit.page, widths=EVERY_WIDTH)
