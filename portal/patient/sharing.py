"""/mijn/toestemming: who else may see one's files; looking shows no content and writes no line."""

from functools import partial
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect

from consent.accesslog import Event
from consent.dates import today
from consent.sharing.model import Choice
from consent.sharing.reading import own
from consent.sharing.stating import ACTIONS, Wanted, state_own
from portal.acts import act
from portal.database import transaction
from portal.frame.links import link, route
from portal.frame.render import CSRF_FIELD
from portal.frame.respond import answer
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.patient.pages import NoPracticePage
from portal.practice.answering import on_malformed
from portal.practice.forms.reading import FieldFault, Malformed, id_in, read
from portal.sharing.filling import Filled, choice_form
from portal.sharing.form import SharingForm, check
from portal.sharing.pages import SharingPage
from portal.sharing.views import shared_file

Incoming = Request[Any, Any, Any]
Answer = Response[Any]
OUTCOMES = frozenset({"stated", "withdrawn"})


class SharingController(Controller):
    """What somebody states about other care providers."""

    opt = {"entrance": Entrance.PATIENT}  # noqa: RUF012 - Litestar's own attribute
    exception_handlers = {Malformed: on_malformed}  # noqa: RUF012 - idem

    @get(route("patient.sharing"), name="patient.sharing")
    async def show(self, request: Incoming, gedaan: FromQuery[str] = "") -> Answer:
        """Show what holds, what was chosen, and the form."""
        return await _shown(request, done=gedaan)

    @post(route("patient.sharing"), name="patient.sharing_state")
    async def state(self, request: Incoming) -> Answer:
        """State something about one file, or take it back."""
        visitor = visitor_of(request)
        form = read(SharingForm, (await request.form()).multi_items(), skip=CSRF_FIELD)
        checked = check(form, today(visitor.at))
        if faults := tuple(one for one in checked if isinstance(one, FieldFault)):
            return await _shown(request, Filled(form, faults), status=400)
        wanted = [one for one in checked if isinstance(one, Wanted)]
        file, choice = id_in(form.file, "file"), wanted[0].choice
        attempt = Event(ACTIONS[choice], visitor.at, object_id=file)
        work = partial(state_own, visitor.acting, file, wanted, visitor.at)
        await act(visitor.acting, attempt, work)
        done = "withdrawn" if choice is Choice.WITHDRAWN else "stated"
        return Redirect(link("patient.sharing", gedaan=done), status_code=303)


async def _shown(
    request: Incoming, filled: Filled | None = None, *, done: str = "", status: int = 200
) -> Answer:
    visitor = visitor_of(request)
    async with transaction():
        files = await own(visitor.acting)
    if not files:
        return answer(request, "patient/no_practice.html", NoPracticePage(), status=status)
    forms = [
        choice_form(
            shared,
            filled if filled and filled.typed.file == str(file.id) else Filled(),
            visitor.language,
            prefix=f"file-{place}",
        )
        for place, (file, shared) in enumerate(files)
    ]
    page = SharingPage(
        files=tuple(
            shared_file(shared, form, today(visitor.at), visitor.language, several=len(files) > 1)
            for form, (_, shared) in zip(forms, files, strict=True)
        ),
        done=done if done in OUTCOMES else "",
        faults=tuple(fault for form in forms for fault in form.faults),
    )
    patients = [file for file, _ in files]
    return answer(request, "patient/sharing.html", page, status=status, patients=patients)
