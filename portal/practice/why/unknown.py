"""The files in which something refers to what is not here: reported, because it stays hidden."""

from litestar import Response, get

from consent.model import Right
from portal.frame.links import link, route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, reply
from portal.practice.views import phrases
from portal.practice.why.pages import IncompletePage, IncompleteRow
from publishing.inside import why
from publishing.inside.why import Incomplete


@get(route("practice.unknown"), name="practice.unknown", opt=needs(Right.REQUESTS_SEE))
async def show(request: HttpRequest) -> Response[str]:
    """List whose files they are, and how much; nothing of what it says."""
    visitor = visitor_of(request)
    found = await why.unknown(visitor.acting)
    return await reply(request, "unknown", page(found, visitor.language))


def page(found: list[Incomplete], language: str) -> IncompletePage:
    """Make the page."""
    return IncompletePage(
        tuple(
            IncompleteRow(
                href=link("practice.visible", id=one.patient),
                patient=one.name.full,
                born=phrases.born_on(one.born, language),
                number=str(one.number),
            )
            for one in found
        )
    )
