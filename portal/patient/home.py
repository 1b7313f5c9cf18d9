"""GET /mijn: the way in. It shows no content and so writes no line."""

from typing import Any

from litestar import Request, Response, get

from consent import access
from consent.requests import asking
from portal.database import transaction
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.patient.pages import NoPracticePage
from portal.patient.views.home import home_page
from publishing import reading


@get(route("patient.home"), name="patient.home", opt={"entrance": Entrance.PATIENT})
async def home(request: Request[Any, Any, Any]) -> Response[str]:
    """Show what is new by kind; somebody enrolled nowhere reads what to do."""
    visitor = visitor_of(request)
    async with transaction():
        files = await access.glance(visitor.acting, visitor.at)
        news = await reading.news(files.grants)
        asked = await asking.own_requests(visitor.acting)
    if not files.patients:
        return answer(request, "patient/no_practice.html", NoPracticePage())
    page = home_page(files, asked, news, visitor.at, visitor.language)
    return answer(request, "patient/home.html", page, patients=files.patients)
