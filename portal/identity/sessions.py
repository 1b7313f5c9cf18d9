"""Sessions: who is logged in, found by the hash of a token that only their browser has."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from consent.ids import new_id
from consent.register.people import Person, person_along
from portal.identity import queries
from portal.identity.limits import Limits
from portal.identity.visitor import VisitorKind

# Written no oftener, so that a page does not cost a write each time.
SEEN_EVERY = timedelta(minutes=1)


# How an employee with an account came in: with a password alone, with a code by mail as well, or
# with what they have. The first two are not enough to read logs or to change rights.
PASSWORD_ONLY, MAIL_CODE, TWO_STEPS = 10, 15, 20
WEAK = frozenset({PASSWORD_ONLY, MAIL_CODE})


class NewSession(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is known at login; `person` is None for a patient who is enrolled nowhere.

    `memberships` are the places where an employee may work in this session; `membership` is the
    one they work at, None while they have not chosen. `device` is the kind of their browser.
    `subject` is whom a person acts for, `stated` whom the login itself says that they may act for.
    `proved` is off where the provider may have known them from an earlier login.
    """

    kind: VisitorKind
    level: int
    language: str
    person: UUID | None = None
    membership: UUID | None = None
    memberships: tuple[UUID, ...] = ()
    subject: UUID | None = None
    stated: UUID | None = None
    device: str = ""
    proved: bool = True


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is logged in; `who` is the living patient, where their token found it."""

    id: UUID
    kind: VisitorKind
    person: UUID | None
    membership: UUID | None
    memberships: tuple[UUID, ...]
    subject: UUID | None
    stated: UUID | None
    level: int
    language: str
    device: str
    proved: bool
    started_at: datetime
    last_seen_at: datetime
    who: Person | None = None

    def ends_at(self, limits: Limits) -> datetime:
        """Give the moment at which this session ends when nothing happens any more."""
        limit = limits[self.kind]
        return min(self.last_seen_at + limit.idle, self.started_at + limit.whole)


async def begin(new: NewSession, at: datetime) -> tuple[UUID, str]:
    """Begin a session, always under a new token, and give its id and the token."""
    return await _begin(new, at, at)


async def move(session: Session, membership: UUID, at: datetime) -> tuple[UUID, str] | None:
    """
    Go on at another of the employee's places, and give the new session and its token.

    The old one ends, so that a form that still stands open for the other practice is refused; how
    long somebody is logged in goes on counting. None: it had ended already.
    """
    if not await queries.remove_session(session.id):
        return None
    return await _again(session, at, person=None, membership=membership)


async def turn(session: Session, subject: UUID | None, at: datetime) -> tuple[UUID, str] | None:
    """
    Go on as acting for another, or for oneself (None); as `move`, so that no open form is left.

    None: it had ended already.
    """
    if not await queries.remove_session(session.id):
        return None
    return await _again(session, at, subject=subject)


async def _again(session: Session, at: datetime, **other: UUID | None) -> tuple[UUID, str]:
    kept = msgspec.structs.asdict(session)
    new = NewSession(**{name: kept[name] for name in NewSession.__struct_fields__} | other)
    return await _begin(new, session.started_at, at)


async def _begin(new: NewSession, started_at: datetime, at: datetime) -> tuple[UUID, str]:
    token, session = secrets.token_urlsafe(32), new_id(at)
    await queries.add_session(
        {
            "id": session,
            "token_hash": token_hash(token),
            "kind": new.kind.value,
            "person": new.person,
            "membership": new.membership,
            "memberships": list(new.memberships),
            "subject": new.subject,
            "stated": new.stated,
            "device": new.device,
            "proved": new.proved,
            "level": new.level,
            "language": new.language,
            "started_at": started_at,
            "last_seen_at": at,
        }
    )
    return session, token


async def find(token: str) -> Session | None:
    """Find the session of a token, also when its time is over; None when there is none."""
    row = await queries.session_under(token_hash(token))
    return msgspec.structs.replace(_session(row), who=person_along(row)) if row else None


async def seen(session: Session, at: datetime) -> None:
    """Write down that somebody is still there."""
    await queries.touch(session.id, at, at - SEEN_EVERY)


async def end(session: UUID) -> bool:
    """End a session; False when it had ended already."""
    return await queries.remove_session(session)


async def end_under(token: str) -> None:
    """End the session of a token, where there is one."""
    await queries.remove_under(token_hash(token))


async def of_person(person: UUID, limits: Limits, at: datetime) -> list[Session]:
    """Give where a patient is logged in at this moment."""
    return _still(await queries.sessions_of_person(person), limits, at)


async def of_memberships(
    memberships: Sequence[UUID], limits: Limits, at: datetime
) -> list[Session]:
    """Give where the employee of these memberships is logged in, also before they chose one."""
    return _still(await queries.sessions_of_memberships(memberships), limits, at)


async def these(found: Sequence[UUID], limits: Limits, at: datetime) -> list[Session]:
    """Give those of these sessions that last at this moment."""
    return _still(await queries.sessions_among(found), limits, at)


async def end_these(found: Sequence[UUID]) -> list[UUID]:
    """End these sessions, and give those that were still there."""
    return await queries.remove_among(found) if found else []


async def end_of_person(person: UUID) -> list[UUID]:
    """End every session of a patient, and give which."""
    return await queries.remove_of_person(person)


async def end_at(membership: UUID) -> list[UUID]:
    """End every session in which an employee works under this membership, and give which."""
    return await queries.remove_at(membership)


async def end_old(limits: Limits, at: datetime) -> None:
    """End every session whose time is over."""
    for kind, limit in limits.items():
        await queries.remove_old(kind.value, at - limit.idle, at - limit.whole)


async def set_language(session: UUID, language: str) -> None:
    """Keep the language that somebody chose, for as long as they are logged in."""
    await queries.set_language(session, language)


def token_hash(token: str) -> bytes:
    """Give the form in which a token is stored: who reads the table cannot log in with it."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


def _still(rows: Sequence[Any], limits: Limits, at: datetime) -> list[Session]:
    return [one for one in map(_session, rows) if at < one.ends_at(limits)]


def _session(row: Any) -> Session:
    return msgspec.convert(dict(row) | {"kind": VisitorKind(row["kind"])}, Session)
