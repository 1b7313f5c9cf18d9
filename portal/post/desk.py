"""The practice's side of post: what did not arrive, sent again, printed, or taken off the list."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from consent.errors import NotFound
from consent.model import Actor
from portal.post import queries
from portal.post.model import Kind, Status, Words
from portal.post.outbox import words_of
from portal.vault import Vault


class Stuck(msgspec.Struct, frozen=True, kw_only=True):
    """A message of a practice that did not arrive; `fault` is the code of why."""

    id: UUID
    kind: Kind
    status: Status
    fault: str
    language: str
    written_at: datetime
    words: Words


async def stuck(employee: Actor, vault: Vault) -> list[Stuck]:
    """Give what did not arrive, at most a hundred, the latest first."""
    rows = await queries.waiting_for(_practice(employee))
    return [_stuck(row, vault) for row in rows]


async def letter(employee: Actor, message: UUID, vault: Vault) -> Stuck:
    """
    Give one message to print.

    Raises:
        NotFound: no such message here, or it has been sent or taken off the list.

    """
    row = await queries.of_practice(_practice(employee), message)
    if row is None or row["words_sealed"] is None:
        raise NotFound
    return _stuck(row, vault)


async def again(employee: Actor, message: UUID, at: datetime) -> None:
    """
    Let a message be sent again, which may be the second time that it arrives.

    Raises:
        NotFound: no such message here, or it cannot be sent again.

    """
    if not await queries.put_back(_practice(employee), message, at):
        raise NotFound


async def done(employee: Actor, message: UUID, at: datetime) -> None:
    """
    Take a message off the list, and forget what it says.

    Raises:
        NotFound: no such message on the list here.

    """
    if not await queries.finish(_practice(employee), message, at):
        raise NotFound


def _practice(employee: Actor) -> UUID:
    if employee.practice is None:
        raise NotFound
    return employee.practice


def _stuck(row: Any, vault: Vault) -> Stuck:
    return Stuck(
        id=row["id"],
        kind=Kind(row["kind"]),
        status=Status(row["status"]),
        fault=row["fault"],
        language=row["language"],
        written_at=row["written_at"],
        words=words_of(vault, row["words_sealed"], row["id"]),
    )
