"""Who comes in where: every route declares its entrance, and one guard reads it.

A route says `opt={"entrance": Entrance.X}` and, for employees, `"right": Right.Y`; where a refusal
belongs in the access log, `"records": Action.Z`. Silence means nobody, and what a patient may do
for another as well says `"for_another": True`; a file to keep says `"keeps": True`. What is taken
home says `"proof"`, with the route of the page to come back to after the fresh login it asks for.
"""

from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException, NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler

from consent import accesslog
from consent.accesslog import Event
from consent.errors import Refused
from consent.model import Actor, ActorKind, Reason
from consent.register.sources import Source, source_by_credential
from portal.database import transaction
from portal.frame.links import link
from portal.identity.csrf import comes_from_us, is_csrf_token, token_in
from portal.identity.limits import has_proved_lately
from portal.identity.recognition import recognised
from portal.identity.visitor import STATE_KEY, Visitor, VisitorKind, nobody

SOURCE_KEY = "source"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SEE_OTHER = 303
# What a browser says of a download: a page of its own, or nothing that is shown.
OWN_WINDOW = frozenset({"document", "empty"})

Connection = ASGIConnection[Any, Any, Any, Any]


class Entrance(StrEnum):
    """Whom a route is for."""

    EMPLOYEE = "employee"
    PATIENT = "patient"
    PUBLIC = "public"
    """Everybody; who is logged in is only looked up where the route has `"visitor": True`."""
    SOURCE = "source"
    """A system with a credential of its own."""


# What a patient may do for somebody else as well; each look is decided by the policy.
ALSO_FOR_ANOTHER = {"entrance": Entrance.PATIENT, "for_another": True}
KINDS = {Entrance.EMPLOYEE: VisitorKind.EMPLOYEE, Entrance.PATIENT: VisitorKind.PATIENT}
# What somebody had filled in and finds again: a period, and in which form.
CHOSEN = ("van", "tot", "vorm")
# What the address of that page says was just done: nothing yet, or a fresh login.
PROOF_FIRST, NOW = "eerst", "ingelogd"
LOGINS = {Entrance.EMPLOYEE: "identity.staff_login", Entrance.PATIENT: "identity.login"}


async def declared_entrance(connection: Connection, handler: BaseRouteHandler) -> None:
    """
    Let in whom the route is for, and nobody else.

    Raises:
        HTTPException: 303 to the login for nobody, 401 for an unknown source, 403 for others.
        Refused: an employee lacks the right, or somebody acts for another where that cannot be.

    """
    match handler.opt.get("entrance"):
        case Entrance.PUBLIC:
            await _let_everybody_in(connection, handler)
        case Entrance.SOURCE:
            await _let_source_in(connection)
        case Entrance.EMPLOYEE | Entrance.PATIENT as entrance:
            await _let_person_in(connection, handler, entrance)
        case _:
            raise PermissionDeniedException


def source_of(connection: Connection) -> Source:
    """Give the source that the guard let in."""
    source: Source = connection.scope["state"][SOURCE_KEY]
    return source


async def _let_everybody_in(connection: Connection, handler: BaseRouteHandler) -> None:
    is_safe = connection.scope.get("method") in SAFE
    if is_safe and not handler.opt.get("visitor"):
        connection.scope["state"][STATE_KEY] = nobody(connection)
        return
    visitor = (await recognised(connection)).visitor
    connection.scope["state"][STATE_KEY] = visitor
    await _require_own_form(connection, visitor)


async def _let_source_in(connection: Connection) -> None:
    scheme, _, credential = connection.headers.get("authorization", "").partition(" ")
    source = await source_by_credential(credential) if scheme.lower() == "bearer" else None
    if source is None:
        raise NotAuthorizedException(headers={"www-authenticate": "Bearer"})
    stranger = nobody(connection)
    actor = source.actor(stranger.request_id)
    connection.scope["state"][SOURCE_KEY] = source
    connection.scope["state"][STATE_KEY] = msgspec.structs.replace(stranger, actor=actor)


