"""Sources: the systems that may deliver data, each for one practice."""

import hashlib
import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from consent.ids import new_id
from consent.model import Actor, ActorKind, Function
from consent.queries import practices as queries
from consent.statements import hold


class SourceKind(StrEnum):
    """What a source is; only a practice system may enrol. DESK: people, by a form of the portal."""

    DESK = "desk"
    LABORATORY = "laboratory"
    PRACTICE_SYSTEM = "practice_system"

    @property
    def is_system(self) -> bool:
        """Whether it delivers with a credential."""
        return self is not SourceKind.DESK


class Source(msgspec.Struct, frozen=True):
    """A system that delivers for one practice; `log_since` is None when it may send no log."""

    id: UUID
    practice: UUID
    name: str
    kind: SourceKind
    log_since: datetime | None = None

    @property
    def may_log(self) -> bool:
        """Whether lines of its own access log are taken over from it."""
        return self.log_since is not None

    @property
    def may_enrol(self) -> bool:
        """Whether people who are unknown here become patients by its word."""
        return self.kind is SourceKind.PRACTICE_SYSTEM

    def actor(self, request_id: str = "") -> Actor:
        """Give the actor that the log sees."""
        return Actor(
            kind=ActorKind.SOURCE,
            function=Function.SYSTEM,
            id=self.id,
            practice=self.practice,
            organisation=self.name,
            request_id=request_id,
        )


async def source_by_credential(credential: str) -> Source | None:
    """Find the source that holds this credential; None when nobody does."""
    row = await queries.source_by_credential(_hash(credential))
    return _source(row) if row else None


async def source_by_name(name: str) -> Source | None:
    """Find a source by its name; None when there is none."""
    row = await queries.source_by_name(name)
    return _source(row) if row else None


async def source_by_id(source: UUID) -> Source | None:
    """Find a source, also one that delivers no longer; None when there is none."""
    row = await queries.source_by_id(source)
    return _source(row) if row else None


async def add_source(
    name: str, kind: SourceKind, practice: UUID, at: datetime, *, logs: bool = False
) -> str:
    """
    Let a system deliver for a practice, and give its credential: it is shown this once.

    `logs` when it sends the lines of its own access log as well, from now on.
    """
    credential = secrets.token_urlsafe(32)
    await queries.add_source(
        {
            "id": new_id(at),
            "practice": practice,
            "name": name,
            "kind": kind.value,
            "credential_hash": _hash(credential),
            "log_since": at if logs else None,
        }
    )
    return credential


async def desk_of(practice: UUID, practice_name: str, at: datetime) -> Source:
    """Give the source of what employees of a practice add themselves; it has no credential."""
    row = await queries.source_of_kind(practice, SourceKind.DESK.value)
    if row is None:
        await hold(practice)
        row = await queries.source_of_kind(practice, SourceKind.DESK.value)
    return _source(row) if row else await _new_desk(practice, practice_name, at)


async def take_log_of(source: Source, at: datetime) -> datetime:
    """Let a source send the lines of its own log from now on; gives since when it may."""
    await queries.take_log_of(source.id, at)
    return source.log_since or at


async def _new_desk(practice: UUID, practice_name: str, at: datetime) -> Source:
    source = new_id(at)
    # A source is known by its name alone, and practices may be called the same.
    name = f"{practice_name[:60]} ({source.hex[-8:]})"
    await queries.add_source(
        {"id": source, "practice": practice, "name": name, "kind": SourceKind.DESK.value}
    )
    return Source(source, practice, name, SourceKind.DESK)


def _hash(credential: str) -> bytes:
    return hashlib.sha256(b"online-inzage/source/1:" + credential.encode()).digest()


def _source(row: Any) -> Source:
    return Source(
        row["id"], row["practice"], row["name"], SourceKind(row["kind"]), row["log_since"]
    )
