"""Taking one's file home: what there is to choose, and the file itself, made beside the pages."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from litestar import Controller, Request, Response, get
from litestar.params import FromQuery

from consent import access
from consent.access import Look
from consent.actions import Action
from consent.model import Reason
from consent.register import people
from portal.database import transaction
from portal.errors import refused
from portal.exchange import audit_events, dossier_bundle
from portal.exchange.audit_events import Subject
from portal.frame.files import PDF, growing_attachment
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.patient.asked import asked
from portal.patient.gathering import gather
from portal.patient.pages import NoPracticePage
from portal.patient.proof import proof_of
from portal.patient.views.saving import saving_page
from portal.saving import paper, rows
from portal.saving.collecting import Saved, collect
from portal.texts import text

Incoming = Request[Any, Any, Any]
FHIR, CSV = "application/fhir+json", "text/csv"
# The words of our addresses, with the kind of file.
FORMS = {"pdf": PDF, "fhir": FHIR, "csv": CSV}


class SavingController(Controller):
    """A copy of what one may see."""

    opt = {"entrance": Entrance.PATIENT}  # noqa: RUF012 - Litestar's own attribute

    @get(route("patient.saving"), name="patient.saving")
    async def choose(
        self, request: Incoming, vorm: FromQuery[str] = "", gedaan: FromQuery[str] = ""
    ) -> Response[str]:
        """
        Show what can be taken home; it shows nothing of a file.

        `gedaan` is `ingelogd` after a fresh login, and `eerst` where one is needed.
        """
        visitor = visitor_of(request)
        files = await access.glance(visitor.acting, visitor.at)
        if not files.patients:
            return answer(request, "patient/no_practice.html", NoPracticePage())
        chosen, proof = asked(request.query_params), proof_of(request, "patient.saving", gedaan)
        page = saving_page(chosen, files, visitor.language, form=vorm, proof=proof)
        return answer(request, "patient/saving.html", page, patients=files.patients)

    @get(
        route("patient.saved"),
        name="patient.saved",
        opt={"records": Action.FILE_DOWNLOAD, "proof": "patient.saving"},
    )
    async def file(self, request: Incoming, vorm: FromQuery[str] = "pdf") -> Response[Any]:
        """Give everything that is shown of a period, as `vorm` says: pdf, fhir or csv."""
        visitor, chosen = visitor_of(request), asked(request.query_params)
        form = vorm if vorm in FORMS else "pdf"
        look = Look(visitor.acting, Action.FILE_DOWNLOAD, visitor.at)
        async with request.app.state.press.turn() as turn:
            async with transaction():
                files = await access.open_files(look)
                if not files.reason:
                    saved = await collect(files.grants, files.patients, chosen.choice)
                    ending = await people.bsn_ending(request.app.state.vault, files.grants[0])
            if files.reason:
                return refused(request, files.reason)
            pages = _pages(form, saved, visitor.language)
            if form == "pdf":
                demo = request.app.state.settings.demo
                pages = paper.pages_of(saved, visitor.language, bsn_ending=ending, demo=demo)
            document = turn.begin(pages)
        return growing_attachment(
            document, text(visitor.language, f"saving.file.{form}"), FORMS[form]
        )

    @get(
        route("patient.log_csv"),
        name="patient.log_csv",
        opt={"records": Action.LOG_DOWNLOAD, "proof": "patient.saving"},
    )
    async def log(self, request: Incoming) -> Response[Any]:
        """Give the lines of a period as a sheet."""
        visitor, chosen = visitor_of(request), asked(request.query_params)
        look = Look(visitor.acting, Action.LOG_DOWNLOAD, visitor.at)
        async with request.app.state.press.turn() as turn:
            async with transaction():
                grant = await access.open_log(look)
                if grant:
                    gathered = await gather(grant, chosen.choice)
            if grant is None:
                return refused(request, Reason.NOT_ENROLLED)
            document = turn.begin(_whole(partial(rows.log_sheet, gathered, visitor.language)))
        return growing_attachment(document, text(visitor.language, "saving.file.log"), CSV)

    @get(
        route("patient.log_events"),
        name="patient.log_events",
        opt={"records": Action.LOG_DOWNLOAD, "proof": "patient.saving"},
    )
    async def events(self, request: Incoming) -> Response[Any]:
        """Give the lines of a period as AuditEvents, for another program."""
        visitor, chosen = visitor_of(request), asked(request.query_params)
        look = Look(visitor.acting, Action.LOG_DOWNLOAD, visitor.at)
        async with request.app.state.press.turn() as turn:
            async with transaction():
                files = await access.glance(visitor.acting, visitor.at)
                grant = await access.open_log(look)
                if grant:
                    gathered = await gather(grant, chosen.choice)
            if grant is None:
                return refused(request, Reason.NOT_ENROLLED)
            first = files.patients[0]
            subject = Subject(first.id, first.name, first.born, first.number, first.practice_name)
            document = turn.begin(audit_events.bundle(subject, gathered, visitor.at))
        name = text(visitor.language, "saving.file.events")
        return growing_attachment(document, name, audit_events.MEDIA_TYPE)


def _pages(form: str, saved: Saved, language: str) -> Iterator[bytes]:
    if form == "fhir":
        return dossier_bundle.bundle(saved)
    return _whole(partial(rows.dossier_sheet, saved, language))


def _whole(make: Callable[[], bytes]) -> Iterator[bytes]:
    """Make a document that comes in one piece, when its turn has come."""
    yield make()
