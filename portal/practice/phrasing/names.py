"""What determinations are called for patients: bundled names, and what the practice says itself."""

from functools import partial
from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromQuery, QueryParameter
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.model import Actor, Right
from portal.acts import act
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.phrasing import shared, vocabulary_views
from portal.practice.phrasing.forms import NameForm, check_name
from portal.practice.phrasing.vocabulary_views import Named
from publishing.phrasing import keeping
from publishing.phrasing.model import Code

Answer = Response[str] | Redirect
RIGHT = Right.AGREEMENTS_CHANGE


@get(route("practice.names"), name="practice.names", opt=needs(RIGHT))
async def show(
    request: HttpRequest,
    stelsel: FromQuery[str] = "",
    code: FromQuery[str] = "",
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show all names; `stelsel` and `code` are the determination in the form."""
    visitor = visitor_of(request)
    named = await _named(visitor.acting)
    form = vocabulary_views.name_form(named, Code(stelsel, code))
    said = notice(done, visitor.language)
    page = vocabulary_views.names(named, form, visitor.language, said=said)
    return await reply(request, "names", page)


@post(
    route("practice.names"),
    name="practice.names_change",
    opt=needs(RIGHT, Action.VOCABULARY_CHANGE),
)
async def change(request: HttpRequest) -> Answer:
    """Say what a determination is called from now on."""
    visitor, form = visitor_of(request), await posted(request, NameForm)
    naming = check_name(form)
    if isinstance(naming, tuple):
        faults = shared.sentences(naming, visitor.language)
        named = await _named(visitor.acting)
        page = vocabulary_views.names(named, form, visitor.language, faults=faults)
        return await reply(request, "names", page, status=400)
    attempt = Event(Action.VOCABULARY_CHANGE, visitor.at, practice=visitor.acting.practice)
    work = partial(keeping.change_name, visitor.acting, naming, visitor.at)
    changed = await act(visitor.acting, attempt, work)
    return onward("practice.names", "name_saved" if changed else "agreements_same")


async def _named(employee: Actor) -> Named:
    practice = employee.practice
    return Named(own=await keeping.names(practice), seen=await keeping.seen(practice))
