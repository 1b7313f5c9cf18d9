"""The start page: what waits, in counts; it shows no file and so writes no line."""

from datetime import datetime

from litestar import Response, get

from consent.model import Actor, RequestStatus, Right
from consent.oversight import checking
from consent.requests import desk
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, reply
from portal.practice.views import start as view
from portal.practice.views.start import Desk, Waiting
from publishing import inbox, letters
from publishing.inbox import Pile
from publishing.inbox import Waiting as Counted
from publishing.inside import why


@get(route("practice.start"), name="practice.start")
async def show(request: HttpRequest) -> Response[str]:
    """Show the worklists of the rights that this employee has."""
    visitor = visitor_of(request)
    waiting = await _waiting(visitor.acting, visitor.at)
    page = view.page(visitor.acting, waiting, visitor.at, visitor.language)
    return await reply(request, "start", page)


async def _waiting(employee: Actor, at: datetime) -> Desk:
    reports = await inbox.counts(employee, at) if employee.may(Right.RESULTS_PUBLISH) else {}
    accords = await letters.waiting(employee) if employee.may(Right.LETTERS_PUBLISH) else None
    return Desk(
        requests=await _requests(employee),
        results=_pile(reports.get(Pile.NEW)),
        actions=_pile(reports.get(Pile.ACTIONS)),
        late=_pile(reports.get(Pile.LATE)),
        letters=_pile(accords),
        checks=await _checks(employee),
        unknown=len(await why.unknown(employee)) if employee.may(Right.REQUESTS_SEE) else 0,
    )


async def _requests(employee: Actor) -> Waiting:
    if not employee.may(Right.REQUESTS_SEE):
        return Waiting()
    counts = await desk.counts(employee)
    first = await desk.worklist(employee, [RequestStatus.SUBMITTED])
    count = counts.get(RequestStatus.SUBMITTED, 0)
    return Waiting(count, first[0].asked_at if first else None)


async def _checks(employee: Actor) -> Waiting:
    if not employee.may(Right.LOG_REVIEW):
        return Waiting()
    return Waiting(*await checking.waiting(employee))


def _pile(found: Counted | None) -> Waiting:
    return Waiting(found.number, found.oldest) if found else Waiting()
