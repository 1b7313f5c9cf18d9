"""Sending to a mail server that runs and misbehaves: nothing is lost, nothing is sent twice."""

import asyncio
import email
import email.policy
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import pytest

from integration.post.sink import HOST, MailServer, Manners, mail_server
from portal.database import transaction
from portal.post.compose import Sender
from portal.post.courier import Unreachable
from portal.post.model import Kind, Message
from portal.post.outbox import put
from portal.post.sending import MINUTES, Office, Tally, send_due
from portal.post.smtp import Server, SmtpCourier
from support.databases import Database
from support.stage import START, Stage

SENDER = Sender("inzage@portaal.example", "https://portaal.example")


@dataclass
class PostOffice:
    """An outbox, the server it empties into, and the time."""

    stage: Stage
    server: MailServer
    database: Database
    at: datetime = START
    changes: dict[str, Any] = field(default_factory=dict)

    async def write(self, subject: str = "one", **values: Any) -> None:
        """Write a message."""
        message = Message(
            kind=Kind.NEWS, subject=subject, address=f"{subject}@patient.example", name="Jan"
        )
        async with transaction():
            await put(self.stage.vault, msgspec.structs.replace(message, **values), self.at)

    async def send(self, later: timedelta = timedelta()) -> Tally:
        """Send what is due, some time later."""
        self.at += later
        server = {
            "host": HOST,
            "port": self.server.port,
            "sender": SENDER.address,
            "our_host": "portaal.example",
            "authorities": str(self.server.certificate),
            "step_seconds": 1.0,
        }
        courier = SmtpCourier(Server(**(server | self.changes)))
        return await send_due(Office(self.stage.vault, courier, SENDER, lambda: self.at))

    async def rows(self) -> list[asyncpg.Record]:
        """Give the outbox."""
        connection = await asyncpg.connect(self.database.owner_url)
        try:
            return list(await connection.fetch("select * from post_message order by id"))
        finally:
            await connection.close()

    async def states(self) -> list[tuple[str, str]]:
        """Give the state and the fault of every message."""
        return [(row["status"], row["fault"]) for row in await self.rows()]


