"""/praktijk/patienten/…/logboek: who looked into one file at this practice, after saying why."""

from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath

from consent import access
from consent.access import Look
from consent.actions import Action
from consent.dates import today
from consent.files import patient_here
from consent.model import Grant, Right
from consent.oversight import reading
from consent.oversight.model import Listed
from consent.register import finding
from consent.register.finding import Registered
from portal import errors
from portal.database import transaction
from portal.exchange import audit_events
from portal.frame.files import attachment
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, posted, reply
from portal.practice.log import lines, views
from portal.practice.log.forms import SeenForm
from portal.practice.log.overview import kind_of
from portal.shown.paging import moment_and_id
from portal.texts import text

RIGHT = Right.LOG_READ
FHIR = "fhir"
Answer = Response[str] | Response[bytes]


class Found(msgspec.Struct, frozen=True):
    """What a look with a reason gave."""

    known: Registered
    page: reading.Page
    whole: list[Listed] | None


@get(route("practice.patient_log"), name="practice.patient_log", opt=needs(RIGHT))
async def ask(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Ask why somebody wants to see it; nothing of the file but its number is shown yet."""
    visitor = visitor_of(request)
    file = await patient_here(visitor.acting, item)
    page = views.ask_why((item, file.number), SeenForm(), {}, visitor.language)
    return await reply(request, "patient_log", page)


@post(
    route("practice.patient_log"),
    name="practice.patient_log_seen",
    opt=needs(RIGHT, Action.LOG_REVIEW),
    status_code=200,
)
async def show(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show the lines, or give them as a file; the patient reads the reason in their own list."""
    visitor, form = visitor_of(request), await posted(request, SeenForm)
    if form.fault is not None:
        file = await patient_here(visitor.acting, item)
        told = text(visitor.language, f"oversight.fault.{form.fault.code}")
        faults = {form.fault.field: told}
        page = views.ask_why((item, file.number), form, faults, visitor.language)
        return await reply(request, "patient_log", page, status=400)
    found = await _found(request, item, form)
    if found is None:
        return errors.not_found(request)
    if form.kind:
        return await _file(request, found, form)
    shown = views.seen(found.known, found.page, form, visitor.language)
    return await reply(request, "patient_log", shown)


async def _found(request: HttpRequest, file: UUID, form: SeenForm) -> Found | None:
    visitor = visitor_of(request)
    action = Action.LOG_EXPORT if form.kind else Action.LOG_REVIEW
    look = Look(visitor.acting, action, visitor.at, file, form.reason)
    period, before = form.period(today(visitor.at)), moment_and_id(form.before)
    async with transaction():
        grant = await access.open_review(look, RIGHT, file)
        known = None
        if isinstance(grant, Grant):
            known = await finding.registered(grant, request.app.state.vault)
            page = await reading.of_patient(grant, period, before)
            whole = await reading.all_of_patient(grant, period) if form.kind else None
    return Found(known, page, whole) if known else None


async def _file(request: HttpRequest, found: Found, form: SeenForm) -> Answer:
    visitor, language = visitor_of(request), visitor_of(request).language
    if found.whole is None:
        page = views.seen(found.known, found.page, form, language)
        told = msgspec.structs.replace(page, notice=views.too_many(language))
        return await reply(request, "patient_log", told, status=400)
    name = text(language, "oversight.file.name_one")
    if form.kind == FHIR:
        subject = audit_events.Subject(
            id=found.known.id,
            name=found.known.name.used,
            born=found.known.born,
            number=found.known.number,
            practice=visitor.acting.organisation,
        )
        parts = audit_events.bundle(subject, (one.line for one in found.whole), visitor.at)
        return attachment(b"".join(parts), f"{name}.json", audit_events.MEDIA_TYPE)
    kind = kind_of(form.kind)
    content = lines.file_of(kind, found.whole, language)
    return attachment(content, f"{name}.{kind.value}", kind.media_type)
