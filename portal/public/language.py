"""POST /taal: the language somebody chose, kept by the browser, the session and the person."""

from typing import Any

from litestar import Request, post
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from consent.register import people
from portal.database import transaction
from portal.frame.links import link, route
from portal.identity import sessions
from portal.identity.cookies import LANGUAGE, LANGUAGE_SECONDS, new_cookie
from portal.identity.entrance import Entrance
from portal.identity.visitor import Visitor, visitor_of
from portal.texts import language_of


@post(
    route("public.language"),
    name="public.language",
    opt={"entrance": Entrance.PUBLIC, "visitor": True},
)
async def choose_language(request: Request[Any, Any, Any]) -> Redirect:
    """Keep the language and go back to the page that the form stood on."""
    form = await request.form()
    language = language_of(str(form.get("taal")))
    async with transaction():
        await _keep(visitor_of(request), language)
    cookie = new_cookie(request, LANGUAGE, language, seconds=LANGUAGE_SECONDS)
    where = back_to(str(form.get("terug", "")))
    return Redirect(where, status_code=HTTP_303_SEE_OTHER, cookies=[cookie])


def back_to(path: str) -> str:
    """Return a path of our own; anything that could lead elsewhere becomes the first page."""
    ours = path.startswith("/") and not path.startswith("//") and path.isprintable()
    return path if ours and "\\" not in path else link("public.start")


async def _keep(visitor: Visitor, language: str) -> None:
    if visitor.session:
        await sessions.set_language(visitor.session, language)
    if visitor.person:
        await people.set_language(visitor.person.id, language)
