"""/mijn/wie-mag-wat: who may see what until when, a youth's choice, and ending in one step."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from consent import access, accesslog
from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import today
from consent.model import Reason
from consent.representation import choosing
from consent.representation.listing import Known, who_acts_for
from portal.acts import act
from portal.database import transaction
from portal.errors import not_found
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity.entrance import ALSO_FOR_ANOTHER, Entrance
from portal.identity.visitor import Visitor, visitor_of
from portal.patient.rights.views import Rights, choice_page, rights_page
from portal.texts import text
from publishing import reading
from publishing.model import Episode

Incoming = Request[Any, Any, Any]
OUTCOMES = frozenset({"chosen", "ended", "refused"})
# Nobody has so many; a page of titles is not to be endless.
MOST_PAGES = 20


class RightsController(Controller):
    """Who may see what; the list shows no content of a file and writes no line."""

    opt = ALSO_FOR_ANOTHER

    @get(route("patient.rights"), name="patient.rights")
    async def rights(self, request: Incoming, gedaan: FromQuery[str] = "") -> Response[str]:
        """Show today's rights and those to come; `gedaan` is the code of what was just done."""
        visitor = visitor_of(request)
        async with transaction():
            files = await access.glance(visitor.acting, visitor.at)
            known = await _known(visitor)
        rights = Rights(
            files=files,
            known=known,
            born=_born(visitor),
            is_own=visitor.subject is None,
            today=today(visitor.at),
        )
        page = rights_page(rights, visitor.language, gedaan if gedaan in OUTCOMES else "")
        return answer(request, "patient/rights.html", page, patients=files.patients)

    @post(
        route("patient.right_end"),
        name="patient.right_end",
        opt={"records": Action.REPRESENTATION_END},
    )
    async def end(self, request: Incoming, item: FromPath[UUID]) -> Redirect:
        """End a representation, as the patient or as who acts for them."""
        visitor = visitor_of(request)
        attempt = Event(Action.REPRESENTATION_END, visitor.at, object_id=item)
        work = partial(choosing.withdraw, visitor.acting, item, visitor.at)
        back = (await request.form()).get("terug")
        await act(visitor.acting, attempt, work)
        where = "patient.acting" if back == "namens" else "patient.rights"
        return Redirect(link(where, gedaan="ended"), status_code=303)


class ChoiceController(Controller):
    """A youth's own choice: nobody makes it for them, so that acting for another ends here."""

    opt = {"entrance": Entrance.PATIENT}  # noqa: RUF012 - Litestar's own attribute

    @get(route("patient.right"), name="patient.right", opt={"records": Action.DOSSIER_VIEW})
    async def show(self, request: Incoming, item: FromPath[UUID]) -> Response[str]:
        """Show the choice with the episodes that can be kept from this parent."""
        return await _shown(request, item)

    @post(
        route("patient.right"),
        name="patient.choose",
        opt={"records": Action.REPRESENTATION_CHOOSE},
    )
    async def choose(self, request: Incoming, item: FromPath[UUID]) -> Response[Any]:
        """Say yes, without what is ticked, or no."""
        visitor, form = visitor_of(request), await request.form()
        decision = form.get("besluit")
        if decision not in {"ja", "nee"}:
            return await _shown(request, item, wrong="nothing")
        ticked = {str(value) for name, value in form.multi_items() if name == "buiten"}
        attempt = Event(Action.REPRESENTATION_CHOOSE, visitor.at, object_id=item)

        async def work() -> None:
            left_out = await _left_out(visitor, item, ticked) if decision == "ja" else None
            await choosing.choose(visitor.acting, item, left_out, visitor.at)

        await act(visitor.acting, attempt, work)
        done = "chosen" if decision == "ja" else "refused"
        return Redirect(link("patient.rights", gedaan=done), status_code=303)


async def _shown(request: Incoming, item: UUID, wrong: str = "") -> Response[str]:
    visitor = visitor_of(request)
    known = await _one(visitor, item)
    if known is None:
        stray = Event(
            Action.DOSSIER_VIEW, visitor.at, object_id=item, refused=Reason.NOT_FOUND.value
        )
        async with transaction():
            await accesslog.record(visitor.acting, stray)
        return not_found(request)
    look = Look(visitor.acting, Action.DOSSIER_VIEW, visitor.at)
    async with transaction():
        files = await access.open_files(look)
        episodes = await _episodes(files, known)
    fault = text(visitor.language, f"rights.choose.{wrong}") if wrong else ""
    page = choice_page(known, episodes, today(visitor.at), visitor.language, fault)
    status = 400 if wrong else 200
    return answer(request, "patient/right.html", page, status=status, patients=files.patients)


async def _left_out(visitor: Visitor, item: UUID, ticked: set[str]) -> frozenset[UUID]:
    known = await _one(visitor, item)
    if known is None:
        return frozenset()
    files = await access.glance(visitor.acting, visitor.at)
    shown = {one.id for one in await _episodes(files, known)}
    said = known.one.choice
    # What cannot be ticked now, because it is not shown, stays as it was said before.
    kept = said.left_out - shown if said else frozenset[UUID]()
    return kept | {one for one in shown if str(one) in ticked}


async def _episodes(files: access.Files, known: Known) -> list[Episode]:
    grants = [one for one in files.grants if one.patient == known.patient]
    found: list[Episode] = []
    before = None
    for _ in range(MOST_PAGES):
        page = await reading.episodes(grants, before)
        found += page
        if len(page) < reading.PAGE:
            break
        before = (page[-1].last_contact_on or date.min, page[-1].id)
    return found


async def _one(visitor: Visitor, item: UUID) -> Known | None:
    found = next((one for one in await _known(visitor) if one.one.id == item), None)
    return found if found and choosing.is_theirs_to_choose(found, today(visitor.at)) else None


async def _known(visitor: Visitor) -> list[Known]:
    whose = visitor.acting.whose
    known = await who_acts_for(whose, visitor.at) if whose else []
    if visitor.subject is None:
        return known
    # One parent does not read what the other one may.
    return [one for one in known if one.one.representative == visitor.acting.id]


def _born(visitor: Visitor) -> str:
    if visitor.subject:
        return visitor.subject.born
    return visitor.person.born if visitor.person else ""
