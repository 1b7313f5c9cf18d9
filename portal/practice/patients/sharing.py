"""What a patient said at the practice about other care providers, written down by an employee."""

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
from consent.errors import Refused
from consent.files import facts_of_patient
from consent.model import Grant, Patient, Reason, Right
from consent.sharing.model import Told
from consent.sharing.reading import Shared, reviewed
from consent.sharing.stating import ACTIONS, Wanted, add_organisation, record
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.reading import FieldFault, id_in
from portal.practice.views import phrases
from portal.sharing.desk import Sent, desk_page
from portal.sharing.filling import Filled
from portal.sharing.form import OrganisationForm, SharingForm, check, heard, organisation

Answer = Response[str] | Redirect
RIGHT = Right.PATIENTS_CHANGE


@get(route("practice.sharing"), name="practice.sharing", opt=needs(RIGHT, Action.SHARING_REVIEW))
async def show(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show what a patient stated; a look with its line."""
    done = request.query_params.get("gedaan")
    return await _page(request, item, Sent(notice=notice(done, visitor_of(request).language)))


@post(
    route("practice.sharing"),
    name="practice.sharing_record",
    opt=needs(RIGHT, Action.SHARING_GIVE),
)
async def note(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Write down what a patient said."""
    visitor, form = visitor_of(request), await posted(request, SharingForm)
    checked, told = check(form, today(visitor.at)), heard(form)
    faults = tuple(
        one
        for found in (checked, told)
        if isinstance(found, tuple)
        for one in found
        if isinstance(one, FieldFault)
    )
    if faults or not isinstance(told, Told):
        return await _page(request, item, Sent(choice=Filled(form, faults)), status=400)
    wanted = [one for one in checked if isinstance(one, Wanted)]
    attempt = Event(ACTIONS[wanted[0].choice], visitor.at, object_id=item)
    work = partial(record, visitor.acting, item, wanted, told, visitor.at)
    await act(visitor.acting, attempt, work)
    return onward("practice.sharing", "sharing_recorded", id=item)


@post(
    route("practice.organisation"),
    name="practice.organisation_add",
    opt=needs(RIGHT, Action.ORGANISATION_ADD),
)
async def enlist(request: HttpRequest) -> Answer:
    """Put a care organisation on the list, so that patients can choose it."""
    visitor, form = visitor_of(request), await posted(request, OrganisationForm)
    file, checked = id_in(form.file, "file"), organisation(form)
    if isinstance(checked, tuple):
        return await _page(request, file, Sent(listed=form, wrong=checked), status=400)
    attempt = Event(Action.ORGANISATION_ADD, visitor.at, object_id=visitor.acting.practice)
    try:
        await act(
            visitor.acting, attempt, partial(add_organisation, visitor.acting, checked, visitor.at)
        )
    except Refused as refusal:
        said = phrases.on_the_page(refusal, (Reason.ALREADY_LISTED,), visitor.language)
        return await _page(request, file, Sent(listed=form, notice=said), status=403)
    return onward("practice.sharing", "organisation_added", id=file)


async def _page(request: HttpRequest, file: UUID, sent: Sent, *, status: int = 200) -> Answer:
    visitor = visitor_of(request)
    look = Look(visitor.acting, Action.SHARING_REVIEW, visitor.at, file)
    known: tuple[Patient, Shared] | None = None
    async with transaction():
        grant = await access.open_review(look, RIGHT, file)
        facts = await facts_of_patient(file)
        if facts and isinstance(grant, Grant):
            known = (facts.patient, await reviewed(grant))
    if known is None:
        return errors.not_found(request)
    page = desk_page(*known, sent, today(visitor.at), visitor.language)
    return await reply(request, "sharing", page, status=status)
