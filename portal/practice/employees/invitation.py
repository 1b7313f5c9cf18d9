"""The link with which somebody opens their account: by mail, and shown once to who made it."""

from uuid import UUID

import msgspec
from litestar import Response, post
from litestar.params import FromPath

from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound
from consent.model import Right
from consent.register import colleagues, managing
from consent.register.colleagues import Colleague
from portal.accounts import keeping
from portal.acts import act
from portal.frame.links import link, route
from portal.identity import sessions
from portal.identity.limits import limits_here
from portal.identity.visitor import Visitor, visitor_of
from portal.post import outbox
from portal.post.model import Kind, Message
from portal.practice.answering import HttpRequest, needs, reply
from portal.practice.employees.pages import LinkPage
from portal.presence import ending
from portal.vault import Vault


class Invited(msgspec.Struct, frozen=True):
    """Somebody with a fresh link; `token` is known here alone and stored nowhere."""

    colleague: Colleague
    name: str
    token: str


@post(
    route("practice.employee_link"),
    name="practice.employee_link",
    opt=needs(Right.EMPLOYEES_CHANGE, Action.EMPLOYEE_CHANGE),
    status_code=200,
)
async def renew(request: HttpRequest, item: FromPath[UUID]) -> Response[str]:
    """Give somebody a new link: for who lost telephone and codes, or never used the first."""
    visitor = visitor_of(request)
    vault: Vault = request.app.state.vault

    async def work() -> Invited:
        known = await managing.renew_login(visitor.acting, item, visitor.at)
        account = await keeping.by_employee(vault, known.employee)
        if account is None:
            raise NotFound
        found = await sessions.of_memberships([item], limits_here(request), visitor.at)
        await ending.end(visitor, [one.id for one in found])
        return await write(vault, visitor, known, account.id)

    attempt = Event(Action.EMPLOYEE_CHANGE, visitor.at, object_id=item)
    return await shown(request, await act(visitor.acting, attempt, work))


async def colleague(visitor: Visitor, membership: UUID) -> Colleague:
    """
    Give somebody who has just begun here.

    Raises:
        NotFound: they are no employee of this practice.

    """
    known = await colleagues.colleague(visitor.acting, membership)
    if known is None:
        raise NotFound
    return known


async def write(vault: Vault, visitor: Visitor, known: Colleague, account: UUID) -> Invited:
    """Write the link and its mail, in the open transaction."""
    token = await keeping.new_link(vault, account, "invitation", visitor.at)
    found = await keeping.by_id(vault, account)
    name = found.name if found else ""
    message = Message(
        kind=Kind.INVITATION,
        subject=f"{account}/{visitor.at.isoformat()}",
        address=name,
        name=known.name,
        practice_name=visitor.acting.organisation,
        path=link("accounts.arrive", sleutel=token),
        practice=visitor.acting.practice,
        employee=known.employee,
        ends_at=visitor.at + keeping.LINK_LASTS["invitation"],
    )
    await outbox.put(vault, message, visitor.at)
    return Invited(known, name, token)


async def shown(request: HttpRequest, invited: Invited) -> Response[str]:
    """Show the link, this once."""
    base = request.app.state.settings.base_url
    page = LinkPage(
        name=invited.colleague.name,
        address=invited.name,
        link=base + link("accounts.arrive", sleutel=invited.token),
        days=str(keeping.LINK_LASTS["invitation"].days),
        back=link("practice.employee", id=invited.colleague.id),
    )
    return await reply(request, "employee_link", page)
