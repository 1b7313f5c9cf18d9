"""Statements of episodes and of who showed or hid what."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from consent.statements import fetch, require_transaction
from consent.tables import Episode, VisibilityChange


async def of_patient(patient: UUID) -> Sequence[Any]:
    """Give all episodes of a file, hidden ones too, the latest contact first."""
    return await fetch(
        "select id, title, icpc, is_closed, started_on, last_contact_on, visible_to_patient,"
        " attention"
        " from episode where patient = $1 order by last_contact_on desc nulls last, id",
        patient,
    )


async def set_visible(episodes: Sequence[UUID], *, visible: bool) -> None:
    """Set the flag of these episodes."""
    require_transaction()
    await Episode.update({Episode.visible_to_patient: visible}).where(
        Episode.id.is_in(list(episodes))
    )


async def note_changes(rows: Sequence[dict[str, Any]]) -> None:
    """Write down who changed which flag."""
    require_transaction()
    await VisibilityChange.insert(*(VisibilityChange(**row) for row in rows))


async def put(row: dict[str, Any]) -> UUID:
    """Write an episode under its source's key, or bring the one that is there up to date."""
    require_transaction()
    updated = [Episode.title, Episode.icpc, Episode.is_closed, Episode.started_on]
    updated += [Episode.last_contact_on, Episode.confidentiality]
    written = (
        await Episode.insert(Episode(**row))
        .on_conflict(
            target=(Episode.source, Episode.source_key),
            action="DO UPDATE",
            values=updated,
        )
        .returning(Episode.id)
    )
    return UUID(str(written[0]["id"]))


async def set_attention(episode: UUID, *, has_attention: bool) -> None:
    """Write the attention value of an episode."""
    require_transaction()
    await Episode.update({Episode.attention: has_attention}).where(Episode.id == episode)
