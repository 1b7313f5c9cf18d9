"""Employees: what somebody is and may do at which practice. Rights are given per membership."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.ids import new_id
from consent.model import Actor, ActorKind, Function, Right
from consent.queries import practices as queries


class Membership(msgspec.Struct, frozen=True):
    """An employee at one practice; `code_by_mail` is what the practice agreed on that."""

    id: UUID
    employee: UUID
    name: str
    language: str
    practice: UUID
    practice_name: str
    practice_phone: str
    ura: str | None
    function: Function
    rights: frozenset[Right]
    code_by_mail: bool = False

    def actor(self, request_id: str) -> Actor:
        """Give the actor that the log and the policies see."""
        return Actor(
            kind=ActorKind.EMPLOYEE,
            function=self.function,
            id=self.id,
            practice=self.practice,
            name=self.name,
            organisation=self.practice_name,
            rights=self.rights,
            request_id=request_id,
        )


# What takes a login in two steps. Source: NEN 7513:2018, chapter 8.
TWO_STEPS = frozenset({Right.EMPLOYEES_CHANGE, Right.LOG_READ, Right.LOG_REVIEW})


class NewEmployee(msgspec.Struct, frozen=True):
    """
    What has to be known to let an employee in.

    `uzi_id` is the number their provider states; None for an account of the portal itself, then
    `employee` is who has that account already, None for somebody new.
    """

    uzi_id: str | None
    name: str
    function: Function
    rights: frozenset[Right]
    agb: str = ""
    employee: UUID | None = None


async def memberships_of(uzi_id: str, uras: Collection[str], at: datetime) -> list[Membership]:
    """
    Give where this employee works now and comes by a provider, ordered by practice.

    A practice with a subscriber number counts only when the provider states that number too.
    """
    found = [_membership(row) for row in await queries.memberships(uzi_id, at)]
    return [one for one in found if one.ura is None or one.ura in uras]


async def membership(membership_id: UUID, at: datetime) -> Membership | None:
    """Give a membership that is in force now; None when it ended: the session ends with it."""
    row = await queries.membership(membership_id, at)
    return _membership(row) if row else None


async def memberships_by_account(employee: UUID, at: datetime) -> list[Membership]:
    """Give where an employee works now and comes by an account of the portal, by practice."""
    return [_membership(row) for row in await queries.memberships_by_account(employee, at)]


def after_one_step(known: Membership) -> Membership:
    """Give a membership without the rights that take a login in two steps."""
    return msgspec.structs.replace(known, rights=known.rights - TWO_STEPS)


async def memberships_among(memberships: Collection[UUID], at: datetime) -> list[Membership]:
    """Give those of these memberships that are in force now, ordered by practice."""
    return [_membership(row) for row in await queries.memberships_among(list(memberships), at)]


async def holders(practice: UUID, right: Right, at: datetime) -> list[Membership]:
    """Give who holds a right at a practice now."""
    return [_membership(row) for row in await queries.holders(practice, right.value, at)]


async def employ(employee: NewEmployee, practice: UUID, at: datetime) -> UUID:
    """Let an employee work at a practice from now on, and give the membership."""
    known = employee.employee or await queries.add_employee(
        {"id": new_id(at), "uzi_id": employee.uzi_id, "name": employee.name}
    )
    membership_id = new_id(at)
    await queries.add_membership(
        {
            "id": membership_id,
            "employee": known,
            "practice": practice,
            "function": employee.function.value,
            "agb": employee.agb or None,
            "door": "provider" if employee.uzi_id else "account",
            "rights": sorted(right.value for right in employee.rights),
            "started_at": at,
        }
    )
    return membership_id


def newcomer(known: Membership, request_id: str) -> Actor:
    """Give the actor for an employee who has not yet said at which practice they work today."""
    return Actor(
        kind=ActorKind.EMPLOYEE,
        function=known.function,
        name=known.name,
        request_id=request_id,
    )


def _membership(row: Any) -> Membership:
    return Membership(
        id=row["id"],
        employee=row["employee"],
        name=row["name"],
        language=row["language"],
        practice=row["practice"],
        practice_name=row["practice_name"],
        practice_phone=row["practice_phone"],
        ura=row["ura"],
        function=Function(row["function"]),
        rights=frozenset(Right(right) for right in row["rights"]),
        code_by_mail=row["code_by_mail"],
    )
