"""Statements of who works at a practice with which rights, and of who changed them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, fetch_one, require_transaction
from consent.tables import Membership, MembershipChange, Practice

COLLEAGUE = """
select m.id, m.employee, m.practice, m.function, m.agb, m.door, m.rights, m.started_at, m.ended_at,
       e.name, e.uzi_id
from membership m join employee e on e.id = m.employee
"""


async def colleagues(practice: UUID, at: datetime) -> Sequence[Any]:
    """Give who works at a practice at this moment, by name."""
    return await fetch(
        COLLEAGUE + " where m.practice = $1 and (m.ended_at is null or m.ended_at > $2)"
        " order by lower(e.name), m.id",
        practice,
        at,
    )


async def colleague(practice: UUID, membership: UUID) -> Any | None:
    """Give one membership of a practice, also when it has ended."""
    return await fetch_one(COLLEAGUE + " where m.practice = $1 and m.id = $2", practice, membership)


async def of_number(practice: UUID, uzi_id: str) -> Any | None:
    """Find the membership of a practice by the number of a provider, also when it has ended."""
    return await fetch_one(COLLEAGUE + " where m.practice = $1 and e.uzi_id = $2", practice, uzi_id)


async def of_employee(practice: UUID, employee: UUID) -> Any | None:
    """Find the membership of an employee at a practice, also when it has ended."""
    return await fetch_one(
        COLLEAGUE + " where m.practice = $1 and m.employee = $2", practice, employee
    )


async def works_elsewhere(employee: UUID, practice: UUID) -> bool:
    """Tell whether an employee works at another practice as well."""
    row = await fetch_one(
        "select from membership where employee = $1 and practice <> $2 and ended_at is null",
        employee,
        practice,
    )
    return row is not None


async def all_of_employee(membership: UUID) -> Sequence[Any]:
    """Give the ids of everything the employee of this membership is or was, anywhere."""
    return await fetch(
        "select o.id from membership m join membership o on o.employee = m.employee"
        " where m.id = $1",
        membership,
    )


async def fallback(practice: UUID) -> str:
    """Give who may give rights when the only manager cannot; empty when nobody is named."""
    row = await fetch_one("select fallback_manager from practice where id = $1", practice)
    return str(row["fallback_manager"]) if row else ""


async def name_fallback(practice: UUID, name: str) -> None:
    """Write down who that is."""
    require_transaction()
    await Practice.update({Practice.fallback_manager: name}).where(Practice.id == practice)


async def set_membership(membership: UUID, values: dict[Any, Any]) -> None:
    """Write what somebody is and may do from now on."""
    require_transaction()
    await Membership.update(values).where(Membership.id == membership)


async def note_changes(rows: Collection[dict[str, Any]]) -> None:
    """Write down who changed what, one row each."""
    require_transaction()
    await MembershipChange.insert(*(MembershipChange(**row) for row in rows))


async def last_changes(practice: UUID, limit: int) -> Sequence[Any]:
    """Give the newest changes at a practice, with the names of both sides."""
    return await fetch(
        "select c.what, c.value, c.changed_at, c.membership, e.name, b.name as changed_by"
        " from membership_change c join membership m on m.id = c.membership"
        " join employee e on e.id = m.employee"
        " join membership mb on mb.id = c.changed_by join employee b on b.id = mb.employee"
        " where m.practice = $1 order by c.changed_at desc, c.id desc limit $2",
        practice,
        limit,
    )
