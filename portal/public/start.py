"""GET /: the first page. Its button carries the words of the provider's configuration."""

from typing import Any

from litestar import Request, Response, get

from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity.doors import doors_of
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.public.pages import StartPage


@get(route("public.start"), name="public.start", opt={"entrance": Entrance.PUBLIC})
async def start(request: Request[Any, Any, Any]) -> Response[str]:
    """Show where to log in."""
    button = doors_of(request).patient.button
    label = getattr(button, visitor_of(request).language)
    return answer(request, "public/start.html", StartPage(login_label=label))
