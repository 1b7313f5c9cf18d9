"""The working agreements: read, and changed as a whole by who may."""

from functools import partial
from typing import Annotated

from litestar import Response, get, post
from litestar.params import QueryParameter
from litestar.response import Redirect
from msgspec.structs import asdict

from consent.accesslog import Event
from consent.actions import Action
from consent.agreements import choices
from consent.model import Right
from portal.acts import act
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.agreements import AgreementsForm, check
from portal.practice.pages.parts import Notice
from portal.practice.views import agreements as view
from portal.practice.views.agreements import Chosen
from portal.practice.views.phrases import sentences

Answer = Response[str] | Redirect


@get(route("practice.agreements"), name="practice.agreements", opt=needs(Right.AGREEMENTS_CHANGE))
async def show(
    request: HttpRequest, done: Annotated[str | None, QueryParameter(name="gedaan")] = None
) -> Answer:
    """Show what was agreed, by whom and when."""
    return await _page(request, said=notice(done, visitor_of(request).language))


@post(
    route("practice.agreements"),
    name="practice.agreements_change",
    opt=needs(Right.AGREEMENTS_CHANGE, Action.AGREEMENTS_CHANGE),
)
async def change(request: HttpRequest) -> Answer:
    """Set the agreements; every one that changes is a line in the practice's log."""
    visitor, form = visitor_of(request), await posted(request, AgreementsForm)
    checked = check(form)
    if isinstance(checked, tuple):
        faults = sentences(checked, "agreements", visitor.language)
        return await _page(request, form, faults)
    attempt = Event(Action.AGREEMENTS_CHANGE, visitor.at, practice=visitor.acting.practice)
    left_open = frozenset(name for name, value in asdict(form).items() if not value)
    work = partial(choices.change, visitor.acting, checked, visitor.at, left_open)
    changed = await act(visitor.acting, attempt, work)
    return onward("practice.agreements", "agreements_saved" if changed else "agreements_same")


async def _page(
    request: HttpRequest,
    form: AgreementsForm | None = None,
    faults: dict[str, str] | None = None,
    said: Notice | None = None,
) -> Answer:
    visitor = visitor_of(request)
    current, changes = await choices.agreements_here(visitor.acting)
    chosen = Chosen(form or view.filled(current, changes), changes, faults or {})
    missing = view.missing(current)
    page = view.page(visitor.acting.organisation, chosen, missing, visitor.language, said)
    return await reply(request, "agreements", page, status=400 if faults else 200)
