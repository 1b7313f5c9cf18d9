"""Which messages somebody wants: all of them until they say otherwise."""

from datetime import datetime
from uuid import UUID

from consent.ids import new_id
from portal.post.model import Kind
from portal.post.readers import queries
from portal.post.readers.model import Reader


async def wanted(reader: Reader) -> frozenset[Kind]:
    """Give the kinds that this reader wants, of those that can be chosen."""
    refused = {row["kind"] for row in await queries.choices(reader.id) if not row["wanted"]}
    return frozenset(kind for kind in reader.kinds if kind.value not in refused)


async def choose(reader: Reader, kinds: frozenset[Kind], at: datetime) -> None:
    """Keep which kinds this reader wants; a kind that is not theirs to choose is ignored."""
    for kind in reader.kinds:
        await queries.choose(
            {
                "id": new_id(at),
                "owner": reader.id,
                "kind": kind.value,
                "wanted": kind in kinds,
                "chosen_at": at,
            }
        )


async def without(owners: list[UUID], kind: Kind) -> frozenset[UUID]:
    """Give who of these does not want a kind."""
    return frozenset(row["owner"] for row in await queries.unwanted(owners, kind.value))
