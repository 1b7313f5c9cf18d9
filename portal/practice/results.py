"""The clinician's inbox, and one result: looked at, and one of four acts on it."""

from functools import partial
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect

from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided
from consent.model import Denied, Grant, Reason, Right
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import link, route
from portal.identity.visitor import Visitor, visitor_of
from portal.practice import preview
from portal.practice.answering import FORM_LIMIT, HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.publishing import TO_THE_LIST, PublishForm, Understood, check
from portal.practice.opening import open_thing
from portal.practice.phrasing import writing
from portal.practice.views import conflict
from portal.practice.views import result as view
from portal.practice.views import results as list_view
from portal.practice.views.phrases import sentences
from portal.practice.views.results import NEW, PILES, Inbox
from publishing import inbox
from publishing.inbox import ACTIONS, InboxReport, Pile
from publishing.model import Act

Answer = Response[str] | Redirect


class Place(msgspec.Struct, frozen=True):
    """A result, and the word of the list that somebody works through."""

    report: UUID
    tab: str


@get(route("practice.results"), name="practice.results", opt=needs(Right.RESULTS_PUBLISH))
async def worklist(
    request: HttpRequest,
    stand: FromQuery[str] = NEW,
    after: Annotated[UUID | None, QueryParameter(name="na")] = None,
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show a page of one list of the inbox; an unknown one is the first."""
    visitor = visitor_of(request)
    tab = _tab(stand)
    found = Inbox(
        tab=tab,
        reports=await inbox.worklist(visitor.acting, PILES[tab], visitor.at, after),
        waiting=await inbox.counts(visitor.acting, visitor.at),
        is_first=after is None,
    )
    said = notice(done, visitor.language)
    return await reply(
        request, "results", list_view.page(found, visitor.at, visitor.language, said)
    )


@get(
    route("practice.result"),
    name="practice.result",
    opt=needs(Right.RESULTS_PUBLISH, Action.RESULT_REVIEW),
)
async def show(
    request: HttpRequest,
    item: FromPath[UUID],
    stand: FromQuery[str] = NEW,
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show one result with its form and the patient's own page beside it."""
    return await _page(request, Place(item, _tab(stand)), done=done)


@post(
    route("practice.result"),
    name="practice.result_preview",
    opt=needs(Right.RESULTS_PUBLISH, Action.RESULT_REVIEW),
    status_code=200,
    request_max_body_size=FORM_LIMIT,
)
async def refresh(
    request: HttpRequest, item: FromPath[UUID], stand: FromQuery[str] = NEW
) -> Answer:
    """Show the same page with the patient's page as this form would make it."""
    return await _page(request, Place(item, _tab(stand)), await posted(request, PublishForm))


@post(
    route("practice.result_publish"),
    name="practice.result_publish",
    opt=needs(Right.RESULTS_PUBLISH, Action.RESULT_PUBLISH),
    request_max_body_size=FORM_LIMIT,
)
async def publish(
    request: HttpRequest, item: FromPath[UUID], stand: FromQuery[str] = NEW
) -> Answer:
    """Do the act that was chosen."""
    return await _decide(request, Place(item, _tab(stand)), None)


@post(
    route("practice.result_invite"),
    name="practice.result_invite",
    opt=needs(Right.RESULTS_PUBLISH, Action.RESULT_INVITE),
    request_max_body_size=FORM_LIMIT,
)
async def invite(request: HttpRequest, item: FromPath[UUID], stand: FromQuery[str] = NEW) -> Answer:
    """Do the act that was chosen; invite only, when the form names none."""
    return await _decide(request, Place(item, _tab(stand)), Act.INVITE)


@post(
    route("practice.result_save"),
    name="practice.result_save",
    opt=needs(Right.RESULTS_PUBLISH, Action.RESULT_SAVE),
    request_max_body_size=FORM_LIMIT,
)
async def save(request: HttpRequest, item: FromPath[UUID], stand: FromQuery[str] = NEW) -> Answer:
    """Do the act that was chosen; save as an action, when the form names none."""
    return await _decide(request, Place(item, _tab(stand)), Act.SAVE)


async def _decide(request: HttpRequest, place: Place, otherwise: Act | None) -> Answer:
    visitor = visitor_of(request)
    form = await posted(request, PublishForm)
    if otherwise and not form.act:
        form = view.with_act(form, otherwise)
    understood = check(form, visitor.at)
    if isinstance(understood, tuple):
        faults = sentences(understood, "result", visitor.language)
        return await _page(request, place, form, faults)
    decision = understood.decision
    attempt = Event(ACTIONS[decision.act], visitor.at, object_id=place.report)
    work = partial(inbox.decide, visitor.acting, place.report, decision, visitor.at)
    try:
        decided = await act(visitor.acting, attempt, work)
    except AlreadyDecided as raced:
        return await _raced(request, place.report, raced.reason, form)
    done = _done(understood, decided)
    return await _onward(visitor, place, done, to_list=form.then == TO_THE_LIST)


async def _onward(visitor: Visitor, place: Place, done: str, *, to_list: bool) -> Redirect:
    """Lead to the next result of the list that somebody works through, else back to the list."""
    following = None if to_list else await _following(visitor, place)
    if following is None:
        return onward("practice.results", done, stand="" if place.tab == NEW else place.tab)
    return Redirect(list_view.address(following, place.tab, done), status_code=303)


async def _following(visitor: Visitor, place: Place) -> UUID | None:
    if PILES[place.tab] is Pile.DONE:
        return None
    return await inbox.following(visitor.acting, PILES[place.tab], place.report, visitor.at)


def _done(understood: Understood, decided: InboxReport) -> str:
    planned, shown = understood.decision.visible_from, decided.visible_from
    if shown is not None and decided.terms.awaits_talk:
        return "result_after_talk"
    if decided.in_force is not None and shown not in {None, planned or decided.in_force.acted_at}:
        return "result_from_hour"
    if planned is None:
        return f"result_{understood.decision.act.value}"
    return "result_planned_twice" if understood.twice else "result_planned"


async def _page(
    request: HttpRequest,
    place: Place,
    form: PublishForm | None = None,
    faults: dict[str, str] | None = None,
    done: str | None = None,
) -> Answer:
    visitor = visitor_of(request)
    opened = await _opened(visitor, place.report)
    if opened is None or isinstance(opened, Denied):
        return errors.unopened(request, opened)
    report, grant = opened
    beside = await writing.kept_ready(visitor.acting, report)
    form = form or view.first_form(report, beside.begun)
    form, beside = await writing.insert(form, report, grant, beside, visitor.language)
    case = view.Case(
        report=report,
        form=form,
        beside=beside,
        queue=await inbox.worklist(visitor.acting, PILES[place.tab], visitor.at),
        tab=place.tab,
        following=await _following(visitor, place),
        faults=faults or {},
        notice=notice(done, visitor.language),
    )
    seen = await preview.result(report, case.form, grant, visitor.language)
    page = view.page(case, seen, visitor.acting, visitor.at, visitor.language)
    return await reply(request, "result", page, status=400 if faults else 200)


async def _opened(visitor: Visitor, report_id: UUID) -> tuple[InboxReport, Grant] | Denied | None:
    look = Look(visitor.acting, Action.RESULT_REVIEW, visitor.at, report_id)
    find = partial(inbox.report_here, visitor.acting, report_id)
    async with transaction():
        return await open_thing(look, Right.RESULTS_PUBLISH, find)


async def _raced(
    request: HttpRequest, report_id: UUID, reason: Reason, form: PublishForm
) -> Answer:
    visitor = visitor_of(request)
    found = await inbox.report_here(visitor.acting, report_id)
    if found is None:
        return errors.not_found(request)
    again = link("practice.result", id=report_id)
    page = conflict.of_result(found, reason, again, visitor.language, form)
    return await reply(request, "conflict", page, status=409)


def _tab(word: str) -> str:
    return word if word in PILES else NEW
