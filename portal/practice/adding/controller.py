"""/praktijk/patienten/…/brief: a letter comes in by hand, through the gate like any other."""

from functools import partial
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from consent import access
from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import today
from consent.errors import AlreadyDecided, Refused
from consent.files import facts_of_patient
from consent.model import Grant, Reason, Right
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.frame.render import CSRF_FIELD
from portal.frame.uploads import LARGEST_UPLOAD, UploadRequest
from portal.identity.visitor import visitor_of
from portal.intake.delivery import Receipt, deliver, terms_of
from portal.practice.adding import views
from portal.practice.adding.forms import LetterForm, check
from portal.practice.answering import HttpRequest, needs, onward, reply
from portal.practice.forms.reading import FieldFault, read
from publishing import letters
from publishing.letters import adding
from publishing.letters.adding import NewLetter, Prepared

Answer = Response[str] | Redirect
RIGHT = Right.PATIENTS_CHANGE
# What the person who adds it can mend on the page itself.
ON_THE_PAGE = {
    Reason.LETTER_KNOWN: "file",
    Reason.LETTER_NOT_SHARED: "category",
    Reason.LETTER_TRANSFER: "title",
}


@get(
    route("practice.letter_new"),
    name="practice.letter_new",
    opt=needs(RIGHT, Action.PATIENT_REVIEW),
)
async def begin(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show the form at one patient; a look with its line."""
    return await _page(request, item, LetterForm())


@post(
    route("practice.letter_new"),
    name="practice.letter_add",
    opt=needs(RIGHT, Action.LETTER_ADD),
    request_class=UploadRequest,
    request_max_body_size=LARGEST_UPLOAD,
)
async def add(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Take the letter in, and let the patient see it where that was ticked."""
    visitor, sent = visitor_of(request), (await request.form()).multi_items()
    pairs = list(sent)
    form = read(LetterForm, [one for one in pairs if one[0] != "file"], skip=CSRF_FIELD)
    new = check(form, dict(pairs).get("file"), today(visitor.at))
    if not isinstance(new, NewLetter):
        return await _page(request, item, form, new)
    prepared = await _prepared(request, item, new)
    if not isinstance(prepared, Prepared):
        return await _page(request, item, form, (prepared,))
    receipt = await _taken_in(request, prepared)
    if receipt.faults:
        fault = FieldFault("file", receipt.faults[0].reason)
        return await _page(request, item, form, (fault,))
    return await _added(request, prepared, form)


async def _prepared(request: HttpRequest, file: UUID, new: NewLetter) -> Prepared | FieldFault:
    visitor = visitor_of(request)
    terms = terms_of(request.app.state.settings)
    attempt = Event(Action.LETTER_ADD, visitor.at, object_id=file)
    work = partial(adding.prepare, visitor.acting, file, new, terms, visitor.at)
    try:
        return await act(visitor.acting, attempt, work)
    except (AlreadyDecided, Refused) as refusal:
        if refusal.reason not in ON_THE_PAGE:
            raise
        return FieldFault(ON_THE_PAGE[refusal.reason], refusal.reason.value)


async def _taken_in(request: HttpRequest, prepared: Prepared) -> Receipt:
    visitor, vault = visitor_of(request), request.app.state.vault
    receipt = await deliver(
        prepared.delivery, vault, visitor.at, file="", language=visitor.language
    )
    if receipt.faults and receipt.message:
        async with transaction():
            await adding.note_refused(visitor.acting, prepared, receipt.message, visitor.at)
    return receipt


async def _added(request: HttpRequest, prepared: Prepared, form: LetterForm) -> Answer:
    visitor = visitor_of(request)
    async with transaction():
        letter = await adding.note_added(visitor.acting, prepared, form.explanation, visitor.at)
    if form.share:
        attempt = Event(Action.LETTER_ACCORD, visitor.at, object_id=letter)
        work = partial(letters.accord, visitor.acting, letter, form.explanation, visitor.at)
        await act(visitor.acting, attempt, work)
    done = "letter_shared" if form.share else "letter_added"
    if visitor.acting.may(Right.LETTERS_PUBLISH):
        return onward("practice.letter", done, id=letter)
    return onward("practice.patient", done, id=prepared.patient.id)


async def _page(
    request: HttpRequest, file: UUID, form: LetterForm, faults: tuple[FieldFault, ...] = ()
) -> Answer:
    visitor = visitor_of(request)
    look = Look(visitor.acting, Action.PATIENT_REVIEW, visitor.at, file)
    async with transaction():
        grant = await access.open_review(look, RIGHT, file)
        facts = await facts_of_patient(file)
    if facts is None or not isinstance(grant, Grant):
        return errors.not_found(request)
    told = views.sentences(faults, visitor.language)
    page = views.page(facts, form, told, visitor)
    return await reply(request, "letter_add", page, status=400 if faults else 200)
