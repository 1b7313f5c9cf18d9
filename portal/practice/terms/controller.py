"""/praktijk/werkafspraken/uitslagen: what shows before it is final, from when, what is slight."""

from functools import partial
from typing import Annotated

from litestar import Response, get, post
from litestar.params import QueryParameter
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.agreements import results
from consent.model import Right
from portal.acts import act
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.pages.parts import Notice
from portal.practice.terms import views
from portal.practice.terms.forms import MarginForm, TermsForm, check_margin, check_terms
from portal.practice.terms.views import Agreed
from portal.practice.views.phrases import sentences
from publishing.showing import margins

Answer = Response[str] | Redirect
RIGHT = Right.AGREEMENTS_CHANGE


@get(route("practice.result_terms"), name="practice.result_terms", opt=needs(RIGHT))
async def show(
    request: HttpRequest, done: Annotated[str | None, QueryParameter(name="gedaan")] = None
) -> Answer:
    """Show the terms, and who chose them."""
    return await _page(request, said=notice(done, visitor_of(request).language))


@post(
    route("practice.result_terms"),
    name="practice.result_terms_change",
    opt=needs(RIGHT, Action.AGREEMENTS_CHANGE),
)
async def change(request: HttpRequest) -> Answer:
    """Set the terms; every one that changes is a line in the practice's log."""
    visitor, form = visitor_of(request), await posted(request, TermsForm)
    checked = check_terms(form)
    if isinstance(checked, tuple):
        return await _page(request, form, faults=sentences(checked, "terms", visitor.language))
    attempt = Event(Action.AGREEMENTS_CHANGE, visitor.at, practice=visitor.acting.practice)
    work = partial(results.agree, visitor.acting, checked, visitor.at)
    changed = await act(visitor.acting, attempt, work)
    return onward("practice.result_terms", "agreements_saved" if changed else "agreements_same")


@post(route("practice.margin"), name="practice.margin_set", opt=needs(RIGHT))
async def margin(request: HttpRequest) -> Answer:
    """Set a margin or take it away, with its line."""
    visitor, form = visitor_of(request), await posted(request, MarginForm)
    checked = check_margin(form, await margins.measured_here(visitor.acting))
    if isinstance(checked, tuple):
        faults = sentences(checked, "terms", visitor.language)
        return await _page(request, margin=form, faults=faults)
    attempt = Event(Action.AGREEMENTS_CHANGE, visitor.at, practice=visitor.acting.practice)
    work = partial(margins.set_margin, visitor.acting, checked, visitor.at)
    changed = await act(visitor.acting, attempt, work)
    return onward("practice.result_terms", "agreements_saved" if changed else "agreements_same")


async def _page(
    request: HttpRequest,
    form: TermsForm | None = None,
    margin: MarginForm | None = None,
    faults: dict[str, str] | None = None,
    said: Notice | None = None,
) -> Answer:
    visitor = visitor_of(request)
    terms, chosen = await results.terms_here(visitor.acting)
    agreed = Agreed(
        form=form or views.filled(terms),
        chosen=chosen,
        margins=await margins.margins_here(visitor.acting),
        measured=await margins.measured_here(visitor.acting),
        margin=margin or MarginForm(),
        faults=faults or {},
    )
    page = views.page(visitor.acting.organisation, agreed, visitor.language, said)
    return await reply(request, "result_terms", page, status=400 if faults else 200)
