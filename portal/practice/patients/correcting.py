"""What is registered of a patient, put right: with why, and a line for each part that changes."""

from functools import partial
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.errors import Refused
from consent.model import Right
from consent.register import correcting
from portal import errors
from portal.acts import act
from portal.frame.links import route
from portal.identity import sessions
from portal.identity.visitor import visitor_of
from portal.post.readers import addresses
from portal.post.readers.model import Reader
from portal.practice.answering import HttpRequest, needs, onward, posted, reply
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Notice
from portal.practice.patients import one, registered, views
from portal.practice.patients.person_form import CorrectionForm, correction
from portal.practice.views import phrases

Answer = Response[str] | Redirect
RIGHT = Right.PATIENTS_CHANGE


@get(
    route("practice.patient_correct"),
    name="practice.patient_correct",
    opt=needs(RIGHT, Action.PATIENT_REVIEW),
)
async def begin(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show the form, filled with what is registered."""
    return await _page(request, item)


@post(
    route("practice.patient_correct"),
    name="practice.patient_corrected",
    opt=needs(RIGHT, Action.PATIENT_CORRECT),
)
async def correct(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Put a registration right."""
    visitor, form = visitor_of(request), await posted(request, CorrectionForm)
    wanted = correction(form)
    if isinstance(wanted, tuple):
        return await _page(request, item, form, wanted)
    vault = request.app.state.vault

    async def work() -> tuple[str, ...]:
        act_of = partial(correcting.correct, visitor.acting, vault, item, wanted, visitor.at)
        corrected = await act_of()
        if "bsn" in corrected.parts:
            # Who came in under the number so far is perhaps somebody else.
            await sessions.end_of_person(corrected.file.person)
            reader = Reader(id=corrected.file.person, language=visitor.language)
            await addresses.remove(vault, reader, visitor.at)
        return corrected.parts

    attempt = Event(Action.PATIENT_CORRECT, visitor.at, object_id=item)
    try:
        parts = await act(visitor.acting, attempt, work)
    except Refused as refusal:
        said = phrases.on_the_page(refusal, views.ON_THE_PAGE, visitor.language)
        return await _page(request, item, form, said=said)
    return onward("practice.patient", "patient_corrected" if parts else "patient_same", id=item)


async def _page(
    request: HttpRequest,
    file: UUID,
    form: CorrectionForm | None = None,
    faults: tuple[FieldFault, ...] = (),
    said: Notice | None = None,
) -> Answer:
    known = await one.looked_at(request, file)
    if known is None or known.died_on:
        return errors.not_found(request)
    language = visitor_of(request).language
    sentences = views.sentences(faults, language)
    page = registered.correction(known, form or registered.filled(known), sentences, language)
    page = msgspec.structs.replace(page, notice=said)
    status = 400 if faults else 403 if said else 200
    return await reply(request, "patient_correct", page, status=status)
