"""Asking for access, following it, and taking it back."""

from functools import partial
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from consent import policy
from consent.accesslog import Event
from consent.actions import Action
from consent.files import facts_for
from consent.model import RequestStatus
from consent.requests import asking
from consent.requests.model import AccessRequest
from portal.acts import act
from portal.database import transaction
from portal.errors import refused
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity.entrance import ALSO_FOR_ANOTHER
from portal.identity.visitor import visitor_of
from portal.patient.pages import NoPracticePage
from portal.patient.views.access import Asking, access_page
from portal.post.readers import telling
from portal.practice.forms.reading import chosen_id
from portal.texts import text

OUTCOMES = frozenset({"opened", "sent", "withdrawn"})


class AccessController(Controller):
    """The patient's own requests; looking at them shows no content and writes no line."""

    opt = ALSO_FOR_ANOTHER

    @get(route("patient.access"), name="patient.access")
    async def access(
        self, request: Request[Any, Any, Any], gedaan: FromQuery[str] = ""
    ) -> Response[str]:
        """Show the form and what was asked; `gedaan` is the code of what was just done."""
        asking = await _asking(request)
        outcome = gedaan if gedaan in OUTCOMES and asking.asked else ""
        return _shown(request, asking, outcome=outcome)

    @post(route("patient.access"), name="patient.ask", opt={"records": Action.REQUEST_ASK})
    async def ask(self, request: Request[Any, Any, Any]) -> Response[Any]:
        """Ask to see the file at one practice; a rule may open it at once."""
        visitor = visitor_of(request)
        file = chosen_id((await request.form()).get("praktijk"))
        if file is None:
            wrong = text(visitor.language, "patient.ask.which_wrong")
            return _shown(request, await _asking(request), wrong=wrong, status=400)
        attempt = Event(Action.REQUEST_ASK, visitor.at, object_id=file)
        work = partial(_ask, request, file)
        asked = await act(visitor.acting, attempt, work)
        return _onward("opened" if asked.status is RequestStatus.APPROVED else "sent")

    @post(
        route("patient.withdraw"), name="patient.withdraw", opt={"records": Action.REQUEST_WITHDRAW}
    )
    async def withdraw(self, request: Request[Any, Any, Any], item: FromPath[UUID]) -> Redirect:
        """Take back one's own request."""
        visitor = visitor_of(request)
        attempt = Event(Action.REQUEST_WITHDRAW, visitor.at, object_id=item)
        await act(
            visitor.acting, attempt, partial(asking.withdraw, visitor.acting, item, visitor.at)
        )
        return _onward("withdrawn")


async def _ask(request: Request[Any, Any, Any], file: UUID) -> AccessRequest:
    visitor = visitor_of(request)
    asked = await asking.ask(visitor.acting, file, visitor.at)
    if asked.status is RequestStatus.SUBMITTED:
        await telling.request_waiting(request.app.state.vault, asked.practice, visitor.at)
    return asked


async def _asking(request: Request[Any, Any, Any]) -> Asking:
    visitor = visitor_of(request)
    reader = visitor.acting
    async with transaction():
        facts = await facts_for(reader, visitor.at)
        asked = await asking.own_requests(reader)
    return Asking(reader=reader, facts=facts, asked=asked, at=visitor.at)


def _shown(
    request: Request[Any, Any, Any],
    asking: Asking,
    *,
    outcome: str = "",
    wrong: str = "",
    status: int = 200,
) -> Response[str]:
    if not asking.facts and asking.reader.subject:
        return refused(request, policy.why_nowhere(asking.reader))
    if not asking.facts:
        return answer(request, "patient/no_practice.html", NoPracticePage(), status=status)
    page = access_page(asking, visitor_of(request).language, outcome=outcome, wrong=wrong)
    patients = [one.patient for one in asking.facts]
    return answer(request, "patient/access.html", page, status=status, patients=patients)


def _onward(outcome: str) -> Redirect:
    return Redirect(link("patient.access", gedaan=outcome), status_code=HTTP_303_SEE_OTHER)
