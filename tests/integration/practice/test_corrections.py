"""What was registered wrongly put right: names, birth dates, numbers, and a death that was none."""

import httpx
import pytest

from consent.model import Actor
from consent.register import people
from consent.statements import fetch
from integration.practice.conftest import Form, asked
from integration.practice.registering import NEW, SEARCH, TYPED, item, logged_in, sent, status_of
from support.stage import Stage, bsn, lines_of

OWN = TYPED | {"partner_prefix": "", "partner_family": "", "use": "own"}


async def corrected(client: httpx.AsyncClient, page: str, **changes: str) -> httpx.Response:
    """Fill in the form of a registration as it comes, with these changes."""
    form = Form((await client.get(f"{page}/verbeteren")).text)
    for name, value in ({"why": "mistake"} | changes).items():
        form.with_(name, value)
    return await client.post(f"{page}/verbeteren", data=form.data)


@pytest.mark.parametrize(
    ("changes", "told", "part"),
    [
        ({"own_family": "Zonneveld"}, "van Zonneveld", "name"),
        ({"partner_family": "Zee", "use": "partner"}, "Ánna-Sofie Zee", "name"),
        ({"day": "18"}, "18 mei 1960", "born"),
        ({"day": ""}, "mei 1960", "born"),
        ({"day": "", "month": ""}, "1960", "born"),
        ({"month": ""}, "17 (maand onbekend) 1960", "born"),
    ],
    ids=str,
)
async def test_a_part_that_is_put_right_is_a_line_with_its_reason(
    client: httpx.AsyncClient, clerk: Actor, changes: dict[str, str], told: str, part: str
) -> None:
    page = f"{SEARCH}/{item(await sent(client, NEW, NEW, bsn=bsn(3), **OWN))}"
    answer = await corrected(client, page, why="official", **changes)
    assert answer.headers["location"] == f"{page}?gedaan=patient_corrected"
    assert told in (await client.get(page)).text
    (person,) = await fetch("select id from person")
    (line,) = [
        one for one in await lines_of(person["id"]) if one["event_subtype"] == "patient.correct"
    ]
    assert (line["object_detail"], line["reason_text"]) == (part, "official")
    assert line["user_id"] == clerk.id


async def test_the_patient_reads_that_and_why_something_was_put_right(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor
) -> None:
    anna = await stage.patient(0)
    await corrected(client, f"{SEARCH}/{anna.id}", own_family="Baker", why="official")
    headers = await logged_in(anna)
    client.cookies.clear()
    page = (await client.get("/mijn/logboek", headers=headers)).text
    assert "Uw inschrijving verbeterd" in page
    assert "Reden: zo staat het in een officieel document." in page


async def test_what_was_right_already_is_no_line(client: httpx.AsyncClient, clerk: Actor) -> None:
    page = f"{SEARCH}/{item(await sent(client, NEW, NEW, bsn=bsn(3), **TYPED))}"
    answer = await corrected(client, page)
    assert answer.headers["location"] == f"{page}?gedaan=patient_same"
    (person,) = await fetch("select id from person")
    told = {one["event_subtype"] for one in await lines_of(person["id"])}
    assert told == {"patient.register", "patient.review"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"why": ""},
        {"own_family": ""},
        {"own_family": "Zon\u202e"},
        {"day": "31", "month": "2"},
        {"bsn": "123456789"},
    ],
    ids=str,
)
async def test_what_cannot_be_is_said_on_the_page_and_changes_nothing(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor, wrong: dict[str, str]
) -> None:
    anna = await stage.patient(0)
    answer = await corrected(client, f"{SEARCH}/{anna.id}", **wrong)
    assert answer.status_code == 400
    (row,) = await fetch("select given, family, born from person")
    assert tuple(row) == ("Anna", "Bakker", "1960-05-17")


async def test_somebody_without_a_number_gets_one_and_can_then_log_in(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor
) -> None:
    page = f"{SEARCH}/{item(await sent(client, NEW, NEW, no_bsn='newborn', **OWN))}"
    await corrected(client, page, bsn=bsn(4))
    found = await people.person_of(stage.vault.bsn_keys(bsn(4)))
    assert found is not None
    told = (await client.get(page)).text
    assert bsn(4)[-3:] in told
    assert "kan niet inloggen" not in told


