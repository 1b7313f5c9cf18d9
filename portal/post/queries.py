"""Statements of the outbox."""

from typing import Any

from consent.statements import require_transaction
from portal.post.tables import PostMessage


async def add(row: dict[str, Any]) -> bool:
    """Write a message unless there ever was one of its kind and subject; tell whether it was."""
    require_transaction()
    written = (
        await PostMessage.insert(PostMessage(**row))
        .on_conflict(target=(PostMessage.kind, PostMessage.subject), action="DO NOTHING")
        .returning(PostMessage.id)
    )
    return bool(written)
