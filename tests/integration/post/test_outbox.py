"""The outbox keeps what an act wrote, seals it, and takes one message per kind and subject."""

from contextlib import suppress

import asyncpg
import msgspec
import pytest

from consent.statements import NoTransactionError
from portal.database import transaction
from portal.post.address import MessageRefused
from portal.post.model import Kind, Message
from portal.post.outbox import put
from support.databases import Database
from support.stage import START, Stage

MESSAGE = Message(
    kind=Kind.INVITATION,
    subject="invitation 1",
    address="jan@example.nl",
    name="Jan Jansen",
    path="/uitnodiging/geheim-teken",
)


async def test_a_message_is_written_once_per_kind_and_subject(stage: Stage) -> None:
    async with transaction():
        assert await put(stage.vault, MESSAGE, START)
        assert not await put(stage.vault, MESSAGE, START)
        other = msgspec.structs.replace(MESSAGE, kind=Kind.NEWS)
        assert await put(stage.vault, other, START)


async def test_a_message_disappears_with_its_act(stage: Stage, database: Database) -> None:
    with suppress(RuntimeError):
        async with transaction():
            await put(stage.vault, MESSAGE, START)
            raise RuntimeError
    assert await rows(database) == []


async def test_a_message_needs_a_transaction(stage: Stage) -> None:
    with pytest.raises(NoTransactionError):
        await put(stage.vault, MESSAGE, START)


async def test_a_dump_shows_no_address_name_or_token(stage: Stage, database: Database) -> None:
    async with transaction():
        await put(stage.vault, MESSAGE, START)
    (row,) = await rows(database)
    for secret in ("jan@example.nl", "Jansen", "geheim-teken"):
        assert secret.encode() not in b"".join(str(v).encode() for v in row.values())
        assert secret.encode() not in row["address_sealed"] + row["words_sealed"]


async def test_a_message_without_address_waits_for_paper(stage: Stage, database: Database) -> None:
    async with transaction():
        await put(stage.vault, msgspec.structs.replace(MESSAGE, address=""), START)
    (row,) = await rows(database)
    assert (row["status"], row["address_sealed"]) == ("paper", None)


@pytest.mark.parametrize(
    "change",
    [
        {"address": "jan@example.nl\r\nBcc: ander@example.nl"},
        {"address": "jan@example.nl, ander@example.nl"},
        {"address": "Jan <jan@example.nl>"},
        {"address": "jan@[127.0.0.1]"},
        {"name": "Jan\r\nBcc: ander@example.nl"},
        {"practice_name": "Praktijk\nX-Ander: 1"},
        {"values": {"practice": "a\x00b"}},
        {"path": "//ander.example/x"},
        {"path": "https://ander.example/x"},
        {"path": "/x\r\ny"},
    ],
)
async def test_what_could_add_a_head_or_lead_elsewhere_is_refused(
    stage: Stage, change: dict[str, object]
) -> None:
    with pytest.raises(MessageRefused):
        async with transaction():
            await put(stage.vault, msgspec.structs.replace(MESSAGE, **change), START)


async def rows(database: Database) -> list[asyncpg.Record]:
    """Give the outbox as it lies on the disk."""
    connection = await asyncpg.connect(database.owner_url)
    try:
        return list(await connection.fetch("select * from post_message order by id"))
    finally:
        await connection.close()
