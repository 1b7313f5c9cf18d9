"""Who this request comes from, known once per request by the guard and read by every handler."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from litestar.connection import ASGIConnection

from consent.model import Actor, Right
from consent.register.employees import Membership
from consent.register.people import Person
from consent.representation.listing import Subject
from portal.clock import now
from portal.identity.cookies import LANGUAGE, read_cookie
from portal.observe import request_id
from portal.texts import DEFAULT, LANGUAGES

STATE_KEY = "visitor"


class VisitorKind(StrEnum):
    """With which of the two logins somebody came in, if any."""

    EMPLOYEE = "employee"
    NOBODY = "nobody"
    PATIENT = "patient"


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """
    The person behind a request, and the one moment (`at`, UTC) at which all of it is decided.

    `actor` is None for nobody; `person` is None for a patient who is enrolled nowhere. `subject` is
    whom they act for, None for themselves.
    `memberships` are the places an employee logged in for; `membership` is None until they chose.
    `is_weak` says that an employee came in without an app or passkey, `withheld` which rights wait
    for one. `language` is "nl" or "en". `idle_seconds` is how long the session lasts without a
    request. `proved_at` is when they last proved who they are, None where that is not known, and
    `level` the level of that login.
    """

    at: datetime
    request_id: str
    language: str
    csrf_token: str = ""
    kind: VisitorKind = VisitorKind.NOBODY
    session: UUID | None = None
    actor: Actor | None = None
    person: Person | None = None
    subject: Subject | None = None
    membership: Membership | None = None
    memberships: tuple[UUID, ...] = ()
    is_weak: bool = False
    withheld: frozenset[Right] = frozenset()
    idle_seconds: int = 900
    proved_at: datetime | None = None
    level: int = 0

    @property
    def acting(self) -> Actor:
        """
        The actor of a request that the guard let in.

        Raises:
            LookupError: the route lets in people who are not logged in.
        """
        if self.actor is None:
            raise LookupError("nobody is logged in")
        return self.actor


def visitor_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Visitor:
    """Give the visitor that the guard found; nobody where no guard came, as for unknown pages."""
    found: Visitor | None = connection.scope["state"].get(STATE_KEY)
    return found or nobody(connection)


def nobody(connection: ASGIConnection[Any, Any, Any, Any]) -> Visitor:
    """Give the visitor who is not logged in, in the language they chose or in Dutch."""
    return Visitor(
        at=now(),
        request_id=request_id(connection.scope),
        language=chosen_language(connection) or DEFAULT,
    )


def chosen_language(connection: ASGIConnection[Any, Any, Any, Any]) -> str | None:
    """Give the language that this browser was told to remember, None when it was not."""
    chosen = read_cookie(connection, LANGUAGE)
    return chosen if chosen in LANGUAGES else None
