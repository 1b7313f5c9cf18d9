"""Somebody is back from the provider: who they are here, their session, and the line about it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar.connection import ASGIConnection

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.model import Actor, ActorKind, Function, Standing
from consent.register import employees, people
from consent.register.employees import Membership
from consent.representation import stating
from portal.database import transaction
from portal.details import account
from portal.frame.device import device_of
from portal.identity import sessions
from portal.identity.claims.bsn import stated_of
from portal.identity.claims.employee import employee_of
from portal.identity.cookies import SESSION, read_cookie
from portal.identity.doors import Door
from portal.identity.errors import LoginFailed, rejected
from portal.identity.limits import limits_here
from portal.identity.oidc.relying_party import Login
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind, chosen_language, nobody
from portal.post.readers.browsers import noticed
from portal.post.readers.model import Reader
from portal.post.readers.telling import employee, patient

Connection = ASGIConnection[Any, Any, Any, Any]

UNKNOWN_EMPLOYEE = "unknown_employee"
ACCOUNT_CLOSED = "account_closed"
NOT_KNOWN = "representation_not_known"


class Arrival(msgspec.Struct, frozen=True):
    """
    Who came in, as the log sees them, the session that is to begin, and whom to tell so.

    `goes_on` says that they were here just now, as the same person and for the same person.
    """

    actor: Actor
    session: NewSession
    person: UUID | None = None
    reader: Reader | None = None
    goes_on: bool = False


async def admitted(
    connection: Connection, door: Door, login: Login, at: datetime, *, anew: bool = False
) -> tuple[str, bool]:
    """
    Begin a session for whoever logged in, under a new token; give it, and whether they go on.

    A citizen who is enrolled nowhere comes in too, and nothing is made for them. Whoever proves
    `anew` who they are while they act for another goes on for them.

    Raises:
        LoginFailed: no BSN to go by, or an employee of no practice here.

    """
    if door.kind is VisitorKind.EMPLOYEE:
        arrival = await _employee(connection, door, login, at)
    else:
        arrival = await _citizen(connection, door, login)
    if anew:
        arrival = await _going_on(connection, arrival, at)
    return await begin(connection, arrival, at), arrival.goes_on


async def begin(connection: Connection, arrival: Arrival, at: datetime) -> str:
    """Begin the session of somebody who came in, write the line, and give the new token."""
    old = read_cookie(connection, SESSION)
    async with transaction():
        await sessions.end_old(limits_here(connection), at)
        if old:
            await sessions.end_under(old)
        await stating.state(arrival.actor, at)
        session, token = await sessions.begin(arrival.session, at)
        await accesslog.record(arrival.actor, _login_event(arrival, session, at))
        if arrival.reader:
            await noticed(connection, arrival.reader, at)
    return token


async def refused(connection: Connection, door: Door, failure: LoginFailed, at: datetime) -> None:
    """Write down that a login was refused; who it was is not known for sure, and not said."""
    is_employee = door.kind is VisitorKind.EMPLOYEE
    actor = Actor(
        kind=ActorKind.EMPLOYEE if is_employee else ActorKind.PERSON,
        function=Function.SYSTEM if is_employee else Function.PATIENT,
        request_id=nobody(connection).request_id,
    )
    async with transaction():
        event = Event(action=Action.SESSION_LOGIN, at=at, refused=failure.code)
        await accesslog.record(actor, event)


async def _citizen(connection: Connection, door: Door, login: Login) -> Arrival:
    provider = door.party.provider
    stated = stated_of(
        provider.bsn_claims, login.statements, representation=provider.representation
    )
    vault = connection.app.state.vault
    person = await people.person_of(vault.bsn_keys(stated.bsn))
    if person and await account.is_closed(person.id):
        raise rejected(ACCOUNT_CLOSED)
    stranger = nobody(connection)
    kept = person.language if person else stranger.language
    known = person.id if person else None
    subject = None
    if stated.represented:
        subject = await people.person_of(vault.bsn_keys(stated.represented))
        if person is None or subject is None:
            raise rejected(NOT_KNOWN)
    new = NewSession(
        kind=door.kind,
        level=login.level,
        language=chosen_language(connection) or kept,
        person=known,
        subject=subject.id if subject else None,
        stated=subject.id if subject else None,
        device=device_of(connection.headers.get("user-agent", "")),
    )
    reader = patient(person) if person else None
    actor = people.actor(person, stranger.request_id)
    if person and subject:
        actor = people.acting_for(
            person, subject.id, Standing.MANDATEE, stranger.request_id, stated=True
        )
    return Arrival(actor, new, known, reader)


async def _going_on(connection: Connection, arrival: Arrival, at: datetime) -> Arrival:
    token, new = read_cookie(connection, SESSION), arrival.session
    old = await sessions.find(token) if token else None
    if old is None or new.person is None or old.person != new.person:
        return arrival
    if at >= old.ends_at(limits_here(connection)):
        return arrival
    if old.subject and new.subject is None and old.stated != old.subject:
        new = msgspec.structs.replace(new, subject=old.subject)
    goes_on = new.subject == old.subject
    return msgspec.structs.replace(arrival, session=new, goes_on=goes_on)


async def _employee(connection: Connection, door: Door, login: Login, at: datetime) -> Arrival:
    stated = employee_of(door.party.provider.uzi_claims, login.statements)
    uras = {relation.ura for relation in stated.relations}
    found = await employees.memberships_of(stated.uzi_id, uras, at)
    if not found:
        raise rejected(UNKNOWN_EMPLOYEE)
    return employed(connection, door.kind, login.level, found)


def employed(
    connection: Connection, kind: VisitorKind, level: int, found: Sequence[Membership]
) -> Arrival:
    """Say how an employee comes in: at their one practice, or at none until they chose."""
    request_id, alone = nobody(connection).request_id, len(found) == 1
    new = NewSession(
        kind=kind,
        level=level,
        language=chosen_language(connection) or found[0].language,
        membership=found[0].id if alone else None,
        memberships=tuple(one.id for one in found),
        device=device_of(connection.headers.get("user-agent", "")),
    )
    actor = found[0].actor(request_id) if alone else employees.newcomer(found[0], request_id)
    return Arrival(actor, new, reader=employee(found[0]))


def _login_event(arrival: Arrival, session: UUID, at: datetime) -> Event:
    return Event(
        action=Action.SESSION_LOGIN,
        at=at,
        person=arrival.person,
        practice=arrival.actor.practice,
        object_id=session,
    )
