"""Who is involved in one's care: everybody who looked or did something, each once."""

from typing import Any

from litestar import Controller, Request, Response, get

from consent import access, accesslog
from consent.access import Look
from consent.actions import Action
from consent.model import Reason
from portal.database import transaction
from portal.errors import refused
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.patient.views.involved import involved_page


class InvolvedController(Controller):
    """The people behind the lines of one's own log."""

    opt = {"entrance": Entrance.PATIENT}  # noqa: RUF012 - Litestar's own attribute

    @get(route("patient.involved"), name="patient.involved", opt={"records": Action.LOG_VIEW})
    async def involved(self, request: Request[Any, Any, Any]) -> Response[str]:
        """Show them per organisation; it is a look into the log."""
        visitor = visitor_of(request)
        look = Look(visitor.acting, Action.LOG_VIEW, visitor.at)
        async with transaction():
            files = await access.glance(visitor.acting, visitor.at)
            grant = await access.open_log(look)
            if grant:
                found = await accesslog.involved(grant)
        if grant is None:
            return refused(request, Reason.NOT_ENROLLED)
        page = involved_page(found, visitor.language)
        return answer(request, "patient/involved.html", page, patients=files.patients)
