"""Episodes as a source states them: written under its key, and never moved to another file."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.ids import new_id
from consent.queries import episodes as queries
from consent.statements import fetch_one


class NewEpisode(msgspec.Struct, frozen=True):
    """
    What a source says of an episode; dates are None when it does not say.

    `visible_to_patient` counts for a new one only: later the practice has its say.
    """

    patient: UUID
    source: UUID
    source_key: str
    title: str
    icpc: str
    is_closed: bool
    started_on: date | None
    last_contact_on: date | None
    confidentiality: str = ""
    visible_to_patient: bool = True


async def put_episode(new: NewEpisode, at: datetime) -> UUID | None:
    """
    Write an episode or bring it up to date, and give its id; whether it is shown stays as it is.

    None, and nothing is written, when the source used this key for another patient.
    """
    known: Any = await fetch_one(
        "select patient from episode where source = $1 and source_key = $2",
        new.source,
        new.source_key,
    )
    if known is not None and known["patient"] != new.patient:
        return None
    return await queries.put({"id": new_id(at), **msgspec.structs.asdict(new)})


async def set_attention(episode: UUID, *, has_attention: bool) -> None:
    """Write whether an episode stays of interest when it is closed."""
    await queries.set_attention(episode, has_attention=has_attention)
