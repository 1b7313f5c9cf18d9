"""The patient's results: the list and one of them. Every look writes a line."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from consent import access
from consent.access import Look
from consent.actions import Action
from consent.model import Grant
from portal.database import transaction
from portal.errors import not_found, refused
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity.entrance import ALSO_FOR_ANOTHER
from portal.identity.visitor import visitor_of
from portal.patient.pace.views import kept_back_page
from portal.patient.views.results import results_page
from portal.shown.paging import moment_and_id
from portal.shown.results import correction_page, invited_page, result_page
from portal.shown.trend import EVERYTHING, History
from publishing import reading, trends
from publishing.model import Act, Report
from publishing.showing import expected
from publishing.showing.expected import Expected, WaitsFor

Found = Report | Expected | None


class ResultsController(Controller):
    """Results, as far as they are published or somebody is invited to discuss them."""

    opt = ALSO_FOR_ANOTHER

    @get(route("patient.results"), name="patient.results", opt={"records": Action.RESULTS_LIST})
    async def results(
        self, request: Request[Any, Any, Any], voor: FromQuery[str] = ""
    ) -> Response[str]:
        """Show a page of results; `voor` is the last one of the page before."""
        visitor = visitor_of(request)
        look = Look(visitor.acting, Action.RESULTS_LIST, visitor.at)
        async with transaction():
            files = await access.open_files(look)
            found = await reading.reports(files.grants, moment_and_id(voor))
            coming = await expected.expected(files.grants) if not voor else ()
        if files.reason:
            return refused(request, files.reason)
        page = results_page(found, files.grants, visitor.language, coming)
        return answer(request, "patient/results.html", page, patients=files.patients)

    @get(route("patient.result"), name="patient.result", opt={"records": Action.RESULT_VIEW})
    async def result(
        self, request: Request[Any, Any, Any], item: FromPath[UUID], periode: FromQuery[str] = ""
    ) -> Response[str]:
        """Show one result, or only the invitation to discuss it; `periode` is how far back."""
        visitor = visitor_of(request)
        look = Look(visitor.acting, Action.RESULT_VIEW, visitor.at, item)
        async with transaction():
            files, found = await access.open_item(look, _report(item))
            courses = (
                await trends.courses(files.grants, found)
                if isinstance(found, Report)
                else trends.NO_COURSES
            )
        if files.reason:
            return refused(request, files.reason)
        if isinstance(found, Expected) and found.waits_for is WaitsFor.LOOK:
            waiting = correction_page(found, files.grants, visitor.language)
            return answer(request, "patient/correction.html", waiting, patients=files.patients)
        if isinstance(found, Expected):
            step = kept_back_page(found, files.grants, visitor.language)
            return answer(request, "patient/kept_back.html", step, patients=files.patients)
        if not isinstance(found, Report):
            return not_found(request)
        if found.act is Act.INVITE:
            invited = invited_page(found, files.grants, visitor.language)
            return answer(request, "patient/invited.html", invited, patients=files.patients)
        history = History(
            courses,
            is_whole=periode == EVERYTHING,
            all_href=link("patient.result", id=item, periode=EVERYTHING),
        )
        page = result_page(found, files.grants, visitor.language, history)
        return answer(request, "patient/result.html", page, patients=files.patients)


def _report(item: UUID) -> Callable[[Sequence[Grant]], Awaitable[Found]]:
    async def find(grants: Sequence[Grant]) -> Found:
        return await reading.report(grants, item) or await expected.waiting(grants, item)

    return find
