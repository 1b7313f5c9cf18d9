"""/mijn/namens: for whom somebody may act, and turning to one of them or back to oneself."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound
from consent.register import people
from consent.representation.listing import Known, acting_for_whom
from portal.database import transaction
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity import sessions
from portal.identity.cookies import SESSION, new_cookie
from portal.identity.entrance import ALSO_FOR_ANOTHER
from portal.identity.limits import limits_here
from portal.identity.visitor import Visitor, visitor_of
from portal.patient.acting.views import acting_page, may_act
from portal.texts import text

Incoming = Request[Any, Any, Any]


class ActingController(Controller):
    """Turning to somebody else's file and back; looking at the list shows no content of a file."""

    opt = ALSO_FOR_ANOTHER

    @get(route("patient.acting"), name="patient.acting")
    async def acting(self, request: Incoming, gedaan: FromQuery[str] = "") -> Response[str]:
        """Show for whom they are registered; `gedaan` is the code of what was just done."""
        visitor = visitor_of(request)
        done = text(visitor.language, "rights.done.ended") if gedaan == "ended" else ""
        current = visitor.subject.person if visitor.subject else None
        page = acting_page(await _known(visitor), current, visitor.language, done=done)
        return answer(request, "patient/acting.html", page)

    @post(route("patient.acting"), name="patient.act", opt={"records": Action.SESSION_SWITCH})
    async def turn(self, request: Incoming) -> Redirect:
        """Begin to act for somebody, or go back to oneself where nobody is named."""
        visitor = visitor_of(request)
        subject = _id((await request.form()).get("voor"))
        own = [visitor.session] if visitor.session else []
        session = await sessions.these(own, limits_here(request), visitor.at)
        async with transaction():
            token = await _turned(visitor, session[0], subject) if session else None
        if token is None:
            raise NotFound
        cookie = new_cookie(request, SESSION, token)
        return Redirect(link("patient.home"), status_code=303, cookies=[cookie])


async def _turned(visitor: Visitor, session: sessions.Session, subject: UUID | None) -> str | None:
    actor = visitor.acting
    if subject is not None:
        theirs = [one for one in await _known(visitor) if one.subject == subject]
        if visitor.person is None or not may_act(theirs):
            return None
        standing = theirs[0].one.kind
        actor = people.acting_for(visitor.person, subject, standing, actor.request_id)
    moved = await sessions.turn(session, subject, visitor.at)
    if moved is None:
        return None
    # In the log of whom they act for now, or acted for until now.
    event = Event(
        Action.SESSION_SWITCH,
        visitor.at,
        person=actor.whose,
        object_id=moved[0],
    )
    await accesslog.record(actor, event)
    return moved[1]


async def _known(visitor: Visitor) -> list[Known]:
    return await acting_for_whom(visitor.person.id, visitor.at) if visitor.person else []


def _id(written: object) -> UUID | None:
    try:
        return UUID(written) if isinstance(written, str) and written else None
    except ValueError as malformed:
        raise NotFound from malformed
