"""Statements of the intake: messages, how their items ended, and the files that were kept."""

from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from publishing.tables import IntakeItem, IntakeMessage


async def add_message(row: dict[str, Any]) -> None:
    """Write a message as it came."""
    require_transaction()
    await IntakeMessage.insert(IntakeMessage(**row))


async def note_unreadable(message: UUID, reason: str) -> None:
    """Write why nothing of a message could be read."""
    require_transaction()
    await IntakeMessage.update({IntakeMessage.unreadable: reason}).where(
        IntakeMessage.id == message
    )


async def note_odd(message: UUID, note: str) -> None:
    """Write what was odd about a message that could be read."""
    require_transaction()
    await IntakeMessage.update({IntakeMessage.note: note}).where(IntakeMessage.id == message)


async def take_turn(source: UUID) -> None:
    """Wait until no other transaction files for this source; it ends with the transaction."""
    require_transaction()
    await fetch("select pg_advisory_xact_lock(hashtextextended($1, 2202))", str(source))


async def add_item(row: dict[str, Any]) -> None:
    """Write how one item ended."""
    require_transaction()
    await IntakeItem.insert(IntakeItem(**row))


async def was_taken(source: UUID, what: tuple[str, str, bytes], patient: UUID | None) -> bool:
    """Tell whether this kind, key and content were taken before, for the same file."""
    kind, key, content_hash = what
    row = await fetch_one(
        "select 1 as yes from intake_item where item_key = $1 and source = $2 and kind = $3"
        " and content_hash = $4 and patient is not distinct from $5 and outcome <> 'quarantined'"
        " limit 1",
        key,
        source,
        kind,
        content_hash,
        patient,
    )
    return row is not None


async def was_last(source: UUID, what: tuple[str, str, bytes], patient: UUID | None) -> bool:
    """Tell whether this content was the last that was taken under its kind and key, for a file."""
    kind, key, content_hash = what
    row = await fetch_one(
        "select content_hash = $4 as same from intake_item where item_key = $1 and source = $2"
        " and kind = $3 and patient is not distinct from $5 and outcome <> 'quarantined'"
        " order by id desc limit 1",
        key,
        source,
        kind,
        content_hash,
        patient,
    )
    return bool(row and row["same"])


async def kept_file(source: UUID, names: list[str]) -> Any | None:
    """Find the last file this source sent under one of these names."""
    return await fetch_one(
        "select i.id, i.body_sealed from intake_item i where i.source = $1 and i.kind = 'Binary'"
        " and i.outcome = 'accepted' and i.body_sealed is not null and (i.item_key = any($2)"
        " or i.item_key in (select item_key from intake_alias"
        " where source = $1 and kind = 'Binary' and alias = any($2))) order by i.id desc limit 1",
        source,
        names,
    )
