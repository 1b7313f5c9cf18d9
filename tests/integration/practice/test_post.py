"""Decisions are told without saying which, and what did not arrive is for the practice to see."""

from datetime import timedelta
from uuid import UUID

import asyncpg
import httpx
import pytest

from consent import tables
from consent.model import Function, Right
from integration.practice.conftest import Form, LogIn, asked
from portal.database import transaction
from portal.post.model import Kind, Message
from portal.post.outbox import put
from portal.post.readers import addresses, choices
from portal.post.readers.model import Reader
from portal.post.readers.telling import request_waiting
from portal.post.tables import PostMessage
from support.databases import Database
from support.stage import START, PatientHere, Stage


async def rows(database: Database, *kinds: Kind) -> list[asyncpg.Record]:
    """Give the messages of these kinds, the oldest first."""
    connection = await asyncpg.connect(database.owner_url)
    try:
        sql = "select * from post_message where kind = any($1) order by id"
        return list(await connection.fetch(sql, [kind.value for kind in kinds]))
    finally:
        await connection.close()


async def with_address(stage: Stage, owner: UUID, *, is_employee: bool = False) -> Reader:
    """Let somebody have an address in use."""
    reader = Reader(id=owner, is_employee=is_employee)
    async with transaction():
        await addresses.give(stage.vault, reader, "iemand@example.nl", START)
        waiting = await addresses.queries.address_to_check(owner, START - timedelta(1))
        await addresses.confirm(stage.vault, waiting["id"], "nl", START)
    return reader


async def decided(client: httpx.AsyncClient, request: UUID, act: str) -> httpx.Response:
    """Decide a request as its page offers it."""
    here = f"/praktijk/aanvragen/{request}"
    page = f"{here}/weigeren" if act == "weigeren" else here
    form = Form((await client.get(page)).text)
    if act == "weigeren":
        form = form.with_("reason", "talk_first")
    return await client.post(f"{here}/{act}", data=form.data)


@pytest.mark.parametrize(("act", "told"), [("vrijgeven", 1), ("weigeren", 1), ("open-laten", 0)])
async def test_a_decision_is_told_and_not_which(  # noqa: PLR0913, PLR0917
    stage: Stage,
    log_in: LogIn,
    client: httpx.AsyncClient,
    database: Database,
    act: str,
    told: int,
) -> None:
    patient = await stage.patient()
    await with_address(stage, patient.person)
    request = await asked(patient)
    await log_in(stage.gp)
    assert (await decided(client, request, act)).status_code == 303
    found = await rows(database, Kind.REQUEST_DECIDED)
    assert [(row["status"], row["subject"]) for row in found] == [("waiting", str(request))] * told


async def test_a_decision_that_is_raced_is_not_told(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient, database: Database
) -> None:
    patient = await stage.patient()
    await with_address(stage, patient.person)
    request = await asked(patient)
    await log_in(stage.gp)
    form = Form((await client.get(f"/praktijk/aanvragen/{request}")).text)
    await patient.episode("Somberheid")
    raced = await client.post(f"/praktijk/aanvragen/{request}/vrijgeven", data=form.data)
    assert raced.status_code == 409
    assert await rows(database, Kind.REQUEST_DECIDED) == []


async def test_who_does_not_want_it_is_not_told(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient, database: Database
) -> None:
    patient = await stage.patient()
    reader = await with_address(stage, patient.person)
    async with transaction():
        await choices.choose(reader, frozenset(), START)
    request = await asked(patient)
    await log_in(stage.gp)
    await decided(client, request, "vrijgeven")
    assert await rows(database, Kind.REQUEST_DECIDED) == []


async def test_without_an_address_there_is_a_letter_to_print(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient, database: Database
) -> None:
    patient = await stage.patient(name="Zoë Ünal-O'Brien")
    request = await asked(patient)
    await log_in(stage.gp)
    await decided(client, request, "vrijgeven")
    (row,) = await rows(database, Kind.REQUEST_DECIDED)
    assert row["status"] == "paper"
    assert "te printen" in (await client.get("/praktijk/post")).text
    letter = await client.get(f"/praktijk/post/{row['id']}/brief")
    assert "Beste Zoë Ünal-O&#39;Brien," in letter.text
    assert "Uw praktijk heeft uw aanvraag om inzage bekeken." in letter.text
    assert "http://127.0.0.1:8000" in letter.text
    done = await client.post(f"/praktijk/post/{row['id']}/klaar", data=Form(letter.text).data)
    assert done.headers["location"] == "/praktijk/post?gedaan=post_done"
    (row,) = await rows(database, Kind.REQUEST_DECIDED)
    assert (row["status"], row["words_sealed"]) == ("ended", None)


