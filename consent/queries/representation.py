"""Statements of representations, choices about them, and blocks."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from consent.queries import ending
from consent.queries.files import FILE
from consent.statements import fetch, fetch_one, require_transaction
from consent.tables import (
    AccessRequest,
    Release,
    Representation,
    RepresentationBlock,
    RepresentationChoice,
)

ONE = f"""
select x.id as representation, x.patient, x.representative, x.kind, x.presence, x.document,
       x.starts_on, x.ends_on, x.registered_at, x.ended_at, x.ended_by,
       c.allowed, c.left_out, c.chosen_at, b.id as block, b.reason as block_reason,
       b.id is not null as is_blocked,
       {FILE},
       a.given as reader_given, a.prefix as reader_prefix, a.family as reader_family,
       a.language as reader_language, e.name as registered_by, r.id as release,
       r.started_at as released_at, r.status as release_status,
       exists (select from access_request q where q.representation = x.id
               and q.status in ('submitted', 'left_open')) as open_request
from representation x
join patient f on f.id = x.patient and f.ended_at is null
join practice pr on pr.id = f.practice
join person p on p.id = f.person
join person a on a.id = x.representative and a.died_on is null
left join membership m on m.id = x.registered_by
left join employee e on e.id = m.employee
left join lateral (
  select allowed, left_out, chosen_at from representation_choice
  where representation = x.id order by id desc limit 1) c on true
left join representation_block b on b.patient = x.patient
     and b.representative = x.representative and b.lifted_at is null
left join release r on r.representation = x.id and r.status = 'active'
"""  # noqa: S608 - of our own words


async def one(representation: UUID) -> Any | None:
    """Give one representation that has not ended."""
    return await fetch_one(ONE + " where x.id = $1 and x.ended_at is null", representation)


async def place_of(representation: UUID) -> Any | None:
    """Give the file and practice of a representation."""
    return await fetch_one(
        "select x.patient, f.practice from representation x join patient f on f.id = x.patient"
        " where x.id = $1",
        representation,
    )


async def of_patient(patient: UUID) -> Sequence[Any]:
    """Give everybody who acts for the person of a file, or did, the newest first."""
    return await fetch(ONE + " where x.patient = $1 order by x.id desc limit 100", patient)


async def of_person(person: UUID) -> Sequence[Any]:
    """Give everybody who acts for a person at any practice, by practice and name."""
    return await fetch(
        ONE + " where f.person = $1 and x.ended_at is null"
        " order by f.id, lower(a.family), lower(a.given), x.id",
        person,
    )


async def of_representative(reader: UUID) -> Sequence[Any]:
    """Give everybody for whom somebody acts, by name."""
    return await fetch(
        ONE + " where x.representative = $1 and x.ended_at is null"
        " order by lower(p.family), lower(p.given), f.person, x.id",
        reader,
    )


async def about(person: UUID) -> Sequence[Any]:
    """Give every representation in force of which this person is one of the two."""
    return await fetch(
        ONE + " where x.ended_at is null and (x.representative = $1 or f.person = $1)"
        " order by x.id",
        person,
    )


async def standing(reader: UUID, person: UUID, on: date) -> Any | None:
    """Give as what somebody acts or acted for a person, rather as holds on this day."""
    return await fetch_one(
        "select x.kind, f.person, p.given, p.prefix, p.family, p.born from representation x"
        " join patient f on f.id = x.patient join person p on p.id = f.person"
        " where x.representative = $1 and f.person = $2 order by x.ended_at is null desc,"
        " (x.starts_on <= $3 and coalesce(x.ends_on >= $3, true)) desc, x.starts_on desc, x.id desc"
        " limit 1",
        reader,
        person,
        on,
    )


async def of_parents(years: Sequence[int]) -> Sequence[Any]:
    """Give what parents and guardians do for who was born in one of these years."""
    return await fetch(
        ONE + " where x.ended_at is null and x.kind in ('parent', 'guardian')"
        " and p.born <> '' and left(p.born, 4)::int = any($1::int[]) order by x.id",
        list(years),
    )


async def add(row: dict[str, Any]) -> bool:
    """Write a representation; False when the same one is there already."""
    require_transaction()
    written = (
        await Representation.insert(Representation(**row))
        .on_conflict(action="DO NOTHING")
        .returning(Representation.id)
    )
    return bool(written)


async def end(representations: Sequence[UUID], by: str, at: datetime) -> None:
    """End representations with the requests and releases that rest on them."""
    require_transaction()
    found = list(representations)
    await Representation.update({Representation.ended_at: at, Representation.ended_by: by}).where(
        Representation.id.is_in(found), Representation.ended_at.is_null()
    )
    await ending.expire(AccessRequest.representation.is_in(found), at)
    await end_releases(found, by, at)


async def end_releases(representations: Sequence[UUID], reason: str, at: datetime) -> None:
    """End the releases that rest on representations."""
    theirs = Release.representation.is_in(list(representations))
    await ending.end_releases(theirs, reason, at)


async def choose(row: dict[str, Any]) -> None:
    """Add what a youth said."""
    require_transaction()
    await RepresentationChoice.insert(RepresentationChoice(**row))


async def block(row: dict[str, Any]) -> bool:
    """Write a block; False when there is one."""
    require_transaction()
    written = (
        await RepresentationBlock.insert(RepresentationBlock(**row))
        .on_conflict(action="DO NOTHING")
        .returning(RepresentationBlock.id)
    )
    return bool(written)


async def lift(block_id: UUID, by: UUID | None, at: datetime) -> bool:
    """Lift a block; False: it was lifted already."""
    require_transaction()
    lifted = (
        await RepresentationBlock.update(
            {RepresentationBlock.lifted_at: at, RepresentationBlock.lifted_by: by}
        )
        .where(RepresentationBlock.id == block_id, RepresentationBlock.lifted_at.is_null())
        .returning(RepresentationBlock.id)
    )
    return bool(lifted)
