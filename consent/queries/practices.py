"""Statements of practices, their agreements, employees and sources."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from consent.tables import AgreementChange, Employee, Membership, Practice, Source

MEMBERSHIP = """
select m.id, m.employee, m.practice, m.function, m.rights, e.uzi_id, e.name, e.language,
       pr.name as practice_name, pr.phone as practice_phone, pr.ura,
       pr.code_by_mail
from membership m
join employee e on e.id = m.employee
join practice pr on pr.id = m.practice
where m.started_at <= $1 and (m.ended_at is null or m.ended_at > $1)
"""


async def practice(practice_id: UUID) -> Any | None:
    """Give a practice with its agreements."""
    return await fetch_one("select * from practice where id = $1", practice_id)


async def contacts() -> Sequence[Any]:
    """Give name and telephone number of every practice, by name."""
    return await fetch("select id, name, phone from practice order by lower(name), id")


async def by_reference(reference: str) -> Any | None:
    """Find a practice by its id or its subscriber number, as somebody typed it."""
    return await fetch_one("select id from practice where id::text = $1 or ura = $1", reference)


async def last_changes(practice_id: UUID) -> Sequence[Any]:
    """Give the last change of each agreement, with the name of who made it."""
    return await fetch(
        "select distinct on (c.agreement) c.agreement, c.value, c.changed_at, e.name"
        " from agreement_change c left join membership m on m.id = c.changed_by"
        " left join employee e on e.id = m.employee"
        " where c.practice = $1 order by c.agreement, c.changed_at desc, c.id desc",
        practice_id,
    )


async def set_agreements(
    practice_id: UUID, values: dict[Any, Any], changes: Sequence[dict[str, Any]]
) -> None:
    """Write the new values and one row per changed agreement."""
    require_transaction()
    await Practice.update(values).where(Practice.id == practice_id)
    await AgreementChange.insert(*(AgreementChange(**row) for row in changes))


async def add_practice(row: dict[str, Any]) -> None:
    """Write a practice; its agreements are on the strict side."""
    require_transaction()
    await Practice.insert(Practice(**row))


async def memberships(uzi_id: str, at: datetime) -> Sequence[Any]:
    """Give what this employee is at which practices that they enter by a provider, by practice."""
    return await fetch(
        MEMBERSHIP + " and e.uzi_id = $2 and m.door = 'provider' order by pr.name, m.id",
        at,
        uzi_id,
    )


async def memberships_by_account(employee: UUID, at: datetime) -> Sequence[Any]:
    """Give what this employee is at which practices that they enter by an account, by practice."""
    return await fetch(
        MEMBERSHIP + " and e.id = $2 and m.door = 'account' order by pr.name, m.id", at, employee
    )


async def memberships_among(memberships: Sequence[UUID], at: datetime) -> Sequence[Any]:
    """Give those of these memberships that are in force at this moment, ordered by practice."""
    return await fetch(
        MEMBERSHIP + " and m.id = any($2::uuid[]) order by pr.name, m.id", at, list(memberships)
    )


async def membership(membership_id: UUID, at: datetime) -> Any | None:
    """Give one membership if it is in force at this moment."""
    return await fetch_one(MEMBERSHIP + " and m.id = $2", at, membership_id)


async def holders(practice_id: UUID, right: str, at: datetime) -> Sequence[Any]:
    """Give who holds a right at a practice at this moment."""
    return await fetch(
        MEMBERSHIP + " and m.practice = $2 and m.rights @> array[$3]::varchar[] order by m.id",
        at,
        practice_id,
        right,
    )


async def add_employee(row: dict[str, Any]) -> UUID:
    """Write an employee unless the number is known, and give the id."""
    require_transaction()
    await Employee.insert(Employee(**row)).on_conflict(action="DO NOTHING")
    found = await fetch_one("select id from employee where uzi_id = $1", row["uzi_id"])
    return UUID(str(found["id"])) if found else row["id"]


async def add_membership(row: dict[str, Any]) -> None:
    """Write what an employee is and may do at a practice."""
    require_transaction()
    await Membership.insert(Membership(**row))


async def source_by_credential(credential_hash: bytes) -> Any | None:
    """Find the source that holds this credential."""
    return await fetch_one(
        "select id, practice, name, kind, log_since from source"
        " where credential_hash = $1 and ended_at is null",
        credential_hash,
    )


async def source_by_name(name: str) -> Any | None:
    """Find a source by its name."""
    return await fetch_one(
        "select id, practice, name, kind, log_since from source"
        " where name = $1 and ended_at is null",
        name,
    )


async def source_by_id(source: UUID) -> Any | None:
    """Find a source, also one that delivers no longer."""
    return await fetch_one(
        "select id, practice, name, kind, log_since from source where id = $1", source
    )


async def source_of_kind(practice_id: UUID, kind: str) -> Any | None:
    """Give the first source of a kind that delivers for a practice."""
    return await fetch_one(
        "select id, practice, name, kind, log_since from source"
        " where practice = $1 and kind = $2 and ended_at is null order by id limit 1",
        practice_id,
        kind,
    )


async def take_log_of(source: UUID, at: datetime) -> None:
    """Write since when a source sends its log, unless it did already."""
    require_transaction()
    await Source.update({Source.log_since: at}).where(
        (Source.id == source) & Source.log_since.is_null()
    )


async def add_source(row: dict[str, Any]) -> None:
    """Write a source."""
    require_transaction()
    await Source.insert(Source(**row))
