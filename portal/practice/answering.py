"""What every handler of the practice shares: the form that was posted, the frame, the notice."""

from typing import Any, TypeVar

import msgspec
from litestar import Request, Response
from litestar.exceptions import ClientException
from litestar.response import Redirect

from consent.actions import Action
from consent.model import RequestStatus, Right
from consent.requests import desk
from portal import errors
from portal.frame.links import link
from portal.frame.render import CSRF_FIELD
from portal.frame.respond import answer
from portal.frame.viewer import Waiting
from portal.identity.visitor import Visitor, visitor_of
from portal.practice.forms.reading import Malformed, read
from portal.practice.pages.parts import Notice
from portal.texts import catalogue, text
from publishing import inbox, letters
from publishing.inbox import Pile

F = TypeVar("F", bound=msgspec.Struct)
HttpRequest = Request[Any, Any, Any]

FORM_LIMIT = 1024 * 1024
"""Bytes of a form that names every line of a file, twice."""


def needs(right: Right, records: Action | None = None) -> dict[str, Any]:
    """Declare the right of a route, and the action under which a refusal at its door is logged."""
    return {"right": right, "records": records} if records else {"right": right}


async def posted(request: HttpRequest, kind: type[F]) -> F:
    """
    Read the form of this request.

    Raises:
        Malformed: it was not made by our page.

    """
    form = await request.form()
    return read(kind, form.multi_items(), skip=CSRF_FIELD)


def on_malformed(request: HttpRequest, _error: Malformed) -> Response[str]:
    """Answer 400 to a form that our page cannot have sent, without repeating it."""
    return errors.on_http_error(request, ClientException())


async def reply(
    request: HttpRequest, template: str, page: msgspec.Struct, *, status: int = 200
) -> Response[str]:
    """Answer with a page in the frame of the practice, with the numbers in its menu."""
    waiting = await waiting_for(visitor_of(request))
    return answer(request, f"practice/{template}.html", page, status=status, waiting=waiting)


async def waiting_for(visitor: Visitor) -> Waiting:
    """Count what waits, for the lists that this employee may open."""
    employee, at = visitor.acting, visitor.at
    requests = await desk.counts(employee) if employee.may(Right.REQUESTS_SEE) else {}
    reports = await inbox.counts(employee, at) if employee.may(Right.RESULTS_PUBLISH) else {}
    accords = await letters.waiting(employee) if employee.may(Right.LETTERS_PUBLISH) else None
    new = reports.get(Pile.NEW)
    return Waiting(
        requests=requests.get(RequestStatus.SUBMITTED, 0),
        results=new.number if new else 0,
        letters=accords.number if accords else 0,
    )


def onward(route: str, done: str, **values: object) -> Redirect:
    """Lead on after an act; `done` is the code of what the next page says, never a name."""
    return Redirect(link(route, gedaan=done, **values), status_code=303)


def notice(done: str | None, language: str) -> Notice | None:
    """Give what the last act did, for a code that we know; otherwise nothing is said."""
    key = f"practice.done.{done}"
    if not done or key not in catalogue(language):
        return None
    more = f"practice.done_more.{done}"
    return Notice(
        "ok", text(language, key), text(language, more) if more in catalogue(language) else ""
    )
