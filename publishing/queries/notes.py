"""Statements of notes: only the practice reads them, and a working note only who wrote it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, require_transaction
from publishing.tables import Note


async def readable(patient: UUID, reader: UUID | None, on: date) -> Sequence[Any]:
    """Give the shared notes of a file and the reader's own working notes, the newest first."""
    return await fetch(
        "select n.id, n.body, n.written_at, n.expires_on, n.shared_at, e.name from note n"
        " join membership m on m.id = n.author join employee e on e.id = m.employee"
        " where n.patient = $1 and n.removed_at is null"
        " and (n.shared_at is not null or n.author = $2 and n.expires_on >= $3)"
        " order by n.id desc limit 200",
        patient,
        reader,
        on,
    )


async def add(row: dict[str, Any]) -> None:
    """Write a note."""
    require_transaction()
    await Note.insert(Note(**row))


async def share(note: UUID, author: UUID | None, on: date, at: datetime) -> bool:
    """Make a working note one of the practice; False: it is not theirs, or no longer there."""
    require_transaction()
    values: dict[Any, Any] = {Note.shared_at: at, Note.expires_on: None}
    shared = (
        await Note.update(values)
        .where(
            Note.id == note,
            Note.author == author,
            Note.shared_at.is_null(),
            Note.removed_at.is_null(),
            Note.expires_on >= on,
        )
        .returning(Note.id)
    )
    return bool(shared)


async def remove(note: UUID, author: UUID | None, at: datetime) -> bool:
    """Wipe a working note; False: it is not theirs, shared, or no longer there."""
    require_transaction()
    wiped = (
        await Note.update({Note.body: "", Note.removed_at: at})
        .where(
            Note.id == note,
            Note.author == author,
            Note.shared_at.is_null(),
            Note.removed_at.is_null(),
        )
        .returning(Note.id)
    )
    return bool(wiped)


async def wipe_expired(on: date, at: datetime) -> None:
    """Wipe the working notes whose last day is before this one."""
    require_transaction()
    await Note.update({Note.body: "", Note.removed_at: at}).where(
        Note.expires_on < on, Note.removed_at.is_null()
    )
