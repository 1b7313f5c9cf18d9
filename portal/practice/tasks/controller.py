"""The task of a result: looked at with the line of its result, and changed with a line each."""

from functools import partial
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import today
from consent.errors import AlreadyDecided
from consent.model import Denied, Right
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import route
from portal.identity.visitor import Visitor, visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.reading import FieldFault, id_in
from portal.practice.opening import open_thing
from portal.practice.pages.parts import Notice
from portal.practice.tasks import views
from portal.practice.tasks.forms import TaskForm, check
from portal.practice.views.phrases import sentences
from publishing import inbox
from publishing.inbox import InboxReport
from publishing.tasks import setting
from publishing.tasks.setting import Version

Answer = Response[str] | Redirect
Opened = tuple[InboxReport, list[Version]]
RIGHT = Right.RESULTS_PUBLISH


@get(route("practice.task"), name="practice.task", opt=needs(RIGHT, Action.RESULT_REVIEW))
async def show(
    request: HttpRequest,
    item: FromPath[UUID],
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show the task of a result with its form."""
    return await _page(request, item, said=notice(done, visitor_of(request).language))


@post(route("practice.task"), name="practice.task_change", opt=needs(RIGHT, Action.TASK_SET))
async def change(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Set it, hand it over, say that it was talked about, or finish it."""
    visitor, form = visitor_of(request), await posted(request, TaskForm)
    wanted = check(form, today(visitor.at))
    if isinstance(wanted, tuple):
        return await _page(request, item, form, wanted)
    seen = id_in(form.seen, "seen") if form.seen else None
    attempt = Event(Action.TASK_SET, visitor.at, object_id=item)
    work = partial(setting.set_task, visitor.acting, item, wanted, seen, visitor.at)
    try:
        changed = await act(visitor.acting, attempt, work)
    except AlreadyDecided:
        return await _page(request, item, form, said=views.raced(visitor.language))
    done = "task_finish" if wanted.is_done else "task_save"
    return onward("practice.task", done if changed else "agreements_same", id=item)


async def _page(
    request: HttpRequest,
    report_id: UUID,
    form: TaskForm | None = None,
    faults: tuple[FieldFault, ...] = (),
    said: Notice | None = None,
) -> Answer:
    visitor = visitor_of(request)
    opened = await _opened(visitor, report_id)
    if opened is None or isinstance(opened, Denied):
        return errors.unopened(request, opened)
    report, versions = opened
    first = views.first_form(versions, visitor.acting.id)
    case = views.Case(
        report=report,
        versions=versions,
        owners=await setting.owners(visitor.acting, visitor.at),
        form=msgspec.structs.replace(form, seen=first.seen) if form else first,
        faults=sentences(faults, "task", visitor.language),
        notice=said,
    )
    page = views.page(case, visitor.at, visitor.language)
    status = 400 if faults else 409 if form else 200
    return await reply(request, "task", page, status=status)


async def _opened(visitor: Visitor, report_id: UUID) -> Opened | Denied | None:
    look = Look(visitor.acting, Action.RESULT_REVIEW, visitor.at, report_id)
    find = partial(inbox.report_here, visitor.acting, report_id)
    async with transaction():
        found = await open_thing(look, RIGHT, find)
        if found is None or isinstance(found, Denied):
            return found
        report, grant = found
        return report, await setting.history(grant, report_id)
