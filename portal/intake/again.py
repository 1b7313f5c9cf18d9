"""
A message that waits, read again from the bytes that were kept: after a fix, or by a word.

What was taken before is not touched. Where the readers find other items than they did, those are
taken as new, and what was thought to be there waits no longer.
"""

import asyncio
from datetime import datetime

import msgspec

from consent.register.sources import Source, source_by_id
from portal.database import transaction
from portal.intake.delivery import Receipt, one, receipt_of, unread
from portal.vault import Vault
from publishing import receive
from publishing.filing import aside
from publishing.filing.aside import Aside
from publishing.filing.desk import Terms
from publishing.intake.faults import Unreadable
from publishing.intake.reader import read


class Reading(msgspec.Struct, frozen=True):
    """How a message is read again: when, in which language is told, and on which terms."""

    at: datetime
    language: str
    terms: Terms
    request_id: str = ""


async def read_again(vault: Vault, found: Aside, how: Reading) -> Receipt:
    """Read a message again and give how what was tried of it ended."""
    source = await _source(found)
    delivery = msgspec.structs.replace(
        receive.opened(found, source, vault),
        terms=how.terms,
        request_id=how.request_id,
    )
    items = await asyncio.to_thread(read, delivery.body, delivery.content_type)
    if isinstance(items, Unreadable):
        return unread(str(found.id), items, how.language)
    desk, ordered = receive.open_desk(delivery, found.id, items, vault, how.at)
    waits = {item.path: item.id for item in found.items}
    tried = [item for item in ordered if item.path in waits or item.path not in found.known]
    endings = [await one(desk, item, waits.get(item.path)) for item in tried]
    there = {item.path for item in items}
    async with transaction():
        gone = [row for path, row in waits.items() if path not in there]
        await aside.read_differently(found.id, gone, how.at)
    return receipt_of(str(found.id), endings, how.language)


async def _source(found: Aside) -> Source:
    source = await source_by_id(found.source)
    if source is None:
        raise LookupError(found.source)
    return source
