"""Who works at a practice and with which rights, as its managers see it, and what changed."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from consent.errors import NotFound
from consent.model import Actor, Function, Right
from consent.queries import employees as queries

LAST_CHANGES = 20


class Door(StrEnum):
    """With which login somebody comes to a practice."""

    ACCOUNT = "account"
    """With an account of the portal itself, where the practice has no provider."""
    PROVIDER = "provider"


class Colleague(msgspec.Struct, frozen=True, kw_only=True):
    """
    Somebody who works, or worked, at a practice; times in UTC.

    `uzi_id` is the number that their provider states, None for an account of the portal.
    """

    id: UUID
    employee: UUID
    name: str
    uzi_id: str | None
    function: Function
    agb: str | None
    door: Door
    rights: frozenset[Right]
    started_at: datetime
    ended_at: datetime | None

    @property
    def is_manager(self) -> bool:
        """Whether they may change employees."""
        return Right.EMPLOYEES_CHANGE in self.rights


class Change(msgspec.Struct, frozen=True):
    """One change: of whom, what, to what, by whom and when (UTC)."""

    membership: UUID
    name: str
    what: str
    value: str
    by: str
    at: datetime


async def colleagues(manager: Actor, at: datetime) -> list[Colleague]:
    """Give who works at the manager's active practice now, by name."""
    return [_colleague(row) for row in await queries.colleagues(practice_of(manager), at)]


async def colleague(manager: Actor, membership: UUID) -> Colleague | None:
    """Give one of them, also who has left; None when it is nobody of this practice."""
    row = await queries.colleague(practice_of(manager), membership)
    return _colleague(row) if row else None


async def last_changes(manager: Actor) -> list[Change]:
    """Give the newest changes at the manager's active practice."""
    rows = await queries.last_changes(practice_of(manager), LAST_CHANGES)
    return [
        Change(
            row["membership"],
            row["name"],
            row["what"],
            row["value"],
            row["changed_by"],
            row["changed_at"],
        )
        for row in rows
    ]


async def fallback(manager: Actor) -> str:
    """Give who is named to step in for the only manager; empty when nobody is."""
    return await queries.fallback(practice_of(manager))


async def memberships_of_same(membership: UUID) -> list[UUID]:
    """Give everything the employee behind a membership is or was, at any practice."""
    return [row["id"] for row in await queries.all_of_employee(membership)]


def practice_of(manager: Actor) -> UUID:
    """
    Give the active practice of somebody.

    Raises:
        NotFound: they have none.

    """
    if manager.practice is None:
        raise NotFound
    return manager.practice


def _colleague(row: Any) -> Colleague:
    return Colleague(
        id=row["id"],
        employee=row["employee"],
        name=row["name"],
        uzi_id=row["uzi_id"],
        function=Function(row["function"]),
        agb=row["agb"],
        door=Door(row["door"]),
        rights=frozenset(Right(right) for right in row["rights"]),
        started_at=row["started_at"],
        ended_at=row["ended_at"],
    )
