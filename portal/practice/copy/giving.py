"""/praktijk/patienten/…/kopie: a copy of the whole file, for who gets it on paper."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath

from consent import access
from consent.access import Look
from consent.actions import Action
from consent.files import facts_of_patient, patient_here
from consent.model import Grant, Patient, Right
from consent.register import people
from portal import errors
from portal.database import transaction
from portal.frame.files import growing_attachment
from portal.frame.links import link, route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, posted, reply
from portal.practice.copy.paper import Copied, pages_of
from portal.practice.pages.parts import Button, Fault, Field
from portal.practice.views import phrases
from portal.texts import text
from publishing import copying

RIGHT = Right.REQUESTS_DECIDE
LEAST, LONGEST = 10, 2000


class CopyForm(msgspec.Struct, frozen=True):
    """What the practice explains, and that somebody saw that working notes stay here."""

    explanation: str = ""


class CopyPage(msgspec.Struct, frozen=True, kw_only=True):
    """The form; of the file it says the number alone."""

    number: str
    explanation: Field
    send: Button
    back: str
    faults: tuple[Fault, ...] = ()


@get(route("practice.patient_copy"), name="practice.patient_copy", opt=needs(RIGHT))
async def ask(request: HttpRequest, item: FromPath[UUID]) -> Response[str]:
    """Ask for the explanation that goes along."""
    visitor = visitor_of(request)
    file = await patient_here(visitor.acting, item)
    return await reply(request, "patient_copy", copy_page(file, CopyForm(), {}, visitor.language))


@post(
    route("practice.patient_copy"),
    name="practice.patient_copy_made",
    opt=needs(RIGHT, Action.COPY_GIVE),
    status_code=200,
)
async def give(request: HttpRequest, item: FromPath[UUID]) -> Response[Any]:
    """Make the copy; it is a line with the explanation, and nothing of it stays open."""
    visitor, form = visitor_of(request), await posted(request, CopyForm)
    if not LEAST <= len(form.explanation) <= LONGEST:
        file, told = await patient_here(visitor.acting, item), text(visitor.language, "copy.fault")
        page = copy_page(file, form, {"explanation": told}, visitor.language)
        return await reply(request, "patient_copy", page, status=400)
    look = Look(visitor.acting, Action.COPY_GIVE, visitor.at, item, form.explanation)
    state = request.app.state
    async with state.press.turn() as turn:
        async with transaction():
            grant = await access.open_review(look, RIGHT, item)
            facts = await facts_of_patient(item)
            if isinstance(grant, Grant):
                whole = await copying.whole(grant)
                ending = await people.bsn_ending(state.vault, grant)
        if not isinstance(grant, Grant) or facts is None:
            return errors.not_found(request)
        copied = Copied(
            patient=facts.patient,
            file=whole,
            explanation=form.explanation,
            bsn_ending=ending,
            at=visitor.at,
            demo=state.settings.demo,
        )
        document = turn.begin(pages_of(copied, visitor.language))
    return growing_attachment(document, text(visitor.language, "copy.file"))


def copy_page(file: Patient, form: CopyForm, faults: dict[str, str], language: str) -> CopyPage:
    """Make the page."""
    return CopyPage(
        number=text(language, "oversight.one.number", number=file.number),
        explanation=phrases.field("explanation", form.explanation, faults),
        send=Button(link("practice.patient_copy", id=file.id)),
        back=link("practice.patient", id=file.id),
        faults=phrases.summary(faults),
    )
