"""A practice's own texts: shown, and changed as a whole by who may change its agreements."""

from functools import partial
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import QueryParameter
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.model import Right
from portal.acts import act
from portal.frame.links import link, route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.reading import too_long
from portal.practice.pages.parts import Notice
from portal.practice.views.phrases import field, sentences, summary
from portal.practice.wording.pages import WordingPage, Written
from portal.texts import LANGUAGES, text
from portal.wording import keeping
from portal.wording.keeping import PLACES, Page, Place

Answer = Response[str] | Redirect
RIGHT = Right.AGREEMENTS_CHANGE


class WordingForm(msgspec.Struct, frozen=True):
    """As posted: a text per page and language."""

    help_nl: str = ""
    help_en: str = ""
    privacy_nl: str = ""
    privacy_en: str = ""
    accessibility_nl: str = ""
    accessibility_en: str = ""
    terms_nl: str = ""
    terms_en: str = ""


@get(route("practice.wording"), name="practice.wording", opt=needs(RIGHT))
async def show(
    request: HttpRequest, done: Annotated[str | None, QueryParameter(name="gedaan")] = None
) -> Answer:
    """Show what the practice wrote."""
    visitor = visitor_of(request)
    texts = await keeping.own(visitor.acting)
    return await reply(
        request, "wording", page(texts, visitor.language, said=notice(done, visitor.language))
    )


@post(
    route("practice.wording"),
    name="practice.wording_change",
    opt=needs(RIGHT, Action.WORDING_CHANGE),
)
async def change(request: HttpRequest) -> Answer:
    """Set the texts; a change is a line in the practice's log."""
    visitor, form = visitor_of(request), await posted(request, WordingForm)
    texts = {place: getattr(form, name(place)) for place in PLACES}
    faults = sentences(too_long(form), "wording", visitor.language)
    if faults:
        shown = page(texts, visitor.language, faults)
        return await reply(request, "wording", shown, status=400)
    attempt = Event(Action.WORDING_CHANGE, visitor.at, practice=visitor.acting.practice)
    work = partial(keeping.change, visitor.acting, texts, visitor.at)
    changed = await act(visitor.acting, attempt, work)
    return onward("practice.wording", "wording_saved" if changed else "agreements_same")


def page(
    texts: dict[Place, str],
    language: str,
    faults: dict[str, str] | None = None,
    said: Notice | None = None,
) -> WordingPage:
    """Make the page."""
    return WordingPage(
        save=link("practice.wording"),
        texts=tuple(
            Written(
                title=text(language, f"help.{one.value}.title"),
                href=link(f"public.{one.value}"),
                fields=tuple(
                    (
                        tongue,
                        field(name(Place(one, tongue)), texts[Place(one, tongue)], faults or {}),
                    )
                    for tongue in LANGUAGES
                ),
            )
            for one in Page
        ),
        faults=summary(faults or {}),
        notice=said,
    )


def name(place: Place) -> str:
    """Name the field of a text."""
    return f"{place.page.value}_{place.language}"
