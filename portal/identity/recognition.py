"""From a cookie to the visitor of this request; a session whose time is over ends here."""

from datetime import datetime
from typing import Any

import msgspec
from litestar.connection import ASGIConnection

from consent.register import employees, people
from consent.register.people import Person
from consent.representation.listing import subject_of
from portal.database import transaction
from portal.identity import sessions
from portal.identity.cookies import SESSION, read_cookie
from portal.identity.csrf import csrf_token
from portal.identity.limits import Limits, limits_here
from portal.identity.sessions import SEEN_EVERY, Session
from portal.identity.visitor import Visitor, VisitorKind, nobody

Connection = ASGIConnection[Any, Any, Any, Any]


class Recognised(msgspec.Struct, frozen=True):
    """The visitor; `was_idle` when their session has just ended because its time was over."""

    visitor: Visitor
    was_idle: bool = False


async def recognised(connection: Connection) -> Recognised:
    """Find out who this request comes from, and write down that they are still there."""
    stranger = nobody(connection)
    token = read_cookie(connection, SESSION)
    session = await sessions.find(token) if token else None
    if session is None:
        return Recognised(stranger)
    if stranger.at >= session.ends_at(limits_here(connection)):
        await _end(session)
        return Recognised(stranger, was_idle=True)
    visitor = await _visitor(connection, session, stranger)
    if visitor.session is None:
        await _end(session)
    elif stranger.at - session.last_seen_at >= SEEN_EVERY:
        async with transaction():
            await sessions.seen(session, stranger.at)
    return Recognised(visitor)


async def _visitor(connection: Connection, session: Session, stranger: Visitor) -> Visitor:
    known = await _somebody(session, stranger)
    if known is None:
        return stranger
    return msgspec.structs.replace(
        known,
        kind=session.kind,
        session=session.id,
        language=session.language,
        csrf_token=csrf_token(connection.app.state.vault, session.id),
        idle_seconds=_seconds_left(session, limits_here(connection), stranger.at),
        proved_at=session.started_at if session.proved else None,
        level=session.level,
    )


async def _somebody(session: Session, stranger: Visitor) -> Visitor | None:
    # Rights are read anew at every request: who was taken off today is out at the next click.
    if session.kind is VisitorKind.EMPLOYEE:
        return await _employee(session, stranger)
    person = session.who
    if session.person and person is None:
        return None
    if person and session.subject:
        return await _acting(session, person, stranger)
    actor = people.actor(person, stranger.request_id)
    return msgspec.structs.replace(stranger, actor=actor, person=person)


async def _acting(session: Session, person: Person, stranger: Visitor) -> Visitor | None:
    # Never back to oneself by itself: the next page would be of somebody else than one thinks.
    subject = await subject_of(person.id, session.subject, stranger.at)
    if subject is None:
        return None
    stated = session.stated == subject.person
    actor = people.acting_for(
        person, subject.person, subject.standing, stranger.request_id, stated=stated
    )
    return msgspec.structs.replace(stranger, actor=actor, person=person, subject=subject)


async def _employee(session: Session, stranger: Visitor) -> Visitor | None:
    wanted = (session.membership,) if session.membership else session.memberships
    found = await employees.memberships_among(wanted, stranger.at)
    if not found:
        return None
    known = msgspec.structs.replace(stranger, memberships=session.memberships)
    if session.membership is None:
        actor = employees.newcomer(found[0], stranger.request_id)
        return msgspec.structs.replace(known, actor=actor)
    is_weak = session.level in sessions.WEAK
    membership = employees.after_one_step(found[0]) if is_weak else found[0]
    return msgspec.structs.replace(
        known,
        actor=membership.actor(stranger.request_id),
        membership=membership,
        is_weak=is_weak,
        withheld=found[0].rights - membership.rights,
    )


def _seconds_left(session: Session, limits: Limits, at: datetime) -> int:
    is_written = at - session.last_seen_at >= SEEN_EVERY
    seen = msgspec.structs.replace(session, last_seen_at=at) if is_written else session
    return int((seen.ends_at(limits) - at).total_seconds())


async def _end(session: Session) -> None:
    async with transaction():
        await sessions.end(session.id)
