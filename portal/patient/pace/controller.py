"""/mijn/tempo: how one wants to see results, and opening one that was announced."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from consent import access
from consent.accesslog import Event
from consent.actions import Action
from consent.files import facts_of_person
from consent.model import Grant, ResultCategory
from portal.acts import act
from portal.database import transaction
from portal.errors import not_found, refused
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.patient.pace.views import pace_page
from portal.patient.pages import NoPracticePage
from publishing import reading
from publishing.model import Pace, Report
from publishing.showing import pace
from publishing.showing.expected import Expected

Incoming = Request[Any, Any, Any]
Answer = Response[Any]


class PaceController(Controller):
    """At which pace somebody sees their own results."""

    opt = {"entrance": Entrance.PATIENT}  # noqa: RUF012 - Litestar's own attribute

    @get(route("patient.pace"), name="patient.pace")
    async def show(self, request: Incoming, gedaan: FromQuery[str] = "") -> Answer:
        """Show what was chosen; it says nothing of any result, and writes no line."""
        return await _shown(request, done=gedaan)

    @post(route("patient.pace"), name="patient.pace_set")
    async def choose(self, request: Incoming) -> Answer:
        """Choose anew; what changes is a line."""
        visitor, form = visitor_of(request), await request.form()
        stated = {one: str(form.get(one.value, "")) for one in ResultCategory}
        if not set(stated.values()) <= set(Pace):
            return await _shown(request, wrong=True)
        wanted = {one: Pace(value) for one, value in stated.items()}
        if not (await access.glance(visitor.acting, visitor.at)).grants:
            # Who sees nothing yet has nothing to choose, and chooses for nobody else.
            wanted = {}
        attempt = Event(Action.PACE_SET, visitor.at)
        work = partial(pace.choose, visitor.acting, wanted, visitor.at)
        changed = await act(visitor.acting, attempt, work)
        done = "saved" if changed else "same"
        return Redirect(link("patient.pace", gedaan=done), status_code=303)

    @post(
        route("patient.result_open"),
        name="patient.result_open",
        opt={"records": Action.RESULT_OPEN},
    )
    async def open_result(self, request: Incoming, item: FromPath[UUID]) -> Answer:
        """Open a result of which one wanted to be warned, and go on to it."""
        visitor = visitor_of(request)
        look = access.Look(visitor.acting, Action.RESULT_OPEN, visitor.at, item)
        async with transaction():
            files, found = await access.open_item(look, _opened(item))
        if files.reason:
            return refused(request, files.reason)
        if found is None:
            return not_found(request)
        return Redirect(link("patient.result", id=item), status_code=303)


def _opened(item: UUID) -> Callable[[Sequence[Grant]], Awaitable[Expected | Report | None]]:
    async def find(grants: Sequence[Grant]) -> Expected | Report | None:
        return await pace.open_result(grants, item) or await reading.report(grants, item)

    return find


async def _shown(request: Incoming, *, done: str = "", wrong: bool = False) -> Answer:
    visitor = visitor_of(request)
    person, status = visitor.person, 400 if wrong else 200
    facts = await facts_of_person(person.id) if person else []
    if person is None or not facts:
        return answer(request, "patient/no_practice.html", NoPracticePage(), status=status)
    chosen = await pace.paces(person.id)
    page = pace_page(chosen, visitor.language, done=done, wrong=wrong)
    patients = [one.patient for one in facts]
    return answer(request, "patient/pace.html", page, status=status, patients=patients)
