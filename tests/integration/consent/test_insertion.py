"""A row of the log is written with a text made once; it is the row that Piccolo would write."""

from typing import Any
from uuid import UUID

import pytest

from consent.ids import new_id
from consent.queries.insertion import Insertion
from consent.statements import NoTransactionError, fetch
from consent.tables import AccessEntry
from portal.database import transaction
from support.stage import START

pytestmark = pytest.mark.usefixtures("engine")


def row() -> dict[str, Any]:
    return {
        "id": new_id(START),
        "event_code": "1",
        "action": "R",
        "occurred_at": START,
        "event_subtype": "log.view",
        "user_kind": "person",
        "user_role": "patient",
        "object_type": "patient",
        "salt": b"salt",
        "retain_until": START.date(),
    }


async def stored(entry: UUID) -> dict[str, Any]:
    (found,) = await fetch("select * from access_entry where id = $1", entry)
    return {name: value for name, value in found.items() if name != "id"}


async def test_the_row_is_the_one_that_piccolo_writes() -> None:
    ours, theirs = row(), row()
    async with transaction():
        await Insertion(AccessEntry).add([ours])
        await AccessEntry.insert(AccessEntry(**theirs))
    assert await stored(ours["id"]) == await stored(theirs["id"])


async def test_several_rows_are_written_together() -> None:
    rows = [row(), {**row(), "reason_text": "spoed", "break_glass": True}]
    async with transaction():
        await Insertion(AccessEntry).add(rows)
    assert [(await stored(one["id"]))["break_glass"] for one in rows] == [False, True]


async def test_no_row_is_no_statement() -> None:
    async with transaction():
        await Insertion(AccessEntry).add([])
    assert await fetch("select id from access_entry") == []


async def test_a_column_that_is_not_there_is_refused() -> None:
    async with transaction():
        with pytest.raises(ValueError, match="column"):
            await Insertion(AccessEntry).add([{**row(), "reason": "spoed"}])


async def test_nothing_is_written_outside_a_transaction() -> None:
    with pytest.raises(NoTransactionError):
        await Insertion(AccessEntry).add([row()])
