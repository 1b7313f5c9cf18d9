"""Notes beside a file: read, written, shared and removed by employees, and seen by nobody else."""

from functools import partial
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from consent import access
from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.files import facts_of_patient
from consent.model import Grant, Right
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.identity.visitor import Visitor, visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.reading import FieldFault, Malformed, id_in, too_long
from portal.practice.notes import views
from portal.practice.pages.parts import Notice
from portal.practice.views.phrases import sentences
from publishing.inside import notes
from publishing.inside.notes import Text

Answer = Response[str] | Redirect
RIGHT = Right.REQUESTS_SEE
WRITE, SHARE, REMOVE = "write", "share", "remove"
ACTS = {WRITE: Action.NOTE_WRITE, SHARE: Action.NOTE_SHARE, REMOVE: Action.NOTE_REMOVE}


class NoteForm(msgspec.Struct, frozen=True):
    """A new note, or what is to be done with one."""

    step: str = WRITE
    body: str = ""
    kind: str = views.WORKING
    note: str = ""


@get(route("practice.notes"), name="practice.notes", opt=needs(RIGHT, Action.PATIENT_REVIEW))
async def show(
    request: HttpRequest,
    item: FromPath[UUID],
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show the notes beside a file; a look with its line."""
    return await _page(request, item, said=notice(done, visitor_of(request).language))


@post(route("practice.notes"), name="practice.notes_change", opt=needs(RIGHT, Action.NOTE_WRITE))
async def change(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Write a note, share one's own working note, or remove it."""
    visitor, form = visitor_of(request), await posted(request, NoteForm)
    if form.step not in ACTS or form.kind not in {views.WORKING, views.INTERNAL}:
        raise Malformed("unknown_choice", "step")
    if form.step == WRITE and not form.body.strip():
        return await _page(request, item, (FieldFault("body", "note_missing"),))
    if long := too_long(form):
        return await _page(request, item, long)
    attempt = Event(ACTS[form.step], visitor.at, object_id=item)
    await act(visitor.acting, attempt, partial(_change, visitor, item, form))
    return onward("practice.notes", f"note_{form.step}", id=item)


async def _change(visitor: Visitor, file: UUID, form: NoteForm) -> None:
    employee, at = visitor.acting, visitor.at
    if form.step == WRITE:
        told = Text(form.body.strip(), shared=form.kind == views.INTERNAL)
        await notes.write(employee, file, told, at)
        return
    work = notes.share if form.step == SHARE else notes.remove
    await work(employee, id_in(form.note, "note"), at)


async def _page(
    request: HttpRequest,
    file: UUID,
    faults: tuple[FieldFault, ...] = (),
    said: Notice | None = None,
) -> Answer:
    visitor = visitor_of(request)
    look = Look(visitor.acting, Action.PATIENT_REVIEW, visitor.at, file)
    async with transaction():
        grant = await access.open_review(look, RIGHT, file)
        facts = await facts_of_patient(file)
        found = await notes.notes_of(grant) if isinstance(grant, Grant) else None
    if facts is None or found is None:
        return errors.not_found(request)
    told = sentences(faults, "note", visitor.language)
    page = views.page(file, facts.patient.name, found, visitor.language, told)
    page = msgspec.structs.replace(page, notice=said)
    return await reply(request, "notes", page, status=400 if faults else 200)