async def failed(stage: Stage, status: str = "failed") -> UUID:
    """Write a message that did not arrive."""
    about = Message(
        kind=Kind.NEWS,
        subject=f"{status} {stage.practice}",
        address="weg@example.nl",
        name="Anna Bakker",
        practice=stage.practice,
    )
    async with transaction():
        await put(stage.vault, about, START)
        values = {PostMessage.status: status, PostMessage.fault: "refused_550"}
        found = (
            await PostMessage.update(values)
            .where(PostMessage.subject == about.subject)
            .returning(PostMessage.id)
        )
    return UUID(str(found[0]["id"]))


async def test_the_practice_sees_what_failed_and_why(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await failed(stage)
    await log_in(stage.gp)
    page = (await client.get("/praktijk/post")).text
    assert "niet aangekomen" in page
    assert "weigert dit adres of dit bericht (code 550)" in page
    assert "weg@example.nl" not in page


@pytest.mark.parametrize("status", ["failed", "unsure"])
async def test_the_practice_may_send_it_again(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient, database: Database, status: str
) -> None:
    message = await failed(stage, status)
    await log_in(stage.gp)
    form = Form((await client.get("/praktijk/post")).text).data
    done = await client.post(f"/praktijk/post/{message}/opnieuw", data=form)
    assert done.headers["location"] == "/praktijk/post?gedaan=post_again"
    assert [row["status"] for row in await rows(database, Kind.NEWS)] == ["waiting"]


async def test_another_practice_sees_and_does_nothing(
    stage: Stage, mill: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    message = await failed(stage)
    await log_in(mill.gp)
    page = await client.get("/praktijk/post")
    assert "Er is niets blijven liggen." in page.text
    for act in ("opnieuw", "klaar"):
        form = Form(page.text).data
        assert (await client.post(f"/praktijk/post/{message}/{act}", data=form)).status_code in {
            403,
            404,
        }
    assert (await client.get(f"/praktijk/post/{message}/brief")).status_code == 404


async def test_who_decides_is_told_of_a_request_once_a_day(
    stage: Stage, database: Database
) -> None:
    await stage.employee(Function.ASSISTANT, Right.REQUESTS_SEE)
    (gp,) = await tables.Membership.select().where(tables.Membership.id == stage.gp.id)
    await with_address(stage, gp["employee"], is_employee=True)
    for hours in (0, 1, 24):
        async with transaction():
            await request_waiting(stage.vault, stage.practice, START + timedelta(hours=hours))
    found = await rows(database, Kind.REQUEST_WAITING)
    assert [row["employee"] for row in found] == [gp["employee"]] * 2


async def test_a_name_that_cannot_stand_on_a_line_does_not_stop_a_decision(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient, database: Database
) -> None:
    patient: PatientHere = await stage.patient(name="Anna Bakker\r\nBcc:x@example.nl")
    await with_address(stage, patient.person)
    request = await asked(patient)
    await log_in(stage.gp)
    assert (await decided(client, request, "vrijgeven")).status_code == 303
    assert len(await rows(database, Kind.REQUEST_DECIDED)) == 1


async def test_an_employee_gives_an_address_and_chooses(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient, database: Database
) -> None:
    here = "/praktijk/mijn-berichten"
    await log_in(await stage.employee(Function.ASSISTANT))
    form = Form((await client.get(here)).text)
    wrong = await client.post(f"{here}/adres", data=form.with_("adres", "bos").data)
    assert wrong.status_code == 400
    done = await client.post(f"{here}/adres", data=form.with_("adres", "bos@example.nl").data)
    assert done.headers["location"] == f"{here}?gedaan=asked"
    assert "bos@example.nl" in (await client.get(here)).text
    (check,) = await rows(database, Kind.ADDRESS_CHECK)
    assert (check["person"], check["employee"] is None) == (None, False)
    off = [pair for pair in form.pairs if pair[0] == "csrf_token"][:1]
    await client.post(f"{here}/keuze", data=dict(off))
    assert ("soort", "request_waiting") not in Form((await client.get(here)).text).pairs
