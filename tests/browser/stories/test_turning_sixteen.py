"""Somebody turns 16 at midnight: a minute before a person decides, a minute after the rule does."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from browser.site import Site
from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way
from consent.dates import LOCAL

MINUTE = timedelta(minutes=1)


def test_a_minute_decides_who_decides(site: Site, demo: tuple[str, Path], arrive: Arrive) -> None:
    filled_on = date.fromisoformat((demo[1] / "filled-on").read_text())
    midnight = datetime.combine(filled_on + timedelta(days=1), time(), LOCAL)
    site.set_clock(midnight - MINUTE)
    daan = arrive(Way(390, checked=EVERY_WIDTH))
    daan.log_in("Daan van der Meer")
    when_he_asks(daan)
    then_a_person_has_to_decide(daan)
    when_he_takes_it_back(daan)
    site.set_clock(midnight + MINUTE)
    when_he_asks(daan)
    then_the_rule_lets_him_in(daan)


def when_he_asks(daan: Visit) -> None:
    daan.open("/mijn/inzage")
    daan.press("Aanvraag versturen")


def then_a_person_has_to_decide(daan: Visit) -> None:
    daan.reads("Wij hebben uw aanvraag ontvangen", "Uw praktijk kijkt het na")
    daan.open("/mijn/dossier", status=403)


def when_he_takes_it_back(daan: Visit) -> None:
    daan.open("/mijn/inzage")
    daan.press("Aanvraag intrekken")
    daan.reads("ingetrokken")


def then_the_rule_lets_him_in(daan: Visit) -> None:
    daan.reads("Uw dossier staat voor u klaar", "Nagekeken volgens de regels van de praktijk")
    daan.follow("Dossier")
    daan.reads("Verzwikte enkel")
