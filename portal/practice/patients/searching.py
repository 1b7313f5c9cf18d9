"""Looking for a patient of the practice; what is typed is sent in a form and logged as a search."""

import msgspec
from litestar import Response, get, post

from consent.actions import Action
from consent.model import Right
from consent.register import finding
from portal.database import transaction
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, posted, reply
from portal.practice.patients import views
from portal.practice.patients.forms import SearchForm, wanted
from portal.practice.patients.pages import SearchPage

RIGHT = Right.PATIENTS_CHANGE


@get(route("practice.patients"), name="practice.patients", opt=needs(RIGHT))
async def show(request: HttpRequest) -> Response[str]:
    """Show the form of the search."""
    language = visitor_of(request).language
    page = views.search(SearchForm(), {}, None, language)
    said = notice(request.query_params.get("gedaan"), language)
    return await reply(request, "patients", msgspec.structs.replace(page, notice=said))


@post(
    route("practice.patients"),
    name="practice.patients_found",
    opt=needs(RIGHT, Action.PATIENT_SEARCH),
    status_code=200,
)
async def search(request: HttpRequest) -> Response[str]:
    """Search, and show who was found."""
    visitor, form = visitor_of(request), await posted(request, SearchForm)
    checked = wanted(form)
    if isinstance(checked, tuple):
        faults = views.sentences(checked, visitor.language)
        page: SearchPage = views.search(form, faults, None, visitor.language)
        return await reply(request, "patients", page, status=400)
    vault = request.app.state.vault
    async with transaction():
        found = await finding.find(visitor.acting, vault, checked, visitor.at)
    page = views.search(form, {}, found, visitor.language)
    return await reply(request, "patients", page)
