"""Patients found, registered, moved, taken off the list and made one, by the practice itself."""

import asyncio

import httpx
import pytest

from consent import tables
from consent.errors import Refused
from consent.model import Actor, Function, Reason, Right
from consent.register import enrolment
from consent.register.enrolment import Elsewhere, Registration
from consent.register.names import NameUse, RegisteredName
from consent.statements import fetch
from integration.practice.conftest import asked
from integration.practice.registering import NEW, SEARCH, TYPED, item, logged_in, sent, status_of
from portal.database import transaction
from soak import rounds
from support.stage import START, Stage, bsn, lines_of


async def test_a_patient_is_registered_with_all_parts_of_the_name(
    client: httpx.AsyncClient, clerk: Actor
) -> None:
    file = item(await sent(client, NEW, NEW, bsn=bsn(3), **TYPED))
    page = (await client.get(f"{SEARCH}/{file}")).text
    for told in ("Ánna-Sofie den Braber-van Zon", "17 mei 1960", f"******{bsn(3)[-3:]}"):
        assert told in page
    assert bsn(3) not in page
    (row,) = await tables.Person.select()
    assert (row["own_prefix"], row["own_family"]) == ("van", "Zon")
    actions = [line["event_subtype"] for line in await lines_of(row["id"])]
    assert actions == ["patient.register", "patient.review"]


@pytest.mark.parametrize(
    ("use", "name"),
    [
        (NameUse.OWN, "Wilma van Zon"),
        (NameUse.PARTNER, "Wilma den Braber"),
        (NameUse.PARTNER_OWN, "Wilma den Braber-van Zon"),
        (NameUse.OWN_PARTNER, "Wilma van Zon-den Braber"),
    ],
)
def test_people_go_by_the_name_they_chose(use: NameUse, name: str) -> None:
    registered = RegisteredName(
        given="Wilma",
        own_prefix="van",
        own_family="Zon",
        partner_prefix="den",
        partner_family="Braber",
        use=use,
    )
    assert registered.used.full == name


@pytest.mark.parametrize(
    ("parts", "born"),
    [
        (("", "", "1960"), "1960"),
        (("", "2", "1960"), "1960-02"),
        (("29", "2", "1960"), "1960-02-29"),
        (("13", "", "1966"), "1966-00-13"),
        (("13", "00", "1966"), "1966-00-13"),
    ],
)
async def test_a_birth_date_is_kept_as_far_as_it_is_known(
    client: httpx.AsyncClient, clerk: Actor, parts: tuple[str, str, str], born: str
) -> None:
    typed = TYPED | dict(zip(("day", "month", "year"), parts, strict=True))
    item(await sent(client, NEW, NEW, bsn=bsn(3), **typed))
    assert [row["born"] for row in await fetch("select born from person")] == [born]


@pytest.mark.parametrize(
    "wrong",
    [
        {"bsn": "123456789"},
        {"bsn": ""},
        {"no_bsn": "abroad"},
        {"given": ""},
        {"own_family": ""},
        {"partner_family": ""},
        {"day": "31", "month": "2"},
        {"day": "32", "month": ""},
        {"day": "1", "month": "", "year": ""},
        {"year": "1800"},
        {"born_unknown": "yes"},
        {"own_family": "x" * 201},
    ],
    ids=str,
)
async def test_what_cannot_be_is_said_on_the_page_and_writes_nothing(
    client: httpx.AsyncClient, clerk: Actor, wrong: dict[str, str]
) -> None:
    answer = await sent(client, NEW, NEW, **{**TYPED, "bsn": bsn(3), **wrong})
    assert answer.status_code == 400
    assert bsn(3) not in answer.text
    assert await fetch("select id from person") == []


async def test_without_a_bsn_there_is_a_reason_and_paper_alone(
    client: httpx.AsyncClient, clerk: Actor
) -> None:
    typed = {**TYPED, "given": "", "given_unknown": "yes", "no_bsn": "newborn"}
    first = item(await sent(client, NEW, NEW, **typed))
    second = item(await sent(client, NEW, NEW, **typed))
    assert first != second
    page = (await client.get(f"{SEARCH}/{first}")).text
    assert "Pasgeboren" in page
    assert "kopie van het dossier op papier" in page


async def test_many_clerks_at_once_make_one_person_per_bsn(stage: Stage, clerk: Actor) -> None:
    mill = await Stage.set(name="De Molen")
    colleagues = [clerk, await mill.employee(Function.ASSISTANT, Right.PATIENTS_CHANGE)]
    numbers = rounds(5, 50)

    async def registers(one: int) -> str:
        new = Registration(
            bsn=bsn(one % numbers),
            name=RegisteredName(given="Anna", own_family="Bakker"),
            born="1960-05-17",
            elsewhere=Elsewhere.ALSO,
        )
        try:
            async with transaction():
                await enrolment.register(colleagues[one % 2], stage.vault, new, START)
        except Refused as refusal:
            return refusal.reason
        return "done"

    outcomes = await asyncio.gather(*map(registers, range(numbers * 4)))
    assert set(outcomes) <= {"done", Reason.ALREADY_ENROLLED}
    assert len(await fetch("select id from person")) == numbers
    files = await fetch("select person, practice from patient")
    assert len(files) == len({tuple(row) for row in files}) == outcomes.count("done")