async def _let_person_in(
    connection: Connection, handler: BaseRouteHandler, entrance: Entrance
) -> None:
    known = await recognised(connection)
    visitor = known.visitor
    connection.scope["state"][STATE_KEY] = visitor
    if visitor.actor is None:
        raise _login_first(connection, entrance, was_idle=known.was_idle)
    if visitor.kind is not KINDS[entrance]:
        await _record(connection, handler, visitor.actor, visitor)
        raise PermissionDeniedException
    _require_own_window(connection, handler)
    await _require_own_form(connection, visitor)
    if entrance is Entrance.EMPLOYEE and visitor.membership is None:
        _require_choice(connection, handler)
    if visitor.subject is not None and not handler.opt.get("for_another"):
        await _record(connection, handler, visitor.actor, visitor, Reason.ONLY_FOR_YOURSELF)
        raise Refused(Reason.ONLY_FOR_YOURSELF)
    if (page := handler.opt.get("proof")) and not has_proved_lately(connection, visitor):
        raise _proof_first(connection, page)
    right = handler.opt.get("right")
    if right is not None and not visitor.actor.may(right):
        reason = Reason.TWO_STEPS_MISSING if right in visitor.withheld else Reason.NO_RIGHT
        await _record(connection, handler, visitor.actor, visitor, reason)
        raise Refused(reason)


def _require_own_window(connection: Connection, handler: BaseRouteHandler) -> None:
    # A file to keep is asked for by a click, never from inside a page: browsers of today say so.
    wanted = connection.headers.get("sec-fetch-dest", "document")
    if handler.opt.get("keeps") and wanted not in OWN_WINDOW:
        raise PermissionDeniedException


def _require_choice(connection: Connection, handler: BaseRouteHandler) -> None:
    # Whoever works at several practices says first at which one they are now.
    if not handler.opt.get("choosing"):
        where = link("practice.places", naar=_page_asked(connection))
        raise HTTPException(status_code=SEE_OTHER, headers={"location": where})


def _page_asked(connection: Connection) -> str | None:
    if connection.scope.get("method") != "GET":
        return None
    query = connection.url.query
    return connection.url.path + (f"?{query}" if query else "")


def _login_first(connection: Connection, entrance: Entrance, *, was_idle: bool) -> HTTPException:
    naar = _page_asked(connection)
    if was_idle:
        where = link("identity.logged_out", stil=KINDS[entrance].value, naar=naar)
    else:
        where = link(LOGINS[entrance], naar=naar)
    return HTTPException(status_code=SEE_OTHER, headers={"location": where})


def _proof_first(connection: Connection, page: str) -> HTTPException:
    # Not at once to the provider: our own forms may lead nowhere else, and nobody would know why.
    chosen = {name: connection.query_params.get(name) for name in CHOSEN}
    where = link(page, **chosen, gedaan=PROOF_FIRST)
    return HTTPException(status_code=SEE_OTHER, headers={"location": where})


async def _require_own_form(connection: Connection, visitor: Visitor) -> None:
    if connection.scope.get("method") in SAFE or not isinstance(connection, Request):
        return
    state = connection.app.state
    if not comes_from_us(connection, state.settings.base_url):
        raise PermissionDeniedException
    if visitor.session is None:
        return
    if not is_csrf_token(state.vault, visitor.session, await token_in(connection)):
        raise PermissionDeniedException


async def _record(
    connection: Connection,
    handler: BaseRouteHandler,
    actor: Actor,
    visitor: Visitor,
    reason: Reason = Reason.NO_RIGHT,
) -> None:
    action = handler.opt.get("records")
    if action is None:
        return
    # A patient at a door of the practice: of which practice is not known, and not for their log.
    practice = actor.practice if actor.kind is ActorKind.EMPLOYEE else None
    event = Event(
        action=action,
        at=visitor.at,
        practice=practice,
        object_id=_object_of(connection),
        refused=reason.value,
    )
    async with transaction():
        await accesslog.record(actor, event)


def _object_of(connection: Connection) -> UUID | None:
    # A path names at most one thing, whatever a handler calls it.
    found = connection.path_params.values()
    return next((one for one in found if isinstance(one, UUID)), None)
