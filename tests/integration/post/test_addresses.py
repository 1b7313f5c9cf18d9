"""An address is in use once its owner said so through a link, and not a moment before."""

import re
from datetime import datetime, timedelta

import asyncpg
import httpx
import pytest
from litestar import Litestar

from portal.database import transaction
from portal.post.address import MessageRefused
from portal.post.compose import Sender
from portal.post.model import Kind
from portal.post.readers import addresses
from portal.post.readers.addresses import MOST_A_DAY, TooMany
from portal.post.readers.model import InUse, Reader
from portal.post.sending import Office, send_due
from portal.post.sink import Sink
from support.databases import Database
from support.stage import START, Stage

OLD, NEW = "anna@oud.example", "anna@nieuw.example"


@pytest.fixture
async def stage(app: Litestar) -> Stage:
    """Give a practice in the running portal."""
    made = await Stage.set()
    made.vault = app.state.vault
    return made


@pytest.fixture
async def anna(stage: Stage) -> Reader:
    """Give somebody to write to."""
    patient = await stage.patient()
    return Reader(id=patient.person, name="Anna Bakker", practice=stage.practice)


class Box:
    """What arrives, and the links in it."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.sink = stage, Sink()

    async def open(self, at: datetime = START) -> list[tuple[str, str]]:
        """Send what is due; give recipient and subject of all that ever arrived, sorted."""
        sender = Sender("inzage@portaal.example", "http://127.0.0.1:8000")
        await send_due(Office(self.stage.vault, self.sink, sender, lambda: at))
        return sorted(
            (one.recipient, re.search(rb"Subject: (.*)\r\n", one.content)[1].decode())
            for one in self.sink.kept
        )

    def link(self) -> str:
        """Give the link of the newest message."""
        flat = self.sink.kept[0].content.replace(b"=\r\n", b"").replace(b"=3D", b"=").decode()
        return re.search(r"http://127.0.0.1:8000(/adres\S+)", flat)[1]


@pytest.fixture
def box(stage: Stage) -> Box:
    """Give a mail box."""
    return Box(stage)


async def give(stage: Stage, reader: Reader, address: str, at: datetime = START) -> None:
    """Give an address."""
    async with transaction():
        await addresses.give(stage.vault, reader, address, at)


async def in_use(stage: Stage, reader: Reader) -> InUse:
    """Give the addresses of somebody."""
    return await addresses.in_use(stage.vault, reader.id, START)


async def follow(client: httpx.AsyncClient, path: str) -> httpx.Response:
    """Follow a link and press its button."""
    shown = await client.get(path)
    token = re.search(r'name="bewijs" value="([^"]+)"', shown.text)
    return await client.post("/adres", data={"bewijs": token[1] if token else "x"})


async def test_an_address_is_in_use_after_the_button_and_not_after_the_link(
    stage: Stage, anna: Reader, box: Box, client: httpx.AsyncClient
) -> None:
    await give(stage, anna, OLD)
    assert await box.open() == [(OLD, "Bevestig uw e-mailadres")]
    assert (await client.get(box.link())).status_code == 200
    assert await in_use(stage, anna) == InUse("", OLD)
    assert (await follow(client, box.link())).status_code == 200
    assert await in_use(stage, anna) == InUse(OLD, "")


async def test_a_link_logs_nobody_in(
    stage: Stage, anna: Reader, box: Box, client: httpx.AsyncClient
) -> None:
    await give(stage, anna, OLD)
    await box.open()
    await follow(client, box.link())
    assert dict(client.cookies) == {}
    assert (await client.get("/mijn")).status_code == 303


async def test_a_link_works_once(
    stage: Stage, anna: Reader, box: Box, client: httpx.AsyncClient
) -> None:
    await give(stage, anna, OLD)
    await box.open()
    await follow(client, box.link())
    assert (await client.get(box.link())).status_code == 410
    assert (await follow(client, box.link())).status_code == 410


async def test_a_link_works_for_a_day(
    stage: Stage, anna: Reader, box: Box, client: httpx.AsyncClient
) -> None:
    await give(stage, anna, OLD, START - timedelta(hours=24))
    await give(stage, anna, NEW, START - timedelta(hours=23))
    await box.open(START - timedelta(hours=23))
    assert (await follow(client, box.link())).status_code == 200


async def test_a_link_is_too_old_after_a_day(
    stage: Stage, anna: Reader, box: Box, client: httpx.AsyncClient
) -> None:
    await give(stage, anna, OLD, START - timedelta(hours=24))
    await box.open(START - timedelta(hours=23))
    assert (await follow(client, box.link())).status_code == 410
    assert await in_use(stage, anna) == InUse()


@pytest.mark.parametrize("change", ["", "x", "{link}x", "{link}.a"])
async def test_a_link_that_we_did_not_write_does_nothing(
    stage: Stage, anna: Reader, box: Box, client: httpx.AsyncClient, change: str
) -> None:
    await give(stage, anna, OLD)
    await box.open()
    forged = change.format(link=box.link().partition("=")[2])
    assert (await client.get("/adres", params={"bewijs": forged})).status_code == 410
    assert (await client.post("/adres", data={"bewijs": forged})).status_code == 410


async def test_a_changed_address_is_told_to_both(
    stage: Stage, anna: Reader, box: Box, client: httpx.AsyncClient
) -> None:
    for address in (OLD, NEW):
        await give(stage, anna, address)
        await box.open()
        await follow(client, box.link())
    told = [one for one in await box.open() if one[1] == "Uw e-mailadres is veranderd"]
    assert [recipient for recipient, _ in told] == [NEW, OLD]


async def test_until_it_is_confirmed_the_old_one_stays(stage: Stage, anna: Reader) -> None:
    await give(stage, anna, OLD)
    async with transaction():
        waiting = await addresses.queries.address_to_check(anna.id, START - timedelta(hours=1))
        assert await addresses.confirm(stage.vault, waiting["id"], "nl", START)
    await give(stage, anna, NEW)
    assert await in_use(stage, anna) == InUse(OLD, NEW)


async def test_nobody_fills_the_box_of_somebody_else(stage: Stage, anna: Reader) -> None:
    for _ in range(MOST_A_DAY):
        await give(stage, anna, OLD)
    with pytest.raises(TooMany):
        await give(stage, anna, OLD)
    await give(stage, anna, OLD, START + timedelta(days=1, seconds=1))


async def test_two_addresses_at_once_are_refused(stage: Stage, anna: Reader) -> None:
    with pytest.raises(MessageRefused):
        await give(stage, anna, f"{OLD}, {NEW}")


async def test_a_dump_holds_no_address_and_no_link(
    stage: Stage, anna: Reader, database: Database, box: Box
) -> None:
    await give(stage, anna, OLD)
    connection = await asyncpg.connect(database.owner_url)
    rows = [*await connection.fetch("select t::text from post_address t")]
    rows += await connection.fetch("select t::text from post_message t")
    await connection.close()
    await box.open()
    token = box.link().partition("=")[2]
    for row in rows:
        assert OLD not in row[0]
        assert OLD.encode().hex() not in row[0]
        assert token not in row[0]
    assert [Kind.ADDRESS_CHECK in row[0] for row in rows] == [False, True]