@pytest.mark.parametrize(
    "search",
    [
        {"number": "{number}"},
        {"number": "{digits}"},
        {"bsn": "{bsn}"},
        {"family": "bakker", "day": "17", "month": "5", "year": "1960"},
    ],
    ids=["number", "digits", "bsn", "name"],
)
async def test_a_search_finds_by_number_bsn_or_name_and_is_a_line(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor, search: dict[str, str]
) -> None:
    anna = await stage.patient(0)
    (row,) = await fetch("select number from patient where id = $1", anna.id)
    number = row["number"]
    known = {"number": number, "digits": number.lstrip("P0"), "bsn": bsn(0)}
    typed = {key: value.format(**known) for key, value in search.items()}
    page = await sent(client, SEARCH, SEARCH, **typed)
    assert f"{SEARCH}/{anna.id}" in page.text
    assert bsn(0) not in page.text
    (line,) = await lines_of(None)
    assert (line["event_subtype"], line["practice"]) == ("patient.search", stage.practice)
    assert line["object_detail"] in {"number", "bsn", "name"}
    assert line["object_id"] == stage.practice


async def test_nobody_of_another_practice_is_found(
    client: httpx.AsyncClient, mill: Stage, clerk: Actor
) -> None:
    await mill.patient(0)
    page = await sent(client, SEARCH, SEARCH, bsn=bsn(0))
    assert "Niemand gevonden" in page.text


async def test_a_move_ends_the_old_file_and_the_new_practice_decides_anew(
    client: httpx.AsyncClient, stage: Stage, mill: Stage, clerk: Actor
) -> None:
    there = await mill.patient(3, name="Anna Zon")
    await there.released()
    typed = {**TYPED, "partner_family": "", "use": "own", "bsn": bsn(3)}
    doubt = await sent(client, NEW, NEW, **typed)
    assert doubt.status_code == 403
    assert "staat bij een andere praktijk ingeschreven" in doubt.text
    assert "De Molen" not in doubt.text
    here = item(await sent(client, NEW, NEW, **typed, elsewhere="moved"))
    assert await status_of("file", there.id) == [("moved", "false")]
    assert await status_of("release", there.id) == [("ended", "moved")]
    assert await status_of("release", here) == []
    told = [(line["event_subtype"], line["practice"]) for line in await lines_of(there.person)]
    assert told == [("patient.move", mill.practice), ("patient.register", stage.practice)]


async def test_a_bsn_with_another_birth_date_tells_nothing_of_its_person(
    client: httpx.AsyncClient, mill: Stage, clerk: Actor
) -> None:
    await mill.patient(3)
    answer = await sent(client, NEW, NEW, **{**TYPED, "bsn": bsn(3), "year": "1961"})
    assert answer.status_code == 403
    assert "hoort bij een andere geboortedatum" in answer.text
    assert len(await fetch("select id from patient")) == 1


LEAVING = {
    "uitschrijven": ({}, "deregistered", "patient.deregister"),
    "overleden": ({"died": "2026-03-01"}, "died", "patient.death"),
}


@pytest.mark.parametrize("act", LEAVING)
async def test_leaving_closes_everything_at_once_and_keeps_the_log(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor, act: str
) -> None:
    form, reason, line = LEAVING[act]
    anna = await stage.patient(0)
    await anna.released()
    await asked(anna)
    await anna.report()
    await logged_in(anna)
    page = f"{SEARCH}/{anna.id}"
    answer = await sent(client, page, f"{page}/{act}", **form)
    assert answer.headers["location"] == f"{SEARCH}?gedaan={line.replace('.', '_')}"
    assert await status_of("file", anna.id) == [(reason, "false")]
    assert await status_of("release", anna.id) == [("ended", reason)]
    assert ("expired", "") in await status_of("request", anna.id)
    assert await fetch("select id from session where kind = 'patient'") == []
    told = await client.get(page)
    assert told.status_code == (200 if reason == "died" else 404)
    assert ("De inschrijving is geëindigd" in told.text) is (reason == "died")
    assert "samenvoegen" not in told.text
    lines = [one["event_subtype"] for one in await lines_of(anna.person)]
    assert [one for one in lines if one != "patient.review"][-1] == line


async def test_who_died_does_not_come_back_by_logging_in_or_by_a_message(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor
) -> None:
    from consent.register import people  # noqa: PLC0415 - only here

    anna = await stage.patient(0)
    page = f"{SEARCH}/{anna.id}"
    await sent(client, page, f"{page}/overleden", died="2026-03-01")
    assert await people.person_of(stage.vault.bsn_keys(bsn(0))) is None
    assert await people.person_by_id(anna.person) is None
    assert await people.has_left(stage.vault.bsn_keys(bsn(0)), stage.practice)
    again = await sent(client, NEW, NEW, **{**TYPED, "bsn": bsn(0)})
    assert "als overleden gemeld" in again.text


@pytest.mark.parametrize("died", ["", "2026-03-05", "1-1-26", "niet"])
async def test_a_death_has_a_day_that_has_been(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor, died: str
) -> None:
    anna = await stage.patient(0)
    page = f"{SEARCH}/{anna.id}"
    assert (await sent(client, page, f"{page}/overleden", died=died)).status_code == 400
    assert await status_of("file", anna.id) == [("", "true")]


async def test_who_left_can_be_registered_again_and_asks_anew(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor
) -> None:
    anna = await stage.patient(0)
    await anna.released()
    page = f"{SEARCH}/{anna.id}"
    await sent(client, page, f"{page}/uitschrijven")
    assert item(await sent(client, NEW, NEW, **{**TYPED, "bsn": bsn(0)})) == anna.id
    assert await status_of("file", anna.id) == [("", "true")]
    assert await status_of("release", anna.id) == [("ended", "deregistered")]
