"""Somebody who begins to work at the practice, known by the number that their provider states."""

from functools import partial

from litestar import Response, get, post
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.errors import Refused
from consent.model import Right
from consent.register import managing
from portal.acts import act
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, onward, posted, reply
from portal.practice.employees import views
from portal.practice.employees.forms import EmployeeForm, newcomer
from portal.practice.forms.reading import FieldFault

Answer = Response[str] | Redirect
RIGHT = Right.EMPLOYEES_CHANGE


@get(route("practice.employee_new"), name="practice.employee_new", opt=needs(RIGHT))
async def begin(request: HttpRequest) -> Answer:
    """Show the form for somebody who begins to work here."""
    page = views.new(EmployeeForm(), {}, visitor_of(request).language)
    return await reply(request, "employee_new", page)


@post(
    route("practice.employee_new"),
    name="practice.employee_add",
    opt=needs(RIGHT, Action.EMPLOYEE_ADD),
)
async def add(request: HttpRequest) -> Answer:
    """Let somebody work here from now on."""
    visitor, form = visitor_of(request), await posted(request, EmployeeForm)
    checked = newcomer(form)
    if isinstance(checked, tuple):
        return await _new(request, form, checked)
    attempt = Event(Action.EMPLOYEE_ADD, visitor.at, object_id=visitor.acting.practice)
    work = partial(managing.add, visitor.acting, checked, visitor.at)
    try:
        membership = await act(visitor.acting, attempt, work)
    except Refused as refusal:
        if refusal.reason not in views.ON_THE_PAGE:
            raise
        return await _new(request, form, (FieldFault("uzi", "already_employed"),), 403)
    return onward("practice.employee", "employee_added", id=membership)


async def _new(
    request: HttpRequest, form: EmployeeForm, faults: tuple[FieldFault, ...], status: int = 400
) -> Answer:
    language = visitor_of(request).language
    page = views.new(form, views.sentences(faults, language), language)
    return await reply(request, "employee_new", page, status=status)
