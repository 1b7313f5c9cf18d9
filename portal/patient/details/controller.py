"""/mijn/gegevens: one's own details, mail, and stopping; a look is a line."""

from functools import partial
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.files import facts_of_person
from consent.register.people import own_bsn
from consent.requests.ending import end_own
from portal.acts import act
from portal.database import transaction
from portal.details import account, reports
from portal.details.model import REPORTABLE, Part, Told
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.identity import sessions
from portal.identity.cookies import SESSION, ended_cookie
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.patient.details.pages import ClosePage
from portal.patient.details.views import Details, details_page
from portal.patient.pages import NoPracticePage
from portal.post.own import NOTHING, Said, change_address, choose_kinds
from portal.post.readers import addresses, choices
from portal.post.readers.telling import patient
from portal.practice.forms.reading import chosen_id

Incoming = Request[Any, Any, Any]
Answer = Response[Any]
LONGEST = 2000
NO_WORDS = Said(wrong="words", status=400)


class DetailsController(Controller):
    """What the practice has of this person."""

    opt = {"entrance": Entrance.PATIENT}  # noqa: RUF012 - Litestar's own attribute

    @get(route("patient.details"), name="patient.details", opt={"records": Action.DETAILS_VIEW})
    async def details(self, request: Incoming, gedaan: FromQuery[str] = "") -> Answer:
        """Show the details; `gedaan` is the code of what was just done."""
        return await _shown(request, done=gedaan)

    @post(route("patient.report"), name="patient.report", opt={"records": Action.REPORT_SEND})
    async def report(self, request: Incoming) -> Answer:
        """Say to a practice that something is wrong."""
        visitor, form = visitor_of(request), await request.form()
        words = str(form.get("tekst", "")).strip()
        part = _part(form.get("onderdeel"))
        file = chosen_id(form.get("praktijk"))
        if not words or len(words) > LONGEST or part is None or file is None:
            return await _shown(request, NO_WORDS)
        reader = visitor.acting
        facts = await facts_of_person(reader.id) if reader.id else []
        chosen = next((one.patient for one in facts if one.patient.id == file), None)
        if chosen is None:
            return await _shown(request, NO_WORDS)
        vault, told = request.app.state.vault, Told(part, words)
        attempt = Event(Action.REPORT_SEND, visitor.at, object_id=file)
        await act(reader, attempt, partial(reports.send, vault, reader, chosen, told, visitor.at))
        return _onward("reported")

    @post(route("patient.mail"), name="patient.mail")
    async def mail(self, request: Incoming) -> Answer:
        """Give a mail address, which is confirmed by a link, or remove it."""
        person = visitor_of(request).person
        if person is None:
            return _onward("")
        said = await change_address(request, patient(person))
        return _onward(said.done) if said.done else await _shown(request, said)

    @post(route("patient.messages"), name="patient.messages")
    async def messages(self, request: Incoming) -> Answer:
        """Choose which messages to get."""
        person = visitor_of(request).person
        return _onward((await choose_kinds(request, patient(person))).done if person else "")

    @post(route("patient.stop"), name="patient.stop", opt={"records": Action.RELEASE_END})
    async def stop(self, request: Incoming) -> Answer:
        """End one's own access to one file; it can be asked for again."""
        visitor = visitor_of(request)
        file = chosen_id((await request.form()).get("dossier"))
        if file is None:
            return await _shown(request, Said(status=400))
        attempt = Event(Action.RELEASE_END, visitor.at, object_id=file)
        await act(visitor.acting, attempt, partial(end_own, visitor.acting, file, visitor.at))
        return _onward("stopped")

    @get(route("patient.close"), name="patient.close")
    async def closing(self, request: Incoming) -> Answer:
        """Say what closing the account means."""
        return await _closing(request)

    @post(route("patient.close"), name="patient.closed")
    async def close(self, request: Incoming) -> Answer:
        """Close the account, and end every session of its owner."""
        visitor, vault = visitor_of(request), request.app.state.vault
        if (await request.form()).get("bevestigd") != "ja":
            return await _closing(request, status=400)
        attempt = Event(Action.ACCOUNT_CLOSE, visitor.at)

        async def work() -> None:
            await account.close(vault, visitor.acting, visitor.language, visitor.at)
            if visitor.person:
                await sessions.end_of_person(visitor.person.id)

        await act(visitor.acting, attempt, work)
        where = link("identity.logged_out")
        return Redirect(where, status_code=303, cookies=[ended_cookie(request, SESSION)])


async def _shown(request: Incoming, said: Said = NOTHING, *, done: str = "") -> Answer:
    visitor, vault = visitor_of(request), request.app.state.vault
    person = visitor.person
    facts = tuple(await facts_of_person(person.id)) if person else ()
    if person is None or not facts:
        return answer(request, "patient/no_practice.html", NoPracticePage(), status=said.status)
    look = Event(Action.DETAILS_VIEW, visitor.at, person=person.id, object_id=person.id)
    async with transaction():
        await accesslog.record(visitor.acting, look)
        details = Details(
            person=person,
            bsn=await own_bsn(vault, person.id),
            facts=facts,
            in_use=await addresses.in_use(vault, person.id, visitor.at),
            wanted=await choices.wanted(patient(person)),
            reports=tuple(await reports.own(vault, visitor.acting)),
        )
    page = details_page(details, visitor.language, said, done=done)
    patients = [one.patient for one in facts]
    return answer(request, "patient/details.html", page, status=said.status, patients=patients)


async def _closing(request: Incoming, status: int = 200) -> Answer:
    reader = visitor_of(request).acting
    facts = await facts_of_person(reader.id) if reader.id else []
    if not facts:
        return answer(request, "patient/no_practice.html", NoPracticePage(), status=status)
    page = ClosePage(tuple(one.patient.practice_name for one in facts))
    patients = [one.patient for one in facts]
    return answer(request, "patient/close.html", page, status=status, patients=patients)


def _part(written: object) -> Part | None:
    return next((part for part in REPORTABLE if part.value == written), None)


def _onward(done: str) -> Redirect:
    return Redirect(link("patient.details", gedaan=done), status_code=303)
