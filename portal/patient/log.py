"""Who looked: the page and the PDF. Reading the log is itself a line in it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from anyio import from_thread
from litestar import Controller, Request, Response, get
from litestar.params import FromQuery

from consent import access, accesslog
from consent.access import Look
from consent.accesslog import Line, Outline
from consent.actions import Action
from consent.model import Grant, Reason
from consent.register import people
from portal.database import transaction
from portal.errors import refused
from portal.frame.files import growing_attachment
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.patient.views.log import log_page
from portal.patient.views.paper import LogOnPaper, pages_of
from portal.shown.paging import number
from portal.texts import text

# So many lines are in memory at a time.
PIECE = 500


class LogController(Controller):
    """The log of the person who is logged in, over all their practices."""

    opt = {"entrance": Entrance.PATIENT}  # noqa: RUF012 - Litestar's own attribute

    @get(route("patient.log"), name="patient.log", opt={"records": Action.LOG_VIEW})
    async def log(
        self, request: Request[Any, Any, Any], voor: FromQuery[str] = ""
    ) -> Response[str]:
        """Show a page of lines, below the number `voor`."""
        visitor = visitor_of(request)
        look = Look(visitor.acting, Action.LOG_VIEW, visitor.at)
        async with transaction():
            files = await access.glance(visitor.acting, visitor.at)
            grant = await access.open_log(look)
            if grant:
                await accesslog.number_lines(grant)
                lines = await accesslog.lines(grant, number(voor))
                counts = await accesslog.counts(grant)
        if grant is None:
            return refused(request, Reason.NOT_ENROLLED)
        page = log_page(lines, counts, visitor.at, visitor.language)
        return answer(request, "patient/log.html", page, patients=files.patients)

    @get(route("patient.log_pdf"), name="patient.log_pdf", opt={"records": Action.LOG_DOWNLOAD})
    async def pdf(self, request: Request[Any, Any, Any]) -> Response[Any]:
        """Give all lines as a PDF; the transaction has ended before the first byte leaves."""
        visitor = visitor_of(request)
        look = Look(visitor.acting, Action.LOG_DOWNLOAD, visitor.at)
        async with transaction():
            files = await access.glance(visitor.acting, visitor.at)
            grant = await access.open_log(look)
            if grant:
                await accesslog.number_lines(grant)
                outline = await accesslog.outline(grant)
                ending = await people.bsn_ending(request.app.state.vault, grant)
        if grant is None:
            return refused(request, Reason.NOT_ENROLLED)
        paper = LogOnPaper(
            patients=files.patients,
            others=_lines(grant, outline, own=False),
            own=_lines(grant, outline, own=True),
            outline=outline,
            bsn_ending=ending,
            at=visitor.at,
            demo=request.app.state.settings.demo,
        )
        pages = pages_of(paper, visitor.language)
        return growing_attachment(pages, text(visitor.language, "log.pdf.file"))


def _lines(grant: Grant, outline: Outline, *, own: bool) -> Iterator[Line]:
    # Read from the thread that makes the pages, as far as it has come.
    for after in range(outline.newest + 1, 1, -PIECE):
        numbers = range(max(after - PIECE, 1), after)
        yield from from_thread.run(partial(accesslog.piece, grant, numbers, own=own))
