"""Somebody who begins to work at the practice: by the number of a provider, or by an account."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.errors import Refused
from consent.model import Right
from consent.register import managing
from consent.register.employees import NewEmployee
from portal.accounts import keeping
from portal.acts import act
from portal.frame.links import route
from portal.identity.visitor import Visitor, visitor_of
from portal.practice.answering import HttpRequest, needs, onward, posted, reply
from portal.practice.employees import invitation, views
from portal.practice.employees.forms import EmployeeForm, newcomer
from portal.practice.employees.invitation import Invited
from portal.practice.forms.reading import FieldFault
from portal.vault import Vault

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
    """Let somebody work here from now on; who gets an account gets a link to it, shown once."""
    visitor, form = visitor_of(request), await posted(request, EmployeeForm)
    checked = newcomer(form)
    if isinstance(checked, tuple):
        return await _new(request, form, checked)
    vault: Vault = request.app.state.vault

    async def work() -> tuple[UUID, Invited | None]:
        if checked.uzi_id:
            return await managing.add(visitor.acting, checked, visitor.at), None
        return await _with_account(vault, visitor, checked, form.account)

    attempt = Event(Action.EMPLOYEE_ADD, visitor.at, object_id=visitor.acting.practice)
    try:
        membership, invited = await act(visitor.acting, attempt, work)
    except Refused as refusal:
        if refusal.reason not in views.ON_THE_PAGE:
            raise
        return await _new(request, form, (FieldFault("uzi", "already_employed"),), 403)
    if invited:
        return await invitation.shown(request, invited)
    return onward("practice.employee", "employee_added", id=membership)


async def _with_account(
    vault: Vault, visitor: Visitor, new: NewEmployee, name: str
) -> tuple[UUID, Invited | None]:
    known = await keeping.by_name(vault, name)
    employee = msgspec.structs.replace(new, employee=known.employee if known else None)
    membership = await managing.add(visitor.acting, employee, visitor.at)
    if known and known.password_hash:
        return membership, None
    return membership, await _invited(vault, visitor, membership, name, visitor.at)


async def _invited(
    vault: Vault, visitor: Visitor, membership: UUID, name: str, at: datetime
) -> Invited:
    account = await keeping.by_name(vault, name)
    colleague = await invitation.colleague(visitor, membership)
    number = account.id if account else await keeping.make(vault, colleague.employee, name, at)
    return await invitation.write(vault, visitor, colleague, number)


async def _new(
    request: HttpRequest, form: EmployeeForm, faults: tuple[FieldFault, ...], status: int = 400
) -> Answer:
    language = visitor_of(request).language
    page = views.new(form, views.sentences(faults, language), language)
    return await reply(request, "employee_new", page, status=status)
