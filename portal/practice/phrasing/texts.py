"""Texts to begin with: a practice's for who keeps its agreements, one's own for oneself."""

from functools import partial
from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect

from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided
from consent.model import Denied, Right
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.reading import Malformed, chosen_id, id_in
from portal.practice.opening import open_thing
from portal.practice.pages.parts import Notice
from portal.practice.phrasing import filling, shared, text_views, writing
from portal.practice.phrasing.forms import SHOW, TemplateForm, check_template
from portal.practice.phrasing.text_views import FIRST, OWN, PRACTICE, ROUTES, Kept
from portal.texts import text
from publishing import inbox
from publishing.phrasing import choosing, templates

Answer = Response[str] | Redirect
RIGHTS = {OWN: Right.RESULTS_PUBLISH, PRACTICE: Right.AGREEMENTS_CHANGE}
Done = Annotated[str | None, QueryParameter(name="gedaan")]


@get(route("practice.templates"), name="practice.templates", opt=needs(RIGHTS[PRACTICE]))
async def show(request: HttpRequest, tekst: FromQuery[str] = "", done: Done = None) -> Answer:
    """Show the texts of the practice; `tekst` is the one in the form."""
    return await _chosen(request, PRACTICE, tekst, done)


@post(
    route("practice.templates"),
    name="practice.templates_change",
    opt=needs(RIGHTS[PRACTICE], Action.TEMPLATE_CHANGE),
)
async def change(request: HttpRequest) -> Answer:
    """Write a text of the practice, or a new version of one."""
    return await _change(request, PRACTICE)


@get(route("practice.own_templates"), name="practice.own_templates", opt=needs(RIGHTS[OWN]))
async def show_own(request: HttpRequest, tekst: FromQuery[str] = "", done: Done = None) -> Answer:
    """Show one's own texts; `tekst` is the one in the form."""
    return await _chosen(request, OWN, tekst, done)


@post(
    route("practice.own_templates"),
    name="practice.own_templates_change",
    opt=needs(RIGHTS[OWN], Action.TEMPLATE_CHANGE),
)
async def change_own(request: HttpRequest) -> Answer:
    """Write a text of one's own, or a new version of one."""
    return await _change(request, OWN)


@post(
    route("practice.template_tried"),
    name="practice.template_tried",
    opt=needs(Right.RESULTS_PUBLISH, Action.RESULT_REVIEW),
    status_code=200,
)
async def try_on(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show a text as it would be on a result of the practice: a look with its line."""
    visitor, form = visitor_of(request), await posted(request, TemplateForm)
    whose = _whose(form)
    look = Look(visitor.acting, Action.RESULT_REVIEW, visitor.at, item)
    find = partial(inbox.report_here, visitor.acting, item)
    async with transaction():
        opened = await open_thing(look, Right.RESULTS_PUBLISH, find)
    if opened is None or isinstance(opened, Denied):
        return errors.unopened(request, opened)
    report, grant = opened
    result = filling.first_of(report.results)
    known = await writing.known_of(result, report, grant) if result else {}
    place, name = visitor.acting.organisation, report.name.full
    seen = text_views.tried(form, known, place, visitor.language, name)
    return await _page(request, Kept(whose=whose, templates=(), form=form, tried=seen))


async def _chosen(request: HttpRequest, whose: str, tekst: str, done: str | None) -> Answer:
    visitor, wanted = visitor_of(request), chosen_id(tekst)
    found = await templates.one(visitor.acting, wanted, own=whose == OWN) if wanted else None
    if tekst and found is None:
        return errors.not_found(request)
    form = text_views.form_of(found) if found else FIRST
    said = notice(done, visitor.language)
    return await _page(request, Kept(whose=whose, templates=(), form=form, notice=said))


async def _change(request: HttpRequest, whose: str) -> Answer:
    visitor, form = visitor_of(request), await posted(request, TemplateForm)
    if _whose(form) != whose:
        raise Malformed("unknown_choice", "whose")
    made = check_template(form)
    kept = Kept(whose=whose, templates=(), form=form)
    if isinstance(made, tuple):
        faults = shared.sentences(made, visitor.language)
        faults |= text_views.unknown_places(form, visitor.language)
        return await _page(request, Kept(whose=whose, templates=(), form=form, faults=faults))
    if form.step == SHOW:
        return await _page(request, kept)
    template = id_in(form.template, "template") if form.template else None
    attempt = Event(Action.TEMPLATE_CHANGE, visitor.at, object_id=template)
    work = partial(templates.save, visitor.acting, template, made, visitor.at, own=whose == OWN)
    try:
        changed = await act(visitor.acting, attempt, work)
    except AlreadyDecided:
        said = Notice("error", text(visitor.language, "phrasing.raced"), icon="circle-alert")
        raced = Kept(whose=whose, templates=(), form=form, notice=said)
        return await _page(request, raced, status=409)
    return onward(ROUTES[whose], "template_saved" if changed else "agreements_same")


async def _page(request: HttpRequest, kept: Kept, *, status: int = 200) -> Answer:
    visitor, shown = visitor_of(request), chosen_id(kept.form.template)
    whole = Kept(
        whose=kept.whose,
        templates=await templates.here(visitor.acting),
        form=kept.form,
        recent=await choosing.recent(visitor.acting),
        earlier=await templates.earlier(visitor.acting, shown) if shown else (),
        tried=kept.tried,
        faults=kept.faults,
        notice=kept.notice,
    )
    page = text_views.page(whole, visitor.acting, visitor.language)
    return await reply(request, "texts", page, status=400 if kept.faults else status)


def _whose(form: TemplateForm) -> str:
    if form.whose not in RIGHTS:
        raise Malformed("unknown_choice", "whose")
    return form.whose
