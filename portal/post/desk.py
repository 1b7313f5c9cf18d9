"""
The practice's side of post: what did not arrive, sent again, printed, or taken off the list.

It says to whom something was written: each look and act here is a line.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound
from consent.model import Actor
from consent.register.practices import practice_of
from portal.post import queries
from portal.post.model import Kind, Status, Words
from portal.post.outbox import words_of
from portal.vault import Vault


class Stuck(msgspec.Struct, frozen=True, kw_only=True):
    """
    A message of a practice that did not arrive; `fault` is the code of why.

    `is_forgotten` says that it came back after its words and address were removed.
    """

    id: UUID
    kind: Kind
    status: Status
    fault: str
    language: str
    written_at: datetime
    words: Words = Words()
    is_forgotten: bool = False


async def stuck(employee: Actor, vault: Vault, at: datetime) -> list[Stuck]:
    """Give what did not arrive, at most a hundred, the latest first."""
    practice = practice_of(employee)
    event = Event(Action.POST_LIST, at, practice=practice, object_id=practice)
    await accesslog.record(employee, event)
    return [_stuck(row, vault) for row in await queries.waiting_for(practice)]


async def letter(employee: Actor, message: UUID, vault: Vault, at: datetime) -> Stuck:
    """
    Give one message to print.

    Raises:
        NotFound: no such message here, or it has been sent or taken off the list.

    """
    row = await queries.of_practice(practice_of(employee), message)
    if row is None or row["words_sealed"] is None or row["status"] == Status.SENT.value:
        raise NotFound
    await _record(employee, Action.POST_REVIEW, row, at)
    return _stuck(row, vault)


async def again(employee: Actor, message: UUID, at: datetime) -> None:
    """
    Let a message be sent again, which may be the second time that it arrives.

    Raises:
        NotFound: no such message here, or it cannot be sent again.

    """
    row = await queries.of_practice(practice_of(employee), message)
    if row is None or not await queries.put_back(practice_of(employee), message, at):
        raise NotFound
    await _record(employee, Action.POST_AGAIN, row, at)


async def done(employee: Actor, message: UUID, at: datetime) -> None:
    """
    Take a message off the list, and forget what it says.

    Raises:
        NotFound: no such message on the list here.

    """
    row = await queries.of_practice(practice_of(employee), message)
    if row is None or not await queries.finish(practice_of(employee), message, at):
        raise NotFound
    await _record(employee, Action.POST_DONE, row, at)


async def _record(employee: Actor, action: Action, row: Any, at: datetime) -> None:
    # A message to an employee is in nobody's own log.
    event = Event(action, at, person=row["person"], practice=employee.practice, object_id=row["id"])
    await accesslog.record(employee, event)


def _stuck(row: Any, vault: Vault) -> Stuck:
    sealed = row["words_sealed"]
    return Stuck(
        id=row["id"],
        kind=Kind(row["kind"]),
        status=Status(row["status"]),
        fault=row["fault"],
        language=row["language"],
        written_at=row["written_at"],
        words=words_of(vault, sealed, row["id"]) if sealed else Words(),
        is_forgotten=sealed is None,
    )
