"""Statements of what was kept whole although its kind has rows by now."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.statements import fetch

# What came later under the same key says more: only the last of each is filed.
KEPT = """
select i.id, i.message, i.path from intake_item i
where i.is_kept and i.settled_at is null and i.kind = any($2)
  and not exists (select from intake_item n
      where n.item_key = i.item_key and n.source = i.source and n.kind = i.kind
        and n.patient is not distinct from i.patient
        and n.outcome = 'accepted' and n.settled_at is null and n.id > i.id)
"""
OF_SOURCE = f"{KEPT} and i.source = $1 order by i.id"
OF_MESSAGE = f"{KEPT} and i.message = $1 order by i.id"


async def kept_of(source: UUID, kinds: Sequence[str]) -> Sequence[Any]:
    """Give the items of a source that were kept whole, of these kinds, the oldest first."""
    return await fetch(OF_SOURCE, source, list(kinds))


async def kept_in(message: UUID, kinds: Sequence[str]) -> Sequence[Any]:
    """Give those of one message."""
    return await fetch(OF_MESSAGE, message, list(kinds))
