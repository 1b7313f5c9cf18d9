"""What comes back later by mail: sent over SMTP, returned over IMAP, seen by the practice."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import msgspec
import pytest

from consent.errors import NotFound
from consent.model import Function, Right
from integration.post.letter_box import ADDRESS, LetterBox, letter_box
from integration.post.reports import plain, postfix, recipient, report
from integration.post.sink import HOST, MailServer, mail_server
from portal.database import transaction
from portal.post import desk
from portal.post.compose import Sender
from portal.post.courier import Unreachable
from portal.post.desk import Stuck
from portal.post.model import Kind, Message, Status
from portal.post.outbox import put
from portal.post.returns.proof import return_address
from portal.post.returns.reading import Counted, Returns, read_returns
from portal.post.sending import MAY_COME_BACK, Office, Tally, send_due
from portal.post.smtp import Server, SmtpCourier
from support.databases import Database
from support.stage import START, Stage

ONE_DAY = timedelta(days=1)
TOO_LATE = MAY_COME_BACK + timedelta(seconds=1)


@dataclass
class ThereAndBack:
    """A practice that writes, a server that takes it, and the box into which reports come."""

    stage: Stage
    server: MailServer
    box: LetterBox
    database: Database
    changes: dict[str, Any]

    async def send(self, subject: str = "one", **values: Any) -> str:
        """Send one message; give the address to which it comes back."""
        message = Message(
            kind=Kind.NEWS,
            subject=subject,
            address=f"{subject}@patient.example",
            name="Jan Jansen",
            practice=self.stage.practice,
        )
        async with transaction():
            await put(self.stage.vault, msgspec.structs.replace(message, **values), START)
        assert await self.go_out() == Tally(sent=1)
        return self.server.senders[-1]

    async def go_out(self, later: timedelta = timedelta()) -> Tally:
        """Send what is due."""
        server = Server(
            host=HOST,
            port=self.server.port,
            sender="inzage@portaal.example",
            our_host="portaal.example",
            authorities=str(self.server.certificate),
            step_seconds=2.0,
        )
        sender = Sender("inzage@portaal.example", "https://portaal.example")
        at = START + later
        office = Office(self.stage.vault, SmtpCourier(server), sender, lambda: at, ADDRESS)
        return await send_due(office)

    async def read(self) -> Counted:
        """Read what came back, a day later."""
        box = self.box.box(**self.changes)
        return await read_returns(Returns(self.stage.vault, box, lambda: START + ONE_DAY))

    async def seen(self) -> list[Stuck]:
        """Give what the practice sees."""
        clerk = await self.stage.employee(Function.ASSISTANT, Right.REQUESTS_SEE)
        async with transaction():
            return await desk.stuck(clerk, self.stage.vault, START + ONE_DAY)

    async def row(self) -> asyncpg.Record:
        """Give the one message as it is kept."""
        connection = await asyncpg.connect(self.database.owner_url)
        try:
            return await connection.fetchrow("select * from post_message")
        finally:
            await connection.close()


@pytest.fixture
async def way(
    stage: Stage, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[ThereAndBack]:
    """Give the way there and back."""
    folder: Path = tmp_path_factory.getbasetemp()
    async with mail_server(folder) as server, letter_box(folder) as box:
        yield ThereAndBack(stage, server, box, database, {})


async def test_what_came_back_for_good_is_seen_as_a_refusal_is(way: ThereAndBack) -> None:
    way.box.put(postfix(await way.send()))
    assert await way.seen() == []
    assert await way.read() == Counted(failed=1)
    (stuck,) = await way.seen()
    assert (stuck.status, stuck.fault, stuck.words.name) == (
        Status.FAILED,
        "bounced_5.1.1",
        "Jan Jansen",
    )
    assert way.box.contents == []


async def test_it_can_be_sent_again_and_an_old_report_says_nothing_of_that(
    way: ThereAndBack,
) -> None:
    first = await way.send()
    way.box.put(postfix(first))
    await way.read()
    clerk = await way.stage.employee(Function.ASSISTANT, Right.REQUESTS_SEE)
    (stuck,) = await way.seen()
    async with transaction():
        await desk.again(clerk, stuck.id, START)
    assert await way.go_out() == Tally(sent=1)
    assert way.server.senders[-1] != first
    way.box.put(postfix(first))
    assert await way.read() == Counted(unproven=1)
    assert await way.seen() == []


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.1"), ("relayed", "2.0.0"), ("delivered", "2.0.0")]
)
async def test_other_reports_change_nothing(way: ThereAndBack, action: str, status: str) -> None:
    way.box.put(report(await way.send(), recipient(action, status)))
    assert await way.read() == Counted(unchanged=1)
    assert (await way.row())["status"] == "sent"
    assert way.box.contents == []


async def test_a_report_that_is_told_twice_changes_nothing(way: ThereAndBack) -> None:
    address = await way.send()
    for _ in range(2):
        way.box.put(postfix(address))
    assert await way.read() == Counted(failed=1, unchanged=1)


async def test_what_is_no_report_stays_for_a_person_and_is_read_once(way: ThereAndBack) -> None:
    address = await way.send()
    for content in (plain(address), b"\0\xff\r\n"):
        way.box.put(content)
    assert await way.read() == Counted(unreadable=2)
    assert way.box.flags == [{"\\Flagged"}] * 2
    assert await way.read() == Counted()
    assert (await way.row())["status"] == "sent"


async def test_a_forged_report_changes_nothing(way: ThereAndBack) -> None:
    address, row = await way.send(), await way.row()
    start = address.index("+") + 1
    forged = [
        # The right message, and proofs of nobody, of another sending and of other keys.
        address[: start + 26] + "a" * 16 + address[start + 42 :],
        return_address(way.stage.vault, ADDRESS, row["id"], uuid4()),
        return_address(way.stage.vault, ADDRESS, uuid4(), row["taken_by"]),
        "one@patient.example",
        "inzage@portaal.example",
    ]
    for one in forged:
        way.box.put(postfix(one))
    assert await way.read() == Counted(unproven=len(forged))
    assert (await way.row())["status"] == "sent"
    assert len(way.box.contents) == len(forged)


async def test_what_was_sent_is_kept_sealed_until_it_cannot_come_back(way: ThereAndBack) -> None:
    await way.send()
    await way.go_out(MAY_COME_BACK - timedelta(seconds=1))
    assert (await way.row())["words_sealed"]
    await way.go_out(TOO_LATE)
    row = await way.row()
    assert (row["status"], row["address_sealed"], row["words_sealed"]) == ("sent", None, None)


async def test_what_comes_back_later_still_is_told_without_its_words(way: ThereAndBack) -> None:
    way.box.put(postfix(await way.send()))
    await way.go_out(TOO_LATE)
    assert await way.read() == Counted(failed=1)
    (stuck,) = await way.seen()
    assert (stuck.is_forgotten, stuck.words.name) == (True, "")
    clerk = await way.stage.employee(Function.ASSISTANT, Right.REQUESTS_SEE)
    for act in (
        desk.letter(clerk, stuck.id, way.stage.vault, START),
        desk.again(clerk, stuck.id, START),
    ):
        with pytest.raises(NotFound):
            async with transaction():
                await act


async def test_a_message_on_its_way_is_no_letter_to_print(way: ThereAndBack) -> None:
    await way.send()
    clerk = await way.stage.employee(Function.ASSISTANT, Right.REQUESTS_SEE)
    with pytest.raises(NotFound):
        async with transaction():
            await desk.letter(clerk, (await way.row())["id"], way.stage.vault, START)


async def test_what_no_practice_can_mend_is_forgotten_at_once(way: ThereAndBack) -> None:
    way.box.put(postfix(await way.send(practice=None)))
    assert (await way.row())["words_sealed"] is None
    assert await way.read() == Counted(failed=1)


@pytest.mark.parametrize("capabilities", ["IMAP4rev1", "IMAP4rev1 UIDPLUS"])
async def test_older_servers_remove_what_was_read_too(way: ThereAndBack, capabilities: str) -> None:
    way.box.capabilities = capabilities
    way.box.put(postfix(await way.send()))
    await way.read()
    assert way.box.contents == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"port": 1}, "unreachable"),
        ({"authorities": None}, "not_trusted"),
        ({"password": "fout"}, "login_refused"),
        ({"password": "één"}, "login_refused"),
        ({"folder": "Elders"}, "no_folder"),
    ],
)
async def test_a_box_that_cannot_be_used_says_why(
    way: ThereAndBack, changes: dict[str, Any], code: str
) -> None:
    way.changes = changes
    with pytest.raises(Unreachable, match=code):
        await way.read()


async def test_a_report_that_was_not_removed_in_time_changes_nothing_more(
    way: ThereAndBack,
) -> None:
    way.box.put(postfix(await way.send()))
    way.box.silent_at = "UID STORE"
    with pytest.raises(Unreachable):
        await way.read()
    (stuck,) = await way.seen()
    assert stuck.fault == "bounced_5.1.1"
    way.box.silent_at = ""
    assert await way.read() == Counted(unchanged=1)
    assert way.box.contents == []


@pytest.mark.parametrize("command", ["CAPABILITY", "LOGIN", "SELECT", "UID SEARCH", "UID FETCH"])
async def test_a_box_that_breaks_off_loses_nothing(way: ThereAndBack, command: str) -> None:
    way.box.put(postfix(await way.send()))
    way.box.silent_at = command
    with pytest.raises(Unreachable):
        await way.read()
    way.box.silent_at = ""
    assert await way.read() == Counted(failed=1)
