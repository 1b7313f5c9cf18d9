"""Statements of the intake: messages, how their items ended, and the files that were kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from publishing.tables import IntakeItem, IntakeMessage

WAITING = """
select m.id, m.received_at, m.note, m.unreadable, s.name as source, s.practice,
       count(i.id) as number,
       coalesce(array_agg(distinct i.reason) filter (where i.id is not null), '{}') as reasons
from intake_message m
join source s on s.id = m.source
left join intake_item i
  on i.message = m.id and i.outcome = 'quarantined' and i.settled_at is null
"""
OF_THEM = " group by m.id, s.id having (m.unreadable <> '' and m.settled_at is null)"
# Everything of it was filed, with names and texts that somebody should look at.
GARBLED = " or (m.note = 'text_garbled' and m.settled_at is null)"
BROKEN_OFF = " or m.filed_at is null"
OPEN = " or count(i.id) > 0 order by m.id"


async def waiting(practice: UUID, after: UUID | None, limit: int) -> Sequence[Any]:
    """Give the messages of a practice of which something waits, the oldest first."""
    return await fetch(
        WAITING + " where s.practice = $1 and ($2::uuid is null or m.id > $2)"
        " and (m.unreadable <> '' or m.note = 'text_garbled'"
        " or exists (select from intake_item w where w.message = m.id"
        " and w.outcome = 'quarantined' and w.settled_at is null))"
        + OF_THEM
        + GARBLED
        + OPEN
        + " limit $3",
        practice,
        after,
        limit,
    )


async def waiting_of(source: UUID | None) -> Sequence[Any]:
    """Give every message of which something waits or has no end, of one source or of all."""
    sources = " where ($1::uuid is null or m.source = $1)"
    return await fetch(WAITING + sources + OF_THEM + BROKEN_OFF + OPEN, source)


async def message(message_id: UUID) -> Any | None:
    """Give a message as it came, with what is known about it."""
    return await fetch_one(
        "select m.*, s.practice, s.name as source_name from intake_message m"
        " join source s on s.id = m.source where m.id = $1",
        message_id,
    )


async def items_of(message_id: UUID) -> Sequence[Any]:
    """Give how every item of a message ended, in the order in which they did."""
    return await fetch(
        "select id, path, kind, outcome, reason, fault_path, settled_at from intake_item"
        " where message = $1 order by id",
        message_id,
    )


async def settle_items(items: Sequence[UUID], at: datetime) -> None:
    """Write that items which were put aside have been dealt with."""
    require_transaction()
    if items:
        await IntakeItem.update({IntakeItem.settled_at: at}).where(
            IntakeItem.id.is_in(list(items)), IntakeItem.settled_at.is_null()
        )


async def settle_message(message_id: UUID, at: datetime, *, unreadable: bool = False) -> None:
    """Write that a message has been dealt with; `unreadable`: only one that could not be read."""
    require_transaction()
    update = IntakeMessage.update({IntakeMessage.settled_at: at}).where(
        IntakeMessage.id == message_id, IntakeMessage.settled_at.is_null()
    )
    await (update.where(IntakeMessage.unreadable != "") if unreadable else update)


async def still_waits(item: UUID, reason: str, fault_path: str) -> None:
    """Write why an item still waits after it was read again."""
    require_transaction()
    await IntakeItem.update({IntakeItem.reason: reason, IntakeItem.fault_path: fault_path}).where(
        IntakeItem.id == item
    )


async def state_owner(message_id: UUID, patient: UUID | None, by: str, how: str) -> None:
    """Write who says whose a message is, and how they know."""
    require_transaction()
    await IntakeMessage.update(
        {
            IntakeMessage.stated_patient: patient,
            IntakeMessage.stated_by: by[:200],
            IntakeMessage.stated_how: how,
        }
    ).where(IntakeMessage.id == message_id)


async def add_message(row: dict[str, Any]) -> None:
    """Write a message as it came."""
    require_transaction()
    await IntakeMessage.insert(IntakeMessage(**row))


async def note_unreadable(message: UUID, reason: str, at: datetime) -> None:
    """Write why nothing of a message could be read, which ends it."""
    require_transaction()
    await IntakeMessage.update(
        {IntakeMessage.unreadable: reason, IntakeMessage.filed_at: at}
    ).where(IntakeMessage.id == message)


async def finish_message(message: UUID, note: str, at: datetime) -> None:
    """Write that all of a message had an end, and what was odd about it."""
    require_transaction()
    await IntakeMessage.update({IntakeMessage.note: note, IntakeMessage.filed_at: at}).where(
        IntakeMessage.id == message
    )


async def unfiled(until: datetime) -> Sequence[Any]:
    """Give the messages that came until this moment and were broken off, the oldest first."""
    return await fetch(
        "select id from intake_message where filed_at is null and received_at <= $1 order by id",
        until,
    )


async def end_of(message_id: UUID, path: str) -> Any:
    """Give how the item at this place of a message ended."""
    return await fetch_one(
        "select outcome, is_kept, patient, reason, fault_path from intake_item"
        " where message = $1 and path = $2 and settled_at is null",
        message_id,
        path,
    )


async def take_turn(source: UUID) -> None:
    """Wait until no other transaction files for this source; it ends with the transaction."""
    require_transaction()
    await fetch("select pg_advisory_xact_lock(hashtextextended($1, 2202))", str(source))


async def add_item(row: dict[str, Any]) -> None:
    """Write how one item ended."""
    require_transaction()
    await IntakeItem.insert(IntakeItem(**row))


async def was_taken(
    source: UUID, what: tuple[str, str, bytes], patient: UUID | None, *, has_rows: bool
) -> bool:
    """
    Tell whether this kind, key and content were taken before, for the same file.

    What was kept whole although its kind has rows by now was not.
    """
    kind, key, content_hash = what
    row = await fetch_one(
        "select 1 as yes from intake_item where item_key = $1 and source = $2 and kind = $3"
        " and content_hash = $4 and patient is not distinct from $5 and outcome <> 'quarantined'"
        " and not (is_kept and $6) limit 1",
        key,
        source,
        kind,
        content_hash,
        patient,
        has_rows,
    )
    return row is not None


async def was_last(
    source: UUID, what: tuple[str, str, bytes], patient: UUID | None, *, has_rows: bool
) -> bool:
    """Tell whether this content was the last that was taken under its kind and key, for a file."""
    kind, key, content_hash = what
    row = await fetch_one(
        "select content_hash = $4 as same from intake_item where item_key = $1 and source = $2"
        " and kind = $3 and patient is not distinct from $5 and outcome <> 'quarantined'"
        " and not (is_kept and $6) order by id desc limit 1",
        key,
        source,
        kind,
        content_hash,
        patient,
        has_rows,
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
