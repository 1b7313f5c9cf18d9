"""Finding one look in ten years: by period, by who, page by page; and asking about it."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import chain

import httpx

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.model import Actor, ActorKind, Function
from integration.patient.conftest import LogIn
from portal.database import transaction
from support.stage import START, PatientHere, Stage, lines_of

NUMBERS = re.compile(r'timeline__nr[ a-z]*">regels? ([^<]+)<')
OLDER = re.compile(r'href="(/mijn/logboek\?[^"]*voor=[^"]+)"')
ELSEWHERE = Actor(ActorKind.EMPLOYEE, Function.GP, organisation="Huisartsenpost")


async def looked(patient: PatientHere, actor: Actor, *moments: datetime) -> None:
    """Let somebody look at results at these moments."""
    practice = actor.practice
    events = [
        Event(Action.RESULTS_LIST, at, person=patient.person, practice=practice) for at in moments
    ]
    async with transaction():
        await accesslog.record(actor, *events)


def numbers(page: str) -> list[int]:
    """Every number that a page names, spans written out."""
    found = []
    for named in NUMBERS.findall(page):
        for part in named.split(", "):
            first, _, last = part.partition("\u2013")
            found += range(int(first), int(last or first) + 1)
    return found


async def everywhere(client: httpx.AsyncClient, query: str) -> list[int]:
    """The numbers of all pages."""
    return list(chain.from_iterable(await walked(client, f"/mijn/logboek?{query}")))


async def walked(client: httpx.AsyncClient, path: str) -> list[list[int]]:
    """The numbers of each page, from the newest to the end."""
    pages = []
    while path:
        page = (await client.get(path)).text
        pages.append(numbers(page))
        further = OLDER.search(page)
        path = further[1].replace("&amp;", "&") if further else ""
    return pages


async def test_every_line_of_ten_years_comes_by_once_also_when_filtered(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    moments = [START - timedelta(days=9 * n, minutes=n) for n in range(400)]
    await looked(patient, stage.gp, *moments[::2])
    await looked(patient, patient.reader, *moments[1::2])
    await log_in(patient)
    # Each page that is opened is a line of its own, which the next pages do not show.
    pages = await walked(client, "/mijn/logboek?tot=2026-03-03")
    whole = list(chain.from_iterable(pages))
    assert len(pages) > 5
    assert Counter(Counter(whole).values()) == {1: len(whole)}
    expected = len([at for at in moments if at.date() <= date(2026, 3, 3)])
    assert len(whole) == expected
    year = list(
        chain.from_iterable(await walked(client, "/mijn/logboek?van=2020-01-01&tot=2020-12-31"))
    )
    assert len(year) == len([at for at in moments if at.year == 2020])
    others = await everywhere(client, "wie=anderen")
    assert len(others) == 200
    here = list(
        chain.from_iterable(await walked(client, "/mijn/logboek?wie=De+Linde&tot=2019-12-31"))
    )
    assert sorted(here) == sorted(set(here) & set(others))
    assert len(here) == len([at for at in moments[::2] if at.year < 2020])


async def test_a_day_is_told_whole_and_what_says_the_same_once(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    day = datetime(2026, 2, 10, 8, 0, tzinfo=UTC)
    await looked(patient, stage.gp, *(day + timedelta(minutes=n) for n in range(3)))
    await looked(patient, patient.reader, *(day - timedelta(days=n) for n in range(1, 49)))
    await looked(patient, stage.gp, *(day - timedelta(days=49, minutes=n) for n in range(9)))
    await log_in(patient)
    first = (await client.get("/mijn/logboek?tot=2026-02-28")).text
    assert "3 keer." in first
    assert "9 keer." not in first
    assert "9 keer." in (await client.get(OLDER.findall(first)[0].replace("&amp;", "&"))).text


async def test_looks_from_elsewhere_are_marked_and_found(
    stage: Stage, mill: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await mill.patient()
    await looked(patient, stage.gp, START)
    await looked(patient, mill.gp, START)
    await looked(patient, ELSEWHERE, START - timedelta(days=1))
    await log_in(patient)
    page = (await client.get("/mijn/logboek")).text
    assert page.count("is-outside") == 1
    assert page.count("van buiten uw praktijk") == 1
    found = (await client.get("/mijn/logboek?wie=buiten")).text
    assert "Huisartsenpost" in found.split("<ol")[1]
    assert len(numbers(found)) == 1


async def test_a_period_that_makes_no_sense_is_told_and_changes_nothing(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await looked(patient, stage.gp, START)
    await log_in(patient)
    for query, sentence in (
        ("van=2026-13-01", "Vul een datum in"),
        ("van=2026-03-02&tot=2026-03-01", "De laatste dag ligt voor de eerste"),
    ):
        page = (await client.get(f"/mijn/logboek?{query}")).text
        assert sentence in page
        assert numbers(page)
    nothing = (await client.get("/mijn/logboek?van=1990-01-01&tot=1990-12-31")).text
    assert "Niets gevonden" in nothing
    typed = (await client.get("/mijn/logboek?van=04-03-2026")).text
    assert 'value="2026-03-04"' in typed


async def test_a_question_goes_to_the_practice_once_and_the_answer_stands_at_the_line(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await looked(patient, stage.gp, START)
    [line] = await lines_of(patient.person)
    token = await log_in(patient)
    path = f"/mijn/logboek/{line['id']}/vraag"
    assert "Uw vraag gaat naar De Linde" in (await client.get(path)).text
    empty = await client.post(path, data={"csrf_token": token, "vraag": " "})
    assert (empty.status_code, "Schrijf uw vraag op" in empty.text) == (400, True)
    form = {"csrf_token": token, "vraag": "Waarom keek u?"}
    assert (await client.post(path, data=form)).status_code == 303
    assert (await client.post(path, data=form)).status_code == 403
    page = (await client.get("/mijn/logboek?wie=anderen")).text
    assert "Waarom keek u?" in page
    assert "antwoord uiterlijk 3 april 2026" in page
    assert path not in page
    last = (await lines_of(patient.person))[-3:]
    assert [row["event_subtype"] for row in last] == ["question.ask", "question.ask", "log.view"]
