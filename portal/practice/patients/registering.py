"""Registering a patient by hand, for practices whose own system does not send them."""

from functools import partial

import msgspec
from litestar import Response, get, post
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.errors import Refused
from consent.model import Right
from consent.register import enrolment
from portal.acts import act
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, onward, posted, reply
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Notice
from portal.practice.patients import views
from portal.practice.patients.person_form import PatientForm, registration
from portal.practice.views import phrases

Answer = Response[str] | Redirect
RIGHT = Right.PATIENTS_CHANGE


@get(route("practice.patient_new"), name="practice.patient_new", opt=needs(RIGHT))
async def begin(request: HttpRequest) -> Answer:
    """Show the form."""
    page = views.registration(PatientForm(), {}, visitor_of(request).language)
    return await reply(request, "patient_new", page)


@post(
    route("practice.patient_new"),
    name="practice.patient_add",
    opt=needs(RIGHT, Action.PATIENT_REGISTER),
)
async def add(request: HttpRequest) -> Answer:
    """Register somebody, or say what has to be mended; a BSN is never sent back."""
    visitor, form = visitor_of(request), await posted(request, PatientForm)
    checked = registration(form)
    if isinstance(checked, tuple):
        return await _again(request, form, checked)
    vault = request.app.state.vault
    attempt = Event(Action.PATIENT_REGISTER, visitor.at, object_id=visitor.acting.practice)
    work = partial(enrolment.register, visitor.acting, vault, checked, visitor.at)
    try:
        file = await act(visitor.acting, attempt, work)
    except Refused as refusal:
        said = phrases.on_the_page(refusal, views.ON_THE_PAGE, visitor.language)
        return await _again(request, form, (), said)
    return onward("practice.patient", "patient_registered", id=file)


async def _again(
    request: HttpRequest,
    form: PatientForm,
    faults: tuple[FieldFault, ...],
    said: Notice | None = None,
) -> Answer:
    language = visitor_of(request).language
    page = views.registration(form, views.sentences(faults, language), language)
    page = msgspec.structs.replace(page, notice=said)
    return await reply(request, "patient_new", page, status=403 if said else 400)
