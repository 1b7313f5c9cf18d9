"""The patient's medicines, hypersensitivities and vaccinations. Every look writes a line."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromQuery

from consent import access
from consent.access import Look
from consent.actions import Action
from consent.model import Section
from portal.database import transaction
from portal.errors import refused
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity.entrance import ALSO_FOR_ANOTHER
from portal.identity.visitor import visitor_of
from portal.patient.summary.views import summary_page
from portal.shown.paging import place
from publishing.summary import reading

Incoming = Request[Any, Any, Any]


class SummaryController(Controller):
    """What holds of somebody, and apart from it what has ended."""

    opt = ALSO_FOR_ANOTHER

    @get(
        route("patient.medication"),
        name="patient.medication",
        opt={"records": Action.MEDICATION_LIST},
    )
    async def medication(self, request: Incoming, voor: FromQuery[str] = "") -> Response[str]:
        """Show medicines; `voor` is the last one of the page before."""
        return await _page(request, Section.MEDICATION, Action.MEDICATION_LIST, voor)

    @get(
        route("patient.hypersensitivities"),
        name="patient.hypersensitivities",
        opt={"records": Action.HYPERSENSITIVITIES_LIST},
    )
    async def hypersensitivities(
        self, request: Incoming, voor: FromQuery[str] = ""
    ) -> Response[str]:
        """Show what somebody cannot bear."""
        return await _page(
            request, Section.HYPERSENSITIVITIES, Action.HYPERSENSITIVITIES_LIST, voor
        )

    @get(
        route("patient.vaccinations"),
        name="patient.vaccinations",
        opt={"records": Action.VACCINATIONS_LIST},
    )
    async def vaccinations(self, request: Incoming, voor: FromQuery[str] = "") -> Response[str]:
        """Show the vaccinations that somebody had."""
        return await _page(request, Section.VACCINATIONS, Action.VACCINATIONS_LIST, voor)


async def _page(request: Incoming, section: Section, action: Action, last: str) -> Response[str]:
    visitor = visitor_of(request)
    async with transaction():
        files = await access.open_files(Look(visitor.acting, action, visitor.at))
        found = await reading.items(files.grants, section, place(last))
    if files.reason:
        return refused(request, files.reason)
    page = summary_page(section, found, files.grants, visitor.language)
    return answer(request, "patient/summary.html", page, patients=files.patients)
