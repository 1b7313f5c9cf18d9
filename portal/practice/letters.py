"""The letters that wait for accord, and one of them: its file, an explanation, the accord."""

from functools import partial
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect

from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import AlreadyDecided
from consent.model import Denied, Grant, Right
from portal import errors
from portal.acts import act
from portal.database import transaction
from portal.frame.links import link, route
from portal.identity.visitor import Visitor, visitor_of
from portal.practice import preview
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.letters import AccordForm, sort_of
from portal.practice.forms.reading import FieldFault, too_long
from portal.practice.opening import open_thing
from portal.practice.pages.parts import Notice
from portal.practice.phrasing import writing
from portal.practice.views import conflict
from portal.practice.views import letters as view
from portal.practice.views.letters import STANDS, Case, Listed
from portal.shown.letters import unsealed
from publishing import letters
from publishing.letters import DeskLetter, LetterPile
from publishing.phrasing import keeping

Answer = Response[str] | Redirect


@get(route("practice.letters"), name="practice.letters", opt=needs(Right.LETTERS_PUBLISH))
async def worklist(
    request: HttpRequest,
    stand: FromQuery[str] = "",
    after: Annotated[UUID | None, QueryParameter(name="na")] = None,
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show a page of the letters without accord, or with it."""
    visitor, which = visitor_of(request), STANDS.get(stand, LetterPile.WAITING)
    pile = Listed(
        pile=which,
        letters=await letters.worklist(visitor.acting, which, after),
        waiting=await letters.waiting(visitor.acting),
        is_first=after is None,
    )
    said = notice(done, visitor.language)
    return await reply(request, "letters", view.list_page(pile, visitor.at, visitor.language, said))


@get(
    route("practice.letter"),
    name="practice.letter",
    opt=needs(Right.LETTERS_PUBLISH, Action.LETTER_REVIEW),
)
async def show(
    request: HttpRequest,
    item: FromPath[UUID],
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show one letter with the form of its accord."""
    return await _page(request, item, said=notice(done, visitor_of(request).language))


@post(
    route("practice.letter"),
    name="practice.letter_accord",
    opt=needs(Right.LETTERS_PUBLISH, Action.LETTER_ACCORD),
)
async def accord(request: HttpRequest, item: FromPath[UUID]) -> Answer:
    """Let the patient see the letter, or show what they would see."""
    visitor, form = visitor_of(request), await posted(request, AccordForm)
    faults, sort = too_long(form), sort_of(form)
    if faults or form.step == "preview":
        return await _page(request, item, form, faults)
    found = await letters.letter_here(visitor.acting, item)
    if found and (why_not := found.why_not(sort or found.category)):
        fault = FieldFault("explanation" if not found.size else "category", why_not.value)
        return await _page(request, item, form, (fault,))
    attempt = Event(Action.LETTER_ACCORD, visitor.at, object_id=item)
    work = partial(letters.accord, visitor.acting, item, form.explanation, visitor.at, sort)
    try:
        await act(visitor.acting, attempt, work)
    except AlreadyDecided:
        page = conflict.of_letter(link("practice.letter", id=item), visitor.language)
        return await reply(request, "conflict", page, status=409)
    return onward("practice.letters", "letter_accord")


async def _page(
    request: HttpRequest,
    letter_id: UUID,
    form: AccordForm | None = None,
    faults: tuple[FieldFault, ...] = (),
    said: Notice | None = None,
) -> Answer:
    visitor = visitor_of(request)
    looked = await opened(visitor, letter_id, Action.LETTER_REVIEW)
    if looked is None or isinstance(looked, Denied):
        return errors.unopened(request, looked)
    found, grant = _as_filled(looked[0], form), looked[1]
    told = unsealed(request.app.state.vault, await letters.text_for_review(grant, found.id))
    case = Case(
        letter=found,
        faults=view.sentences(faults, visitor.language),
        hints=await _hints(visitor, found),
        notice=said,
    )
    seen = await preview.letter(found, told, grant, visitor.language)
    page = view.page(case, seen, visitor.acting, visitor.at, visitor.language)
    return await reply(request, "letter", page, status=400 if faults else 200)


async def _hints(visitor: Visitor, found: DeskLetter) -> tuple[str, ...]:
    if not (found.is_waiting and found.explanation):
        return ()
    words = await keeping.words(visitor.acting.practice)
    return writing.told_hints((found.explanation,), words, visitor.language)


def _as_filled(found: DeskLetter, form: AccordForm | None) -> DeskLetter:
    if form is None or not found.is_waiting:
        return found
    sort = sort_of(form) or found.category
    return msgspec.structs.replace(found, explanation=form.explanation, category=sort)


async def opened(
    visitor: Visitor, letter_id: UUID, action: Action
) -> tuple[DeskLetter, Grant] | Denied | None:
    """Open the file behind a letter and write the line; None: no such letter here."""
    look = Look(visitor.acting, action, visitor.at, letter_id)
    find = partial(letters.letter_here, visitor.acting, letter_id)
    async with transaction():
        return await open_thing(look, Right.LETTERS_PUBLISH, find)
