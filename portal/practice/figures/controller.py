"""The figures of the active practice; they hold counts alone and so write no line."""

from litestar import Response, get

from consent.agreements import choices
from consent.model import Right
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, reply
from portal.practice.figures import views
from publishing.figures import counting


@get(route("practice.figures"), name="practice.figures", opt=needs(Right.AGREEMENTS_CHANGE))
async def show(request: HttpRequest) -> Response[str]:
    """Show how long results wait, to who may set the term for it."""
    visitor = visitor_of(request)
    chosen, _ = await choices.agreements_here(visitor.acting)
    found = await counting.figures(visitor.acting, visitor.at)
    organisation = visitor.acting.organisation
    page = views.page(organisation, found, chosen.answer_days, visitor.language)
    return await reply(request, "figures", page)
