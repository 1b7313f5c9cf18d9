"""
What was put aside, for the practice and for who reads it again.

A look at one message is a line of the practice's own log: whose it is, is what nobody knows yet.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound, Refused
from consent.model import Actor, Reason, Right
from consent.register.people import patient_by_number
from consent.statements import hold
from publishing.intake.faults import Fault
from publishing.queries import intake as queries

PAGE = 20


class Waiting(msgspec.Struct, frozen=True):
    """
    A message of which something waits, or that somebody should look at because of its `note`.

    `unreadable` when nothing of it could be read; `number` counts its items that wait.
    """

    id: UUID
    source: str
    received_at: datetime
    number: int
    reasons: tuple[str, ...]
    unreadable: str = ""
    note: str = ""


class AsideItem(msgspec.Struct, frozen=True):
    """One item that waits: where it stood, what it is, and why."""

    id: UUID
    path: str
    kind: str
    reason: str
    fault_path: str


class Aside(msgspec.Struct, frozen=True):
    """
    One message with what waits of it.

    `known` are the places of all its items that ever had an end; `body` is sealed, as it came.
    `is_filed` is False when the filing was broken off.
    """

    id: UUID
    source: UUID
    source_name: str
    practice: UUID
    received_at: datetime
    content_type: str
    body: bytes
    unreadable: str
    note: str
    items: tuple[AsideItem, ...]
    known: frozenset[str]
    is_filed: bool = True
    stated: UUID | None = None
    stated_by: str = ""

    @property
    def waits(self) -> bool:
        """Whether anything of it still does."""
        return bool(self.items or self.unreadable)


async def waiting(clerk: Actor, after: UUID | None = None) -> list[Waiting]:
    """Give a page of what waits at the clerk's practice, the oldest first."""
    if clerk.practice is None:
        return []
    return [_waiting(row) for row in await queries.waiting(clerk.practice, after, PAGE)]


async def all_waiting(source: UUID | None) -> list[UUID]:
    """Give every message of which something waits or has no end, of one source or of all."""
    return [row["id"] for row in await queries.waiting_of(source)]


async def broken_off(until: datetime) -> list[UUID]:
    """Give the messages that came until then and were not filed to the end."""
    return [row["id"] for row in await queries.unfiled(until)]


async def look(clerk: Actor, message: UUID, at: datetime) -> Aside | None:
    """Open one message of the clerk's practice, with its line; None when there is none."""
    found = await aside(message)
    is_here = found is not None and found.practice == clerk.practice
    refused = "" if is_here else Reason.NOT_FOUND.value
    event = Event(
        Action.INTAKE_REVIEW, at, practice=clerk.practice, object_id=message, refused=refused
    )
    await accesslog.record(clerk, event)
    return found if is_here else None


async def begin_again(clerk: Actor, message: UUID, at: datetime) -> Aside:
    """
    Write the line of reading a message again, and give it.

    Raises:
        NotFound: no such message at this practice.
        Refused: the right is missing.

    """
    return await _acted(clerk, message, Event(Action.INTAKE_AGAIN, at))


async def state_owner(clerk: Actor, message: UUID, owner: tuple[str, str], at: datetime) -> Aside:
    """
    Write down whose file a message belongs to and how the clerk knows, and give it.

    `owner` is a dossier number of the clerk's practice, and how they know.

    Raises:
        NotFound, Refused: as `begin_again`; refused also when nobody there has that number.

    """
    number, how = owner
    found = await _acted(clerk, message, Event(Action.INTAKE_LINK, at, reason=how))
    patient = await patient_by_number(found.practice, number)
    if patient is None:
        raise Refused(Reason.NOT_ENROLLED, practice=found.practice)
    await queries.state_owner(message, patient, clerk.name, how)
    return await _held(clerk, message)


async def take_back(message: UUID) -> None:
    """Take back whose a message is, because nothing of it could be filed there."""
    await queries.state_owner(message, None, "", "")


async def dismiss(clerk: Actor, message: UUID, at: datetime) -> None:
    """
    Take a message off the list without filing it; its bytes stay.

    Raises:
        NotFound, Refused: as `begin_again`.

    """
    found = await _acted(clerk, message, Event(Action.INTAKE_DISMISS, at))
    await queries.settle_items([one.id for one in found.items], at)
    await queries.settle_message(message, at)


async def settle(row: UUID, at: datetime) -> None:
    """Write, in the open transaction, that an item which was put aside has an end after all."""
    await queries.settle_items([row], at)


async def still_waits(row: UUID, fault: Fault) -> None:
    """Write, in the open transaction, why an item still waits."""
    await queries.still_waits(row, fault.reason.value, fault.path)


async def read_differently(message: UUID, gone: Sequence[UUID], at: datetime) -> None:
    """Write that a message can be read, and that what it was thought to hold waits no longer."""
    await queries.settle_items(gone, at)
    await queries.settle_message(message, at, unreadable=True)


async def aside(message: UUID) -> Aside | None:
    """Give one message with what waits of it; None when there is no such message."""
    row = await queries.message(message)
    return _aside(row, await queries.items_of(message)) if row else None


async def _acted(clerk: Actor, message: UUID, event: Event) -> Aside:
    found = await _held(clerk, message)
    if not clerk.may(Right.PATIENTS_CHANGE):
        raise Refused(Reason.NO_RIGHT, practice=clerk.practice)
    line = msgspec.structs.replace(event, practice=clerk.practice, object_id=message)
    await accesslog.record(clerk, line)
    return found


async def _held(clerk: Actor, message: UUID) -> Aside:
    await hold(message)
    found = await aside(message)
    if found is None or found.practice != clerk.practice:
        raise NotFound
    return found


def _waiting(row: Any) -> Waiting:
    return Waiting(
        id=row["id"],
        source=row["source"],
        received_at=row["received_at"],
        number=row["number"],
        reasons=tuple(row["reasons"]),
        unreadable=row["unreadable"],
        note=row["note"],
    )


def _aside(row: Any, items: Sequence[Any]) -> Aside:
    waits = [one for one in items if one["outcome"] == "quarantined" and not one["settled_at"]]
    return Aside(
        id=row["id"],
        source=row["source"],
        source_name=row["source_name"],
        practice=row["practice"],
        received_at=row["received_at"],
        content_type=row["content_type"],
        body=bytes(row["body_sealed"]),
        unreadable="" if row["settled_at"] else row["unreadable"],
        note=row["note"],
        items=tuple(
            AsideItem(one["id"], one["path"], one["kind"], one["reason"], one["fault_path"])
            for one in waits
        ),
        known=frozenset(one["path"] for one in items),
        is_filed=row["filed_at"] is not None,
        stated=row["stated_patient"],
        stated_by=row["stated_by"],
    )
