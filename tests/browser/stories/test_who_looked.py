"""A patient finds one look in ten years, asks about it, reads the answer, and takes it all home."""

from datetime import UTC, datetime, timedelta

from browser.site import Site
from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way
from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.model import Actor, ActorKind, Function
from consent.statements import fetch, fetch_one
from portal.database import opened, transaction
from support import databases
from unit.paper.reading import Reading

THEN = datetime(2018, 6, 12, 3, 40, tzinfo=UTC)
STRANGER = Actor(ActorKind.EMPLOYEE, Function.GP, organisation="Huisartsenpost De Nacht")


def test_one_look_in_ten_years_is_found_asked_about_answered_and_taken_home(
    portal_site: Site, arrive_first: Arrive
) -> None:
    databases.apart(years_of_looks(portal_site))
    anna = arrive_first(Way(390, checked=EVERY_WIDTH))
    assistant = arrive_first(Way(1280, scripts=False, checked=EVERY_WIDTH))
    anna.log_in("Anna de Vries")
    when_anna_finds_the_look(anna)
    when_anna_asks_about_it(anna)
    when_the_practice_answers(assistant)
    then_anna_reads_the_answer_at_the_line(anna)
    then_anna_sees_who_is_involved(anna)
    databases.apart(long_ago(portal_site))
    when_anna_logs_in_once_more(anna)
    when_anna_takes_her_file_home(anna)


async def years_of_looks(site: Site) -> None:
    """Let the practice look every month for ten years, and somebody from elsewhere once."""
    assert site.database is not None
    async with opened(site.database.url):
        row = await fetch_one(
            "select f.person, f.practice from patient f join person p on p.id = f.person"
            " where p.given = 'Anna' and p.family = 'Vries'"
        )
        assert row is not None
        assistant = Actor(ActorKind.EMPLOYEE, Function.ASSISTANT, organisation="De Linde")
        months = [
            Event(
                Action.REQUEST_REVIEW,
                datetime(2016, 1, 5, 9, 0, tzinfo=UTC) + timedelta(days=30 * number),
                row["person"],
                practice=row["practice"],
            )
            for number in range(120)
        ]
        async with transaction():
            await accesslog.record(assistant, *months)
            await accesslog.record(STRANGER, Event(Action.DOSSIER_VIEW, THEN, row["person"]))


async def long_ago(site: Site) -> None:
    """Let it be long ago that anybody proved who they are."""
    assert site.database is not None
    async with opened(site.database.url):
        await fetch("update session set proved = false")


def when_anna_finds_the_look(anna: Visit) -> None:
    anna.open("/mijn/logboek")
    anna.reads_not("12 juni 2018")
    anna.page.locator("#van").fill("2018-06-01")
    anna.page.locator("#tot").fill("2018-06-30")
    anna.page.locator("#wie").select_option("buiten")
    anna.press("Toon")
    anna.reads("12 juni 2018", "Huisartsenpost De Nacht", "van buiten uw praktijk")
    assert anna.page.locator(".timeline > li").count() == 1


def when_anna_asks_about_it(anna: Visit) -> None:
    anna.go(anna.page.get_by_role("link", name="Vraag hierover"))
    anna.reads("Huisartsenpost De Nacht", "Huisartsenpraktijk De Linde")
    anna.press("Vraag versturen", status=400)
    anna.reads("Schrijf uw vraag op")
    anna.write("Wat wilt u weten?", "Ik was daar nooit. Wie was dit?")
    anna.press("Vraag versturen")
    anna.reads("Uw vraag is verstuurd")


def when_the_practice_answers(assistant: Visit) -> None:
    assistant.log_in("M. Bos", staff=True)
    assistant.open("/praktijk/meldingen")
    assistant.reads("Wie keek", "Antwoord voor")
    assistant.follow("Anna de Vries")
    assistant.reads("Ik was daar nooit.", "Huisartsenpost De Nacht", "12 juni 2018")
    assistant.write("Uw antwoord", "U belde die nacht met de huisartsenpost.")
    assistant.press("Antwoord versturen")


def then_anna_reads_the_answer_at_the_line(anna: Visit) -> None:
    anna.open("/mijn/logboek?van=2018-06-12&tot=2018-06-12")
    anna.reads("U belde die nacht met de huisartsenpost.", "beantwoord")


def then_anna_sees_who_is_involved(anna: Visit) -> None:
    anna.follow("Wie is bij mijn zorg betrokken?")
    anna.reads("Huisartsenpost De Nacht", "Laatste keer op 12 juni 2018")


def when_anna_logs_in_once_more(anna: Visit) -> None:
    anna.open("/mijn/opslaan")
    anna.reads("Zit u op een computer van iemand anders?", "U logt eerst nog een keer in")
    anna.page.locator("#van").fill("2010-01-01")
    anna.press("Opslaan")
    anna.reads("U logt eerst nog een keer in")
    anna.page.get_by_role("link", name="Nog een keer inloggen").click()
    anna.prove("Anna de Vries")
    anna.reads("U bent opnieuw ingelogd")
    assert anna.page.locator("#van").input_value() == "2010-01-01"


def when_anna_takes_her_file_home(anna: Visit) -> None:
    name, copy = saved(anna, "Opslaan")
    assert name == "mijn-dossier.pdf"
    assert "Mijn dossier" in Reading(copy).text()
    name, log = saved(anna, "PDF")
    assert name == "wie-keek-in-mijn-dossier.pdf"
    assert "Huisartsenpost De Nacht" in Reading(log).text()
    name, sheet = saved(anna, "Tabel (CSV)")
    assert name == "wie-keek-in-mijn-dossier.csv"
    assert "Huisartsenpost De Nacht" in sheet.decode("utf-8-sig")


def saved(anna: Visit, button: str) -> tuple[str, bytes]:
    """Press a button that gives a file."""
    with anna.page.expect_download() as waiting:
        anna.page.get_by_role("button", name=button, exact=True).first.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()
