"""The worklist of access requests, per tab and by page; it shows no file and so writes no line."""

from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.params import FromQuery, QueryParameter

from consent.model import Actor, RequestStatus, Right
from consent.requests import desk
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, reply
from portal.practice.views import requests as view
from portal.practice.views.requests import TABS, Worklist

FIRST_TAB = next(iter(TABS))


@get(route("practice.requests"), name="practice.requests", opt=needs(Right.REQUESTS_SEE))
async def show(
    request: HttpRequest,
    stand: FromQuery[str] = FIRST_TAB,
    after: Annotated[UUID | None, QueryParameter(name="na")] = None,
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Response[str]:
    """Show a page of one tab; an unknown tab is the first."""
    visitor = visitor_of(request)
    tab = stand if stand in TABS else FIRST_TAB
    worklist = await _worklist(visitor.acting, tab, after)
    said = notice(done, visitor.language)
    page = view.page(worklist, visitor.at, visitor.language, said)
    return await reply(request, "requests", page)


async def _worklist(employee: Actor, tab: str, after: UUID | None) -> Worklist:
    waiting = await desk.worklist(employee, [RequestStatus.SUBMITTED])
    return Worklist(
        tab=tab,
        requests=await desk.worklist(employee, [TABS[tab]], after),
        counts=await desk.counts(employee),
        oldest=waiting[0].asked_at if waiting else None,
        is_first=after is None,
    )
