"""Mijn gegevens: what the practice has, what is wrong with it, mail, stopping, and closing."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest

from consent.requests import asking
from integration.patient.conftest import LogIn
from portal.database import transaction
from portal.details import account, reports
from portal.details.model import Waiting
from portal.post.readers import addresses
from portal.post.readers.model import InUse, Reader
from support.stage import START, PatientHere, Stage, bsn, lines_of

HERE = "/mijn/gegevens"


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    """Give a patient whose file is open."""
    patient = await stage.patient()
    await patient.released()
    return patient


async def sent(client: httpx.AsyncClient, token: str, path: str, **fields: Any) -> httpx.Response:
    """Send one of the forms."""
    return await client.post(f"{HERE}{path}", data={"csrf_token": token, **fields})


async def acts(patient: PatientHere) -> list[tuple[str, str]]:
    """Give what stands in the log of somebody."""
    return [(one["event_subtype"], one["outcome"]) for one in await lines_of(patient.person)]


async def test_the_page_shows_what_the_practice_has_and_never_the_whole_bsn(
    anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(anna)
    page = (await client.get(HERE)).text
    assert "Anna Bakker" in page
    assert "17 mei 1960" in page
    assert f"******{bsn(0)[-3:]}" in page
    assert "De Linde" in page
    assert bsn(0) not in page


async def worklist(stage: Stage, at: Stage) -> list[Waiting]:
    async with transaction():
        return await reports.worklist(stage.vault, at.gp, START)


async def test_a_report_reaches_the_practice_and_its_answer_the_patient(
    stage: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(anna)
    told = {"onderdeel": "person", "praktijk": str(anna.id), "tekst": "Ik heet Anne."}
    done = await sent(client, token, "/melden", **told)
    assert done.headers["location"] == f"{HERE}?gedaan=reported"
    (waiting,) = await worklist(stage, stage)
    assert (waiting.report.words, waiting.file.person) == ("Ik heet Anne.", anna.person)
    async with transaction():
        await reports.answer(stage.vault, stage.gp, waiting.report.id, "Is hersteld.", START)
    assert "Is hersteld." in (await client.get(HERE)).text
    assert await worklist(stage, stage) == []
    assert ("report.send", "0") in await acts(anna)
    assert ("report.answer", "0") in await acts(anna)


@pytest.mark.parametrize(
    "change", [{"tekst": " "}, {"tekst": "x" * 2001}, {"onderdeel": "account"}, {"praktijk": "x"}]
)
async def test_a_report_that_is_not_whole_is_asked_again(
    anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient, change: dict[str, str]
) -> None:
    token = await log_in(anna)
    told = {"onderdeel": "person", "praktijk": str(anna.id), "tekst": "Ik heet Anne."}
    assert (await sent(client, token, "/melden", **(told | change))).status_code == 400


async def test_a_report_about_somebody_else_is_not_taken(
    stage: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    other = await stage.patient(1, name="Bas Visser")
    token = await log_in(anna)
    told = {"onderdeel": "person", "praktijk": str(other.id), "tekst": "Dit klopt niet."}
    assert (await sent(client, token, "/melden", **told)).status_code == 400
    assert await worklist(stage, stage) == []


async def test_another_practice_does_not_see_it(
    stage: Stage, mill: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(anna)
    told = {"onderdeel": "bsn", "praktijk": str(anna.id), "tekst": "Dit klopt niet."}
    await sent(client, token, "/melden", **told)
    assert await worklist(stage, mill) == []


async def test_an_address_waits_until_it_is_confirmed(
    stage: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(anna)
    done = await sent(client, token, "/adres", adres=" anna@example.nl ")
    assert done.headers["location"] == f"{HERE}?gedaan=asked"
    found = await addresses.in_use(stage.vault, anna.person, START)
    assert found == InUse("", "anna@example.nl")


async def test_what_is_no_address_is_asked_again(
    anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(anna)
    again = await sent(client, token, "/adres", adres="anna@example.nl\r\nBcc: x@example.nl")
    assert again.status_code == 400
    assert "naam@voorbeeld.nl" in again.text


async def test_messages_are_switched_off_and_on(
    anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(anna)
    for ticked in ([], ["news"], ["news", "request_decided"]):
        await sent(client, token, "/berichten", soort=ticked)
        page = (await client.get(HERE)).text
        assert len(re.findall(r'name="soort"[^>]* checked', page)) == len(ticked)


async def test_access_is_stopped_in_one_step_and_asked_for_again(
    anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(anna)
    assert (await client.get("/mijn/dossier")).status_code == 200
    done = await sent(client, token, "/stoppen", dossier=str(anna.id))
    assert done.headers["location"] == f"{HERE}?gedaan=stopped"
    assert (await client.get("/mijn/dossier")).status_code == 403
    assert ("release.end", "0") in await acts(anna)
    async with transaction():
        asked = await asking.ask(anna.reader, anna.id, START)
    assert asked.status == "submitted"


async def test_nobody_stops_the_access_of_somebody_else(
    stage: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(await stage.patient(1, name="Bas Visser"))
    assert (await sent(client, token, "/stoppen", dossier=str(anna.id))).status_code == 404
    await log_in(anna)
    assert (await client.get("/mijn/dossier")).status_code == 200


async def test_a_closed_account_is_blocked_and_not_deleted(
    stage: Stage, anna: PatientHere, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    token = await log_in(anna)
    async with transaction():
        reader = Reader(id=anna.person)
        await addresses.bring(stage.vault, reader, "anna@example.nl", START - timedelta(days=1))
    assert (await client.get(f"{HERE}/opheffen")).status_code == 200
    done = await sent(client, token, "/opheffen", bevestigd="ja")
    assert done.headers["location"] == "/uitgelogd"
    client.cookies.set("portal_session", "gone")
    assert (await client.get("/mijn")).status_code == 303
    assert await account.is_closed(anna.person)
    assert await addresses.in_use(stage.vault, anna.person, START) == InUse()
    assert {("release.end", "0"), ("account.close", "0")} <= set(await acts(anna))


async def test_the_practice_opens_a_closed_account(stage: Stage, anna: PatientHere) -> None:
    async with transaction():
        await account.close(stage.vault, anna.reader, "nl", START)
    (waiting,) = await worklist(stage, stage)
    async with transaction():
        await account.open_again(stage.vault, stage.gp, waiting.report.id, START)
    assert not await account.is_closed(anna.person)
    assert ("account.open", "0") in await acts(anna)


async def test_somebody_enrolled_nowhere_reads_what_to_do(
    log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(None)
    assert "Wij vonden u bij geen enkele praktijk" in (await client.get(HERE)).text
