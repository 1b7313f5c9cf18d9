"""Asking the practice about one line of one's own log; the answer comes to stand at the line."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from consent import access, accesslog
from consent.access import Files, Look
from consent.accesslog import Event, Line
from consent.actions import Action
from consent.errors import NotFound
from portal.acts import act
from portal.database import transaction
from portal.details import questions
from portal.details.model import Part, Told
from portal.errors import not_found, refused
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.patient.views.log import question_page

Incoming = Request[Any, Any, Any]
Answer = Response[Any]
LONGEST = 2000


class Opened(msgspec.Struct, frozen=True):
    """The files of the visitor, and the line they ask about; None when it is not in their log."""

    files: Files
    line: Line | None


class QuestionsController(Controller):
    """A question about a line."""

    opt = {"entrance": Entrance.PATIENT}  # noqa: RUF012 - Litestar's own attribute

    @get(
        route("patient.log_question"), name="patient.log_question", opt={"records": Action.LOG_VIEW}
    )
    async def show(self, request: Incoming, item: FromPath[UUID]) -> Answer:
        """Show the line and the form; showing it is a look into the log."""
        return await _shown(request, item)

    @post(
        route("patient.log_question"),
        name="patient.log_ask",
        opt={"records": Action.QUESTION_ASK},
    )
    async def ask(self, request: Incoming, item: FromPath[UUID]) -> Answer:
        """Send the question to the practice that the line concerns."""
        visitor, vault = visitor_of(request), request.app.state.vault
        typed = str((await request.form()).get("vraag", "")).strip()
        if not typed or len(typed) > LONGEST:
            return await _shown(request, item, typed=typed[:LONGEST], wrong="words_wrong")
        reader, at = visitor.acting, visitor.at

        async def work() -> None:
            files = await access.glance(reader, at)
            grant = await access.glance_log(reader, at)
            if grant:
                await accesslog.number_lines(grant)
            line = await accesslog.line(grant, item) if grant else None
            if line is None:
                raise NotFound
            practice = questions.practice_to_ask(line, files.patients)
            await questions.ask(vault, reader, (practice, Told(Part.LOG, typed, item)), at)

        await act(reader, Event(Action.QUESTION_ASK, at, object_id=item), work)
        return Redirect(link("patient.log", gedaan="vraag"), status_code=303)


async def _shown(request: Incoming, item: UUID, *, typed: str = "", wrong: str = "") -> Answer:
    visitor = visitor_of(request)
    async with transaction():
        opened = await _opened(request, item)
    if not opened.files.patients:
        return refused(request, opened.files.nowhere)
    if opened.line is None:
        return not_found(request)
    patients = opened.files.patients
    practice = questions.practice_to_ask(opened.line, patients)
    now = visitor.at, visitor.language
    page = question_page(opened.line, practice, (typed, wrong), now)
    status = 400 if wrong else 200
    return answer(request, "patient/log_question.html", page, status=status, patients=patients)


async def _opened(request: Incoming, item: UUID) -> Opened:
    visitor = visitor_of(request)
    look = Look(visitor.acting, Action.LOG_VIEW, visitor.at, item)
    files = await access.glance(visitor.acting, visitor.at)
    grant = await access.open_log(look)
    return Opened(files, await accesslog.line(grant, item) if grant else None)
