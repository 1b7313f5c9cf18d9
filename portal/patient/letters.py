"""The patient's letters: the list, one of them, and its file. Every look writes a line."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from consent import access
from consent.access import Look
from consent.actions import Action
from portal.database import transaction
from portal.errors import not_found, refused
from portal.frame.files import attachment
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity.entrance import ALSO_FOR_ANOTHER
from portal.identity.visitor import visitor_of
from portal.patient.views.letters import letters_page
from portal.shown.letters import letter_page, unsealed
from portal.shown.paging import moment_and_id
from publishing import reading

FILE_COLUMN = "letter.file"


class LettersController(Controller):
    """Letters that the practice has accorded."""

    opt = ALSO_FOR_ANOTHER

    @get(route("patient.letters"), name="patient.letters", opt={"records": Action.LETTERS_LIST})
    async def letters(
        self, request: Request[Any, Any, Any], voor: FromQuery[str] = ""
    ) -> Response[str]:
        """Show a page of letters; `voor` is the last one of the page before."""
        visitor = visitor_of(request)
        look = Look(visitor.acting, Action.LETTERS_LIST, visitor.at)
        async with transaction():
            files = await access.open_files(look)
            found = await reading.letters(files.grants, moment_and_id(voor))
        if files.reason:
            return refused(request, files.reason)
        page = letters_page(found, files.grants, visitor.language)
        return answer(request, "patient/letters.html", page, patients=files.patients)

    @get(route("patient.letter"), name="patient.letter", opt={"records": Action.LETTER_VIEW})
    async def letter(self, request: Request[Any, Any, Any], item: FromPath[UUID]) -> Response[str]:
        """Show one letter: its explanation, where to save it, and its words."""
        visitor = visitor_of(request)
        look = Look(visitor.acting, Action.LETTER_VIEW, visitor.at, item)
        async with transaction():
            files, found = await access.open_item(look, lambda g: reading.letter(g, item))
            told = await reading.letter_text(files.grants, item)
        if files.reason:
            return refused(request, files.reason)
        if found is None:
            return not_found(request)
        said = unsealed(request.app.state.vault, told)
        page = letter_page(found, files.grants, visitor.language, said)
        return answer(request, "patient/letter.html", page, patients=files.patients)

    @get(
        route("patient.letter_file"),
        name="patient.letter_file",
        opt={"records": Action.LETTER_DOWNLOAD, "keeps": True},
    )
    async def file(self, request: Request[Any, Any, Any], item: FromPath[UUID]) -> Response[Any]:
        """Give the PDF to keep; never shown inside a page."""
        visitor = visitor_of(request)
        look = Look(visitor.acting, Action.LETTER_DOWNLOAD, visitor.at, item)
        async with transaction():
            files, found = await access.open_item(look, lambda g: reading.letter_file(g, item))
        if files.reason:
            return refused(request, files.reason)
        if found is None:
            return not_found(request)
        content = request.app.state.vault.open(found.sealed, FILE_COLUMN, found.id)
        day = f"-{found.written_on.isoformat()}" if found.written_on else ""
        return attachment(content, f"brief{day}.pdf")
