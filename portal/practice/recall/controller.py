"""Taking back a result or a letter: looked at with its line, done with its line."""

from functools import partial
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath
from litestar.response import Redirect

from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided
from consent.model import Denied, Grant
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.identity.visitor import Visitor, visitor_of
from portal.practice.answering import HttpRequest, needs, posted, reply
from portal.practice.opening import open_thing
from portal.practice.recall import views
from portal.practice.recall.forms import RecallForm, check
from portal.practice.recall.views import Case, address
from portal.practice.views.phrases import sentences
from publishing import inbox, letters, recalling
from publishing.inbox import InboxReport
from publishing.letters import DeskLetter
from publishing.recalling import ACTIONS, RIGHTS, Thing, Wanted

Answer = Response[str] | Redirect
_LOOKS = {Thing.LETTER: Action.LETTER_REVIEW, Thing.REPORT: Action.RESULT_REVIEW}
_RESULTS, _LETTERS = RIGHTS[Thing.REPORT], RIGHTS[Thing.LETTER]


@get(
    route("practice.result_recall"),
    name="practice.result_recall",
    opt=needs(_RESULTS, Action.RESULT_REVIEW),
)
async def begin_result(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show the form of a shared result, or what came of one that was taken back."""
    return await _page(request, Thing.REPORT, item)


@post(
    route("practice.result_recall"),
    name="practice.result_recalled",
    opt=needs(_RESULTS, Action.RESULT_RECALL),
)
async def result(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Take a result back."""
    return await _recall(request, Thing.REPORT, item)


@get(
    route("practice.letter_recall"),
    name="practice.letter_recall",
    opt=needs(_LETTERS, Action.LETTER_REVIEW),
)
async def begin_letter(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Show the form of a shared letter, or what came of one that was taken back."""
    return await _page(request, Thing.LETTER, item)


@post(
    route("practice.letter_recall"),
    name="practice.letter_recalled",
    opt=needs(_LETTERS, Action.LETTER_RECALL),
)
async def letter(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Take a letter back."""
    return await _recall(request, Thing.LETTER, item)


async def _recall(request: HttpRequest, kind: Thing, thing: UUID) -> Answer:
    visitor, form = visitor_of(request), await posted(request, RecallForm)
    reason = check(form)
    if isinstance(reason, tuple):
        faults = sentences(reason, "recall", visitor.language)
        return await _page(request, kind, thing, status=400, form=form, faults=faults)
    wanted = Wanted(kind, thing, reason, form.explanation)
    attempt = Event(ACTIONS[kind], visitor.at, object_id=thing)
    work = partial(recalling.recall, visitor.acting, wanted, visitor.at)
    try:
        await act(visitor.acting, attempt, work)
    except AlreadyDecided:
        return await _page(request, kind, thing, status=409)
    here, _ = address(kind, thing)
    return Redirect(here, status_code=303)


async def _page(
    request: HttpRequest, kind: Thing, thing: UUID, *, status: int = 200, **filled: Any
) -> Answer:
    visitor = visitor_of(request)
    case = await _opened(visitor, kind, thing)
    if case is None or isinstance(case, Denied):
        return errors.unopened(request, case)
    shown = msgspec.structs.replace(case, **filled)
    page = views.page(shown, visitor.acting, visitor.at, visitor.language)
    return await reply(request, "recall", page, status=status)


async def _opened(visitor: Visitor, kind: Thing, thing: UUID) -> Case | Denied | None:
    look = Look(visitor.acting, _LOOKS[kind], visitor.at, thing)
    find = letters.letter_here if kind is Thing.LETTER else inbox.report_here
    looked: tuple[InboxReport | DeskLetter, Grant] | Denied | None
    async with transaction():
        looked = await open_thing(look, RIGHTS[kind], partial(find, visitor.acting, thing))
        return await _case(kind, *looked) if isinstance(looked, tuple) else looked


async def _case(kind: Thing, found: InboxReport | DeskLetter, grant: Grant) -> Case:
    here, back = address(kind, found.id)
    return Case(
        kind=kind,
        name=found.name,
        born=found.born,
        title=found.title,
        here=here,
        back=back,
        shared_at=await recalling.shared_since(grant, kind, found.id),
        recalled=await recalling.last_recall(grant, found.id),
    )
