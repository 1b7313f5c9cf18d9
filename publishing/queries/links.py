"""Statements of names and references: who refers to whom within one file of one source."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from consent.statements import fetch, fetch_one, require_transaction
from publishing.tables import (
    IntakeAlias,
    IntakeLink,
    JournalLine,
    Letter,
    Measurement,
    Result,
    SummaryItem,
)

TABLES: dict[str, Any] = {
    "journal_line": JournalLine,
    "letter": Letter,
    "measurement": Measurement,
    "result": Result,
    "summary_item": SummaryItem,
}

# Everything that refers to $3 by one of the names $4, by itself or through a contact.
AFFECTED = """
with direct as (
  select from_kind, from_key from intake_link
  where patient = $1 and source = $2 and to_kind = $3 and to_key = any($4)
), through as (
  select l.from_kind, l.from_key from direct d
  join intake_link l on l.patient = $1 and l.source = $2 and l.to_kind = 'contact'
       and (l.to_key = d.from_key or l.to_key in (select alias from intake_alias
            where source = $2 and kind = 'Encounter' and item_key = d.from_key))
  where d.from_kind = 'contact'
), sections as (
  select 'line' as from_kind, coalesce(a.item_key, d.from_key) as from_key from direct d
  left join intake_alias a on a.source = $2 and a.kind = 'Observation' and a.alias = d.from_key
  where d.from_kind = 'section'
)
select distinct from_kind, from_key from
  (select * from direct union select * from through union select * from sections) as found
"""


class Place(msgspec.Struct, frozen=True):
    """One file as one source knows it."""

    patient: UUID
    source: UUID


async def add_aliases(rows: Sequence[dict[str, Any]]) -> None:
    """Write other names of a thing; a name that is taken stays with its first."""
    require_transaction()
    await IntakeAlias.insert(*(IntakeAlias(**row) for row in rows)).on_conflict(action="DO NOTHING")


async def add_links(rows: Sequence[dict[str, Any]]) -> None:
    """Write references; those that are known stay."""
    require_transaction()
    await IntakeLink.insert(*(IntakeLink(**row) for row in rows)).on_conflict(action="DO NOTHING")


async def drop_links(file: Place, from_kind: str, from_key: str) -> None:
    """Forget what a thing referred to, before its new version says so anew."""
    require_transaction()
    await IntakeLink.delete().where(
        IntakeLink.patient == file.patient,
        IntakeLink.source == file.source,
        IntakeLink.from_kind == from_kind,
        IntakeLink.from_key == from_key,
    )


async def targets(file: Place, from_kind: str, from_keys: Sequence[str], to_kind: str) -> list[str]:
    """Give the keys of one kind to which these refer."""
    rows = await fetch(
        "select distinct to_key from intake_link where patient = $1 and source = $2"
        " and from_kind = $3 and from_key = any($4) and to_kind = $5 order by to_key",
        file.patient,
        file.source,
        from_kind,
        list(from_keys),
        to_kind,
    )
    return [row["to_key"] for row in rows]


async def referring(file: Place, from_kind: str, to_kind: str, names: Sequence[str]) -> list[str]:
    """Give the keys of the things of one kind that refer to one of these names."""
    rows = await fetch(
        "select distinct from_key from intake_link where patient = $1 and source = $2"
        " and from_kind = $3 and to_kind = $4 and to_key = any($5) order by from_key",
        file.patient,
        file.source,
        from_kind,
        to_kind,
        list(names),
    )
    return [row["from_key"] for row in rows]


async def names(file: Place, kind: str, key: str) -> list[str]:
    """Give every name of a thing."""
    rows = await fetch(
        "select alias from intake_alias where source = $1 and kind = $2 and item_key = $3",
        file.source,
        kind,
        key,
    )
    return [key, *(row["alias"] for row in rows)]


async def keys(file: Place, kind: str, name: str) -> list[str]:
    """Give the keys that a name may stand for."""
    rows = await fetch(
        "select item_key from intake_alias where source = $1 and kind = $2 and alias = $3",
        file.source,
        kind,
        name,
    )
    return [name, *(row["item_key"] for row in rows)]


async def episode(file: Place, name: str) -> UUID | None:
    """Find an episode of this file by one of its names."""
    row = await fetch_one(
        "select id from episode where patient = $1 and source = $2 and source_key in ("
        "select $3::text union select item_key from intake_alias"
        " where source = $2 and kind = 'EpisodeOfCare' and alias = $3::text)",
        file.patient,
        file.source,
        name,
    )
    return row["id"] if row else None


async def is_flagged(file: Place, episode_id: UUID) -> bool:
    """Tell whether a flag refers to an episode by one of its names."""
    row = await fetch_one(
        "select exists (select from intake_link l join episode e on e.id = $3"
        " where l.patient = $1 and l.source = $2 and l.from_kind = 'flag'"
        " and l.to_kind = 'episode' and (l.to_key = e.source_key or l.to_key in ("
        "select alias from intake_alias where source = $2 and kind = 'EpisodeOfCare'"
        " and item_key = e.source_key))) as yes",
        file.patient,
        file.source,
        episode_id,
    )
    return bool(row and row["yes"])


async def contact(file: Place, name: str) -> Any | None:
    """Find a contact of this file by one of its names."""
    return await fetch_one(
        "select id, source_key from contact where patient = $1 and source = $2 and source_key in ("
        "select $3::text union select item_key from intake_alias"
        " where source = $2 and kind = 'Encounter' and alias = $3::text)",
        file.patient,
        file.source,
        name,
    )


async def affected(file: Place, kind: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """Give kind and key of everything whose place depends on a thing with these names."""
    rows = await fetch(AFFECTED, file.patient, file.source, kind, list(names))
    return [(row["from_kind"], row["from_key"]) for row in rows]


async def move(table: str, file: Place, key: str, place: dict[str, Any]) -> None:
    """Write where the current version of a thing stands, by column."""
    require_transaction()
    rows = TABLES[table]
    values: dict[Any, Any] = {getattr(rows, name): value for name, value in place.items()}
    await rows.update(values).where(
        rows.patient == file.patient,
        rows.source == file.source,
        rows.source_key == key,
        rows.superseded_at.is_null(),
    )
