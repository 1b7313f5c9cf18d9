"""
A message read again from the bytes that were kept: after a fix, by a word, or broken off halfway.

What was taken before is not touched. Where the readers find other items than they did, those are
taken as new, and what was thought to be there waits no longer.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from consent.register.sources import Source, source_by_id
from portal.intake.delivery import Kept, Receipt, file_kept
from portal.vault import Vault
from publishing import receive
from publishing.filing.aside import Aside
from publishing.filing.desk import Terms

NOTHING: Mapping[str, UUID] = {}


class Reading(msgspec.Struct, frozen=True):
    """How a message is read again: when, in which language is told, and on which terms."""

    at: datetime
    language: str
    terms: Terms
    request_id: str = ""


async def read_again(
    vault: Vault, found: Aside, how: Reading, whole: Mapping[str, UUID] = NOTHING
) -> Receipt:
    """
    Read a message again and give how what was tried of it ended.

    `whole` is what was kept whole of it before its kind had rows, to be filed after all.
    """
    source = await _source(found)
    delivery = msgspec.structs.replace(
        receive.opened(found, source, vault),
        terms=how.terms,
        request_id=how.request_id,
    )
    kept = Kept(found.id, delivery, found, whole)
    return await file_kept(kept, vault, how.at, file=str(found.id), language=how.language)


async def _source(found: Aside) -> Source:
    source = await source_by_id(found.source)
    if source is None:
        raise LookupError(found.source)
    return source
