"""Statements of the outbox: every state is left by a conditional update, so that one wins."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from portal.post.model import Status
from portal.post.tables import PostMessage

NEXT = """
select id, kind, person, practice, language, address_sealed, words_sealed, attempts
from post_message
where status = 'waiting' and next_try_at <= $1 and (taken_until is null or taken_until <= $1)
order by next_try_at, id limit 1 for update skip locked
"""


async def add(row: dict[str, Any]) -> bool:
    """Write a message unless there ever was one of its kind and subject; tell whether it was."""
    require_transaction()
    written = (
        await PostMessage.insert(PostMessage(**row))
        .on_conflict(target=(PostMessage.kind, PostMessage.subject), action="DO NOTHING")
        .returning(PostMessage.id)
    )
    return bool(written)


async def waiting() -> Any:
    """Count what waits to be sent (`number`), and tell when the `oldest` of it was written."""
    return await fetch_one(
        "select count(*) as number, min(written_at) as oldest from post_message"
        " where status = 'waiting'"
    )


async def is_any_due(at: datetime) -> bool:
    """Tell whether a message may be sent now."""
    return bool(
        await fetch_one(
            "select 1 from post_message where status = 'waiting' and next_try_at <= $1"
            " and (taken_until is null or taken_until <= $1) limit 1",
            at,
        )
    )


async def take(taker: UUID, at: datetime, until: datetime) -> Any | None:
    """Take the message that has waited longest, for this taker alone until a moment."""
    require_transaction()
    row = await fetch_one(NEXT, at)
    if row:
        await PostMessage.update(
            {PostMessage.taken_by: taker, PostMessage.taken_until: until}
        ).where(PostMessage.id == row["id"])
    return row


async def move(
    message: UUID, taker: UUID, before: Status, values: dict[Any, Any]
) -> Sequence[dict[str, Any]]:
    """Change a message that is still in this state and this taker's; nothing when it is not."""
    require_transaction()
    moved: Sequence[dict[str, Any]] = (
        await PostMessage.update(values)
        .where(
            (PostMessage.id == message)
            & (PostMessage.taken_by == taker)
            & (PostMessage.status == before.value)
        )
        .returning(PostMessage.id)
    )
    return moved


async def sending_of(message: UUID) -> UUID | None:
    """Give the sending that a message left with; None when there is no such message, or none."""
    row = await fetch_one("select taken_by from post_message where id = $1", message)
    return row["taken_by"] if row else None


async def came_back(message: UUID, sending: UUID, fault: str, at: datetime) -> bool:
    """Note that a sending did not arrive after all; False when that is no longer news."""
    require_transaction()
    return bool(
        await PostMessage.update(
            {
                PostMessage.status: Status.FAILED.value,
                PostMessage.fault: fault,
                PostMessage.done_at: at,
            }
        )
        .where(
            (PostMessage.id == message)
            & (PostMessage.taken_by == sending)
            & PostMessage.status.is_in([Status.SENT.value, Status.UNSURE.value])
        )
        .returning(PostMessage.id)
    )


async def forget_sent(before: datetime) -> None:
    """Remove what messages say that were sent before a moment and did not come back."""
    require_transaction()
    await PostMessage.update(
        {PostMessage.address_sealed: None, PostMessage.words_sealed: None}
    ).where(
        (PostMessage.status == Status.SENT.value)
        & (PostMessage.done_at <= before)
        & PostMessage.words_sealed.is_not_null()
    )


async def end_old(at: datetime) -> None:
    """End the messages that nobody should receive any more, and remove what they say."""
    require_transaction()
    await PostMessage.update(
        {
            PostMessage.status: Status.ENDED.value,
            PostMessage.done_at: at,
            PostMessage.address_sealed: None,
            PostMessage.words_sealed: None,
        }
    ).where(
        (PostMessage.ends_at <= at)
        & PostMessage.status.is_in([Status.WAITING.value, Status.FAILED.value, Status.PAPER.value])
    )


async def waiting_for(practice: UUID) -> Sequence[Any]:
    """Give the messages of a practice that did not arrive, the latest first, at most a hundred."""
    return await fetch(
        "select id, kind, status, fault, language, written_at, words_sealed from post_message"
        " where practice = $1 and (status in"
        " ('failed', 'unsure', 'paper') or status = 'waiting' and attempts > 0)"
        " order by written_at desc, id desc limit 100",
        practice,
    )


async def of_practice(practice: UUID, message: UUID) -> Any | None:
    """Find a message of a practice."""
    return await fetch_one(
        "select id, person, kind, status, fault, language, written_at, words_sealed"
        " from post_message where practice = $1 and id = $2",
        practice,
        message,
    )


async def put_back(practice: UUID, message: UUID, at: datetime) -> bool:
    """Let a message that failed, or that may not have arrived, wait again; False when it cannot."""
    require_transaction()
    return bool(
        await PostMessage.update(
            {
                PostMessage.status: Status.WAITING.value,
                PostMessage.attempts: 0,
                PostMessage.next_try_at: at,
                PostMessage.taken_by: None,
                PostMessage.taken_until: None,
                PostMessage.done_at: None,
            }
        )
        .where(
            (PostMessage.id == message)
            & (PostMessage.practice == practice)
            & PostMessage.status.is_in([Status.FAILED.value, Status.UNSURE.value])
            & PostMessage.address_sealed.is_not_null()
        )
        .returning(PostMessage.id)
    )


async def finish(practice: UUID, message: UUID, at: datetime) -> bool:
    """Take a message off the list: printed, or told otherwise; False when it was not on it."""
    require_transaction()
    return bool(
        await PostMessage.update(
            {
                PostMessage.status: Status.ENDED.value,
                PostMessage.done_at: at,
                PostMessage.address_sealed: None,
                PostMessage.words_sealed: None,
            }
        )
        .where(
            (PostMessage.id == message)
            & (PostMessage.practice == practice)
            & PostMessage.status.is_in(
                [Status.FAILED.value, Status.UNSURE.value, Status.PAPER.value]
            )
        )
        .returning(PostMessage.id)
    )
