"""From a page to an answer: the viewer of this request and the HTML."""

from collections.abc import Iterable
from typing import Any

from litestar import MediaType, Response
from litestar.connection import ASGIConnection
from msgspec import Struct

from consent.model import Patient
from portal.frame.render import render
from portal.frame.viewer import Contact, Kind, Rights, Viewer, Waiting
from portal.identity.visitor import Visitor, VisitorKind, visitor_of
from portal.texts import text
from portal.words import initials, moment, since

KINDS = {
    VisitorKind.EMPLOYEE: Kind.STAFF,
    VisitorKind.NOBODY: Kind.PUBLIC,
    VisitorKind.PATIENT: Kind.PATIENT,
}

Connection = ASGIConnection[Any, Any, Any, Any]
NOTHING_WAITS = Waiting()


def answer(  # noqa: PLR0913 - each part of the frame by its name
    connection: Connection,
    template: str,
    page: Struct | None,
    *,
    status: int = 200,
    patients: Iterable[Patient] = (),
    waiting: Waiting = NOTHING_WAITS,
) -> Response[str]:
    """
    Give the page as an answer to this request.

    `patients` are the files a patient has (their practices stand in the frame); `waiting` the
    numbers in the menu of the practice.
    """
    viewer = viewer_of(connection, patients=patients, waiting=waiting)
    return Response(render(template, page, viewer), media_type=MediaType.HTML, status_code=status)


def viewer_of(
    connection: Connection,
    *,
    patients: Iterable[Patient] = (),
    waiting: Waiting = NOTHING_WAITS,
) -> Viewer:
    """Give the viewer of this request, as every template sees it."""
    visitor = visitor_of(connection)
    name = visitor.actor.name if visitor.actor else ""
    membership = visitor.membership
    return Viewer(
        kind=KINDS[visitor.kind],
        language=visitor.language,
        demo=connection.app.state.settings.demo,
        name=name,
        initials=initials(name),
        function=_function(visitor),
        born=since(visitor.person.born, visitor.language) if visitor.person else "",
        printed_at=moment(visitor.at, visitor.language),
        practices=_contacts(visitor, patients),
        rights=Rights.of(membership.rights if membership else frozenset()),
        waiting=waiting,
        may_switch=len(visitor.memberships) > 1,
        acting_for=visitor.subject.name.full if visitor.subject else "",
        csrf_token=visitor.csrf_token,
        path=connection.url.path,
        session_seconds=visitor.idle_seconds,
    )


def _function(visitor: Visitor) -> str:
    if visitor.membership is None:
        return ""
    return text(visitor.language, f"log.function.{visitor.membership.function.value}")


def _contacts(visitor: Visitor, patients: Iterable[Patient]) -> tuple[Contact, ...]:
    if visitor.membership:
        at = visitor.membership
        return (Contact(name=at.practice_name, phone=at.practice_phone),)
    return tuple(Contact(name=one.practice_name, phone=one.practice_phone) for one in patients)
