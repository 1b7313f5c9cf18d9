"""Who looked: the page and the PDF. Reading the log is itself a line in it."""

from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromQuery

from consent import access, accesslog
from consent.access import Look
from consent.actions import Action
from consent.model import Reason, Standing
from consent.oversight import checking, telling
from consent.register import people
from portal.database import transaction
from portal.details import questions
from portal.errors import refused
from portal.frame.files import growing_attachment
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity.entrance import ALSO_FOR_ANOTHER
from portal.identity.visitor import visitor_of
from portal.patient.asked import asked
from portal.patient.gathering import gather
from portal.patient.proof import proof_of
from portal.patient.views.log import Told, log_page
from portal.patient.views.paper import LogOnPaper, pages_of
from portal.shown.paging import moment_and_id
from portal.texts import text


class LogController(Controller):
    """The log of the person who is logged in, over all their practices."""

    opt = ALSO_FOR_ANOTHER

    @get(route("patient.log"), name="patient.log", opt={"records": Action.LOG_VIEW})
    async def log(
        self,
        request: Request[Any, Any, Any],
        voor: FromQuery[str] = "",
        gedaan: FromQuery[str] = "",
    ) -> Response[str]:
        """
        Show a page of the lines that were asked for, after the place `voor`.

        `gedaan` is `vraag` when a question was just sent, `ingelogd` after a fresh login, `eerst`
        where one is needed.
        """
        visitor, chosen = visitor_of(request), asked(request.query_params)
        look = Look(visitor.acting, Action.LOG_VIEW, visitor.at)
        async with transaction():
            files = await access.glance(visitor.acting, visitor.at)
            grant = await access.open_log(look)
            if grant:
                page = await accesslog.page(grant, chosen.choice, moment_and_id(voor))
                counts = await accesslog.counts(grant)
                about = await questions.about(request.app.state.vault, grant)
                coverage = await accesslog.coverage(grant)
                checks = await checking.checked(grant)
                tells = await telling.told(grant, request.app.state.vault)
        if grant is None:
            return refused(request, Reason.NOT_ENROLLED)
        is_own = grant.standing is Standing.SELF
        told = Told(page, counts, about, chosen, coverage, checks, tells, is_own)
        done, proof = gedaan == "vraag", proof_of(request, "patient.log", gedaan)
        shown = log_page(told, visitor.at, visitor.language, done=done, proof=proof)
        return answer(request, "patient/log.html", shown, patients=files.patients)

    @get(
        route("patient.log_pdf"),
        name="patient.log_pdf",
        opt={"records": Action.LOG_DOWNLOAD, "proof": "patient.log"},
    )
    async def pdf(self, request: Request[Any, Any, Any]) -> Response[Any]:
        """Give the lines of a period as a PDF; the transaction ends before the first byte."""
        visitor, chosen = visitor_of(request), asked(request.query_params)
        look = Look(visitor.acting, Action.LOG_DOWNLOAD, visitor.at)
        async with request.app.state.press.turn() as turn:
            async with transaction():
                files = await access.glance(visitor.acting, visitor.at)
                grant = await access.open_log(look)
                if grant:
                    coverage = await accesslog.coverage(grant)
                    counts = await accesslog.counts(grant)
                    checks = await checking.checked(grant)
                    gathered = await gather(grant, chosen.choice)
                    ending = await people.bsn_ending(request.app.state.vault, grant)
            if grant is None:
                return refused(request, Reason.NOT_ENROLLED)
            paper = LogOnPaper(
                patients=files.patients,
                coverage=coverage,
                gathered=gathered,
                asked=chosen,
                since=counts.since,
                checked=checks,
                is_own=grant.standing is Standing.SELF,
                bsn_ending=ending,
                at=visitor.at,
                demo=request.app.state.settings.demo,
            )
            document = turn.begin(pages_of(paper, visitor.language))
        return growing_attachment(document, text(visitor.language, "log.pdf.file"))