async def test_with_another_number_all_access_so_far_ends(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor
) -> None:
    anna = await stage.patient(0)
    await anna.released()
    await asked(anna)
    await logged_in(anna)
    await corrected(client, f"{SEARCH}/{anna.id}", bsn=bsn(4))
    assert await people.person_of(stage.vault.bsn_keys(bsn(0))) is None
    assert await status_of("release", anna.id) == [("ended", "renumbered")]
    assert ("expired", "") in await status_of("request", anna.id)
    assert await fetch("select id from session where kind = 'patient'") == []
    line = (await lines_of(anna.person))[-1]
    assert (line["event_subtype"], line["object_detail"]) == ("patient.correct", "bsn")


async def test_a_number_of_somebody_else_or_shared_with_a_practice_is_refused(
    client: httpx.AsyncClient, stage: Stage, mill: Stage, clerk: Actor
) -> None:
    anna = await stage.patient(0)
    await stage.patient(1)
    page = f"{SEARCH}/{anna.id}"
    answer = await corrected(client, page, bsn=bsn(1))
    assert (answer.status_code, "hoort al bij iemand anders" in answer.text) == (403, True)
    await mill.patient(0)
    answer = await corrected(client, page, bsn=bsn(4))
    assert (answer.status_code, "ook bij een andere praktijk" in answer.text) == (403, True)
    assert bsn(4) not in answer.text
    found = await people.person_of(stage.vault.bsn_keys(bsn(0)))
    assert found is not None
    assert found.id == anna.person


async def test_a_death_that_was_none_is_revoked_at_every_practice_and_access_asked_anew(
    client: httpx.AsyncClient, stage: Stage, mill: Stage, clerk: Actor
) -> None:
    anna, there = await stage.patient(0), await mill.patient(0)
    await anna.released()
    page = f"{SEARCH}/{anna.id}"
    await sent(client, page, f"{page}/overleden", died="2026-03-01")
    found = await sent(client, SEARCH, SEARCH, bsn=bsn(0))
    assert f"{SEARCH}/{anna.id}" in found.text
    assert "overleden" in found.text
    assert (await sent(client, page, f"{page}/niet-overleden")).status_code == 400
    answer = await sent(client, page, f"{page}/niet-overleden", why="reported")
    assert answer.headers["location"] == f"{page}?gedaan=patient_death_undo"
    for file in (anna, there):
        assert await status_of("file", file.id) == [("", "true")]
    assert await status_of("release", anna.id) == [("ended", "died")]
    assert await people.person_of(stage.vault.bsn_keys(bsn(0))) is not None
    lines = [
        (one["practice"], one["reason_text"])
        for one in await lines_of(anna.person)
        if one["event_subtype"] == "patient.death_undo"
    ]
    assert lines == [(stage.practice, "reported"), (mill.practice, "reported")]


async def test_who_did_not_die_or_left_otherwise_is_not_brought_back(
    client: httpx.AsyncClient, stage: Stage, clerk: Actor
) -> None:
    anna = await stage.patient(0)
    page = f"{SEARCH}/{anna.id}"
    answer = await sent(client, page, f"{page}/niet-overleden", why="mistake")
    assert answer.status_code == 403
    line = (await lines_of(anna.person))[-1]
    assert (line["event_subtype"], line["checks"]) == ("patient.death_undo", "not_deceased")
    await sent(client, page, f"{page}/uitschrijven")
    # A practice that is left sees no more of somebody than it kept.
    for address in (page, f"{page}/verbeteren"):
        assert (await client.get(address)).status_code == 404
    answer = await sent(client, NEW, f"{page}/niet-overleden", why="mistake")
    assert answer.status_code == 404
    assert str(anna.id) not in (await sent(client, SEARCH, SEARCH, bsn=bsn(0))).text
    assert await status_of("file", anna.id) == [("deregistered", "false")]


async def test_another_practice_revokes_and_corrects_nothing(
    client: httpx.AsyncClient, stage: Stage, mill: Stage, clerk: Actor
) -> None:
    theirs = await mill.patient(0)
    page = f"{SEARCH}/{theirs.id}"
    assert (await client.get(f"{page}/verbeteren")).status_code == 404
    answer = await sent(client, NEW, f"{page}/niet-overleden", why="mistake")
    assert answer.status_code == 404
    typed = OWN | {"why": "mistake"}
    assert (await sent(client, NEW, f"{page}/verbeteren", **typed)).status_code == 404
    assert [row["given"] for row in await fetch("select given from person")] == ["Anna"]
