"""Statements of reports about details, and of closed accounts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from portal.details.tables import ClosedAccount, DetailReport

REPORT = """
select id, person, patient, practice, part, words_sealed, sent_at, answer_sealed, answered_by,
       answered_at, line from detail_report
"""


async def add(row: dict[str, Any]) -> None:
    """Write a report."""
    require_transaction()
    await DetailReport.insert(DetailReport(**row))


async def of_person(person: UUID) -> Sequence[Any]:
    """Give what somebody reported, the newest first, at most twenty."""
    return await fetch(
        REPORT + " where person = $1 and part <> 'log' order by id desc limit 20", person
    )


async def about_lines(person: UUID) -> Sequence[Any]:
    """Give what somebody asked about lines of their log, the newest first, at most 500."""
    return await fetch(
        REPORT + " where person = $1 and line is not null order by id desc limit 500", person
    )


async def about_line(person: UUID, line: UUID) -> Any | None:
    """Give what somebody asked about one line of their log."""
    return await fetch_one(REPORT + " where person = $1 and line = $2", person, line)


async def sent_since(person: UUID, since: datetime) -> int:
    """Count what somebody reported since a moment."""
    row = await fetch_one(
        "select count(*) as number from detail_report where person = $1 and sent_at > $2",
        person,
        since,
    )
    return int(row["number"]) if row else 0


async def waiting(practice: UUID) -> Sequence[Any]:
    """Give what a practice has not answered, the oldest first, at most a hundred."""
    return await fetch(
        REPORT + " where practice = $1 and answered_at is null order by id limit 100", practice
    )


async def of_practice(practice: UUID, report: UUID) -> Any | None:
    """Find a report to a practice."""
    return await fetch_one(REPORT + " where practice = $1 and id = $2", practice, report)


async def answer(report: UUID, values: dict[Any, Any]) -> bool:
    """Answer a report that nobody answered; False when somebody was first."""
    require_transaction()
    return bool(
        await DetailReport.update(values)
        .where((DetailReport.id == report) & DetailReport.answered_at.is_null())
        .returning(DetailReport.id)
    )


async def close(row: dict[str, Any]) -> None:
    """Write that an account is closed."""
    require_transaction()
    await ClosedAccount.insert(ClosedAccount(**row))


async def is_closed(person: UUID) -> bool:
    """Tell whether somebody closed their account."""
    found = await fetch_one(
        "select 1 from closed_account where person = $1 and opened_at is null limit 1", person
    )
    return found is not None


async def open_again(person: UUID, by: UUID | None, at: datetime) -> bool:
    """Open a closed account; False when it was open."""
    require_transaction()
    return bool(
        await ClosedAccount.update({ClosedAccount.opened_at: at, ClosedAccount.opened_by: by})
        .where((ClosedAccount.person == person) & ClosedAccount.opened_at.is_null())
        .returning(ClosedAccount.id)
    )