@pytest.fixture
async def office(
    stage: Stage, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[PostOffice]:
    """Give a post office beside a server with good manners."""
    folder: Path = tmp_path_factory.getbasetemp()
    async with mail_server(folder) as server:
        yield PostOffice(stage, server, database)


async def test_a_message_reaches_one_recipient_and_holds_no_content(office: PostOffice) -> None:
    await office.write()
    assert await office.send() == Tally(sent=1)
    ((recipients, content),) = office.server.taken
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert recipients == [message["To"]] == ["one@patient.example"]
    assert (message["From"], message["Cc"], message["Bcc"]) == (SENDER.address, None, None)
    assert message["Subject"] == "Er staat iets nieuws voor u klaar"
    for part in message.iter_parts():
        text = part.get_content()
        assert "Log in om het te lezen." in text
        assert set(re.findall(r"[a-z]+://[^\s\"<]*", text)) == {"https://portaal.example/"}


async def test_what_was_sent_is_forgotten(office: PostOffice) -> None:
    await office.write()
    await office.send()
    (row,) = await office.rows()
    assert (row["status"], row["address_sealed"], row["words_sealed"]) == ("sent", None, None)


async def test_sending_again_sends_nothing(office: PostOffice) -> None:
    await office.write()
    await office.send()
    await office.write()
    assert await office.send(timedelta(days=1)) == Tally()
    assert office.server.recipients == ["one@patient.example"]


async def test_a_server_without_encryption_gets_nothing(office: PostOffice) -> None:
    office.server.manners.encrypts = False
    await office.write()
    with pytest.raises(Unreachable, match="not_encrypted"):
        await office.send()
    assert (office.server.visits, await office.states()) == (0, [("waiting", "")])


async def test_in_development_a_server_without_encryption_will_do(office: PostOffice) -> None:
    office.server.manners.encrypts = False
    office.changes = {"is_plain_ok": True}
    await office.write()
    assert await office.send() == Tally(sent=1)


@pytest.mark.parametrize("wrong", [{"authorities": None}, {"host": "127.0.0.1"}])
async def test_a_server_that_is_not_the_one_gets_nothing(
    office: PostOffice, wrong: dict[str, Any]
) -> None:
    office.changes = wrong
    await office.write()
    with pytest.raises(Unreachable, match=r"not_trusted|unreachable"):
        await office.send()
    assert (office.server.visits, await office.states()) == (0, [("waiting", "")])


async def test_a_server_that_is_away_costs_no_message_its_turn(office: PostOffice) -> None:
    port, office.server.port = office.server.port, 1
    await office.write()
    for _ in range(20):
        with pytest.raises(Unreachable, match="unreachable"):
            await office.send(timedelta(hours=1))
    office.server.port = port
    assert await office.send() == Tally(sent=1)


async def test_a_slow_server_is_left(office: PostOffice) -> None:
    office.server.manners.slow_seconds = 5
    office.changes = {"step_seconds": 0.3}
    await office.write()
    with pytest.raises(Unreachable, match="too_slow"):
        await office.send()
    office.server.manners.slow_seconds = 0
    assert await office.send(timedelta(minutes=2)) == Tally(sent=1)
    assert office.server.recipients == ["one@patient.example"]


async def test_a_refused_address_is_told_to_the_practice(office: PostOffice) -> None:
    office.server.manners.rcpt = lambda address: (
        "550 no such user" if address.startswith("one") else "250 OK"
    )
    await office.write("one")
    await office.write("two")
    assert await office.send() == Tally(sent=1, failed=1)
    assert await office.states() == [("failed", "refused_550"), ("sent", "")]
    assert office.server.recipients == ["two@patient.example"]


async def test_what_is_refused_for_now_is_tried_later_and_less_and_less(
    office: PostOffice,
) -> None:
    office.server.manners.rcpt = lambda _address: "450 later"
    await office.write()
    waited = []
    for _ in MINUTES:
        assert await office.send() == Tally(later=1)
        (row,) = await office.rows()
        waited.append((row["next_try_at"] - office.at) // timedelta(minutes=1))
        assert await office.send(timedelta(minutes=waited[-1], seconds=-1)) == Tally()
        office.at += timedelta(seconds=1)
    assert waited == list(MINUTES) == sorted(waited)
    assert await office.send() == Tally(failed=1)
    assert await office.states() == [("failed", "gave_up")]


async def test_a_message_that_is_refused_at_its_end_did_not_arrive(office: PostOffice) -> None:
    office.server.manners.end = lambda: "554 looks like spam"
    await office.write()
    assert await office.send() == Tally(failed=1)
    assert await office.states() == [("failed", "refused_554")]


@pytest.mark.parametrize("place", ["mail", "data"])
async def test_a_server_that_dies_before_the_end_gets_it_again(
    office: PostOffice, place: str
) -> None:
    office.server.manners.dies = place
    await office.write()
    with suppress(Unreachable):
        assert await office.send() == Tally(later=1)
    assert [state for state, _ in await office.states()] == ["waiting"]
    office.server.manners.dies = ""
    assert await office.send(timedelta(minutes=5)) == Tally(sent=1)
    assert office.server.recipients == ["one@patient.example"]


async def test_a_server_that_dies_before_it_answers_does_not_get_it_again(
    office: PostOffice,
) -> None:
    office.server.manners.dies = "point"
    await office.write()
    assert await office.send() == Tally(unsure=1)
    office.server.manners.dies = ""
    assert await office.send(timedelta(days=3)) == Tally()
    assert office.server.recipients == ["one@patient.example"]
    assert await office.states() == [("unsure", "no_answer")]


async def test_the_message_after_one_without_answer_is_sent(office: PostOffice) -> None:
    answers = iter(["point", "", ""])

    def end() -> str:
        office.server.manners.dies = next(answers)
        return "250 OK"

    office.server.manners.end = end
    await office.write("one")
    await office.write("two")
    assert await office.send() == Tally(sent=1, unsure=1)
    assert office.server.recipients == ["one@patient.example", "two@patient.example"]


async def test_what_is_too_late_is_not_sent(office: PostOffice) -> None:
    await office.write(ends_at=START + timedelta(hours=1))
    assert await office.send(timedelta(hours=1)) == Tally()
    (row,) = await office.rows()
    assert (row["status"], row["words_sealed"]) == ("ended", None)


async def test_two_who_send_at_the_same_time_send_everything_once(office: PostOffice) -> None:
    subjects = [f"n{number}" for number in range(12)]
    for subject in subjects:
        await office.write(subject)
    await pair(office)
    assert sorted(office.server.recipients) == sorted(f"{one}@patient.example" for one in subjects)


async def pair(office: PostOffice) -> None:
    """Let two send side by side, in contexts of their own."""
    await asyncio.gather(asyncio.create_task(office.send()), asyncio.create_task(office.send()))


def test_good_manners_are_the_default() -> None:
    assert Manners().dies == ""
