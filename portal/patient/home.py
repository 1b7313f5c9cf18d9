"""GET /mijn: the way in. It shows no content and so writes no line."""

from collections.abc import Sequence
from typing import Any

import msgspec
from litestar import Request, Response, get

from consent import access
from consent.dates import today
from consent.representation import listing
from consent.representation.listing import Known
from consent.requests import asking
from portal.database import transaction
from portal.errors import refused
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity.entrance import ALSO_FOR_ANOTHER
from portal.identity.visitor import Visitor, visitor_of
from portal.patient.pages import NoPracticePage
from portal.patient.rights.views import notice
from portal.patient.views.home import home_page, with_counts
from portal.texts import text
from publishing import reading
from publishing.summary import reading as summary


@get(route("patient.home"), name="patient.home", opt=ALSO_FOR_ANOTHER)
async def home(request: Request[Any, Any, Any]) -> Response[str]:
    """Show what is new by kind; somebody enrolled nowhere reads what to do."""
    visitor = visitor_of(request)
    async with transaction():
        files = await access.glance(visitor.acting, visitor.at)
        news = await reading.news(files.grants)
        counts = await summary.counts(files.grants)
        asked = await asking.own_requests(visitor.acting)
        known = await listing.about(visitor.person.id, visitor.at) if visitor.person else []
    if not files.patients and visitor.subject:
        return refused(request, files.nowhere)
    if not files.patients:
        acts = any(visitor.person and one.subject != visitor.person.id for one in known)
        return answer(request, "patient/no_practice.html", NoPracticePage(acts))
    page = home_page(files, asked, news, visitor.at, visitor.language)
    if files.grants:
        page = with_counts(page, counts, visitor.language)
    page = msgspec.structs.replace(page, notice=_notice(visitor, known))
    if visitor.subject:
        name = visitor.subject.name.full
        greeting = text(visitor.language, "acting.home", name=name)
        page = msgspec.structs.replace(page, greeting=greeting)
    return answer(request, "patient/home.html", page, patients=files.patients)


def _notice(visitor: Visitor, known: Sequence[Known]) -> str:
    whose = visitor.acting.whose
    own = [one for one in known if one.subject == whose]
    others = [one for one in known if one.subject != whose] if visitor.subject is None else []
    on, language = today(visitor.at), visitor.language
    is_own = visitor.subject is None
    return notice(own, on, language, is_own=is_own) or notice(others, on, language, is_own=False)
