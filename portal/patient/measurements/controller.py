"""The patient's measurements: the newest of each, and one of them over time. Looks write lines."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from consent import access
from consent.access import Look
from consent.actions import Action
from portal.database import transaction
from portal.errors import not_found, refused
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity.entrance import ALSO_FOR_ANOTHER
from portal.identity.visitor import visitor_of
from portal.patient.measurements.views import measurement_page, measurements_page
from portal.shown.paging import moment_and_id, moment_and_topic
from portal.shown.trend import EVERYTHING
from publishing.measuring import reading

Incoming = Request[Any, Any, Any]


class MeasurementsController(Controller):
    """What was measured in contacts with the patient."""

    opt = ALSO_FOR_ANOTHER

    @get(
        route("patient.measurements"),
        name="patient.measurements",
        opt={"records": Action.MEASUREMENTS_LIST},
    )
    async def measurements(self, request: Incoming, voor: FromQuery[str] = "") -> Response[str]:
        """Show the newest of everything; `voor` is the last one of the page before."""
        visitor = visitor_of(request)
        look = Look(visitor.acting, Action.MEASUREMENTS_LIST, visitor.at)
        async with transaction():
            files = await access.open_files(look)
            found = await reading.newest(files.grants, moment_and_topic(voor))
        if files.reason:
            return refused(request, files.reason)
        page = measurements_page(found, files.grants, visitor.language)
        return answer(request, "patient/measurements.html", page, patients=files.patients)

    @get(
        route("patient.measurement"),
        name="patient.measurement",
        opt={"records": Action.MEASUREMENT_VIEW},
    )
    async def measurement(
        self,
        request: Incoming,
        item: FromPath[UUID],
        periode: FromQuery[str] = "",
        voor: FromQuery[str] = "",
    ) -> Response[str]:
        """Show how one thing went, a year of it or all (`periode`), further back after `voor`."""
        visitor = visitor_of(request)
        look = Look(visitor.acting, Action.MEASUREMENT_VIEW, visitor.at, item)
        last = moment_and_id(voor)
        async with transaction():
            files, found = await access.open_item(look, lambda g: reading.measurement(g, item))
            course = await reading.course(files.grants, found, last) if found else []
        if files.reason:
            return refused(request, files.reason)
        if not course:
            return not_found(request)
        whole = periode == EVERYTHING
        page = measurement_page(
            course, files.grants, visitor.language, is_whole=whole, is_further=last is not None
        )
        return answer(request, "patient/measurement.html", page, patients=files.patients)
