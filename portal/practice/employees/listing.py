"""Who works at the practice, and who can step in when the only manager cannot."""

from functools import partial
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import QueryParameter
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.errors import Refused
from consent.model import Right
from consent.register import colleagues, managing
from portal.acts import act
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.employees import views
from portal.practice.employees.forms import LONGEST_NAME, FallbackForm
from portal.practice.pages.parts import Field, Notice
from portal.practice.views.phrases import on_the_page, summary
from portal.texts import text

Answer = Response[str] | Redirect
Done = Annotated[str | None, QueryParameter(name="gedaan")]
RIGHT = Right.EMPLOYEES_CHANGE


@get(route("practice.employees"), name="practice.employees", opt=needs(RIGHT))
async def show_all(request: HttpRequest, done: Done = None) -> Answer:
    """Show who works here, with which rights, and what changed last."""
    return await _list(request, said=notice(done, visitor_of(request).language))


@post(route("practice.fallback"), name="practice.fallback", opt=needs(RIGHT, Action.FALLBACK_NAME))
async def name_fallback(request: HttpRequest) -> Answer:
    """Name who can step in for the only manager."""
    visitor, form = visitor_of(request), await posted(request, FallbackForm)
    name = " ".join(form.fallback.split())
    if len(name) > LONGEST_NAME:
        fault = text(visitor.language, "employees.form.fallback_long")
        return await _list(request, Field("fallback", "fallback", name, fault))
    attempt = Event(Action.FALLBACK_NAME, visitor.at, object_id=visitor.acting.practice)
    work = partial(managing.name_fallback, visitor.acting, name, visitor.at)
    try:
        await act(visitor.acting, attempt, work)
    except Refused as refusal:
        said = on_the_page(refusal, views.ON_THE_PAGE, visitor.language)
        return await _list(request, said=said, status=403)
    return onward("practice.employees", "fallback_named")


async def _list(
    request: HttpRequest,
    fallback: Field | None = None,
    said: Notice | None = None,
    status: int = 200,
) -> Answer:
    visitor = visitor_of(request)
    manager, language = visitor.acting, visitor.language
    named = fallback or Field("fallback", "fallback", await colleagues.fallback(manager))
    found = await colleagues.colleagues(manager, visitor.at)
    changes = await colleagues.last_changes(manager)
    faults = summary({"fallback": named.fault} if named.fault else {})
    page = views.listed(manager, found, changes, named, language)
    page = msgspec.structs.replace(page, notice=said, faults=faults)
    return await reply(request, "employees", page, status=400 if faults else status)
