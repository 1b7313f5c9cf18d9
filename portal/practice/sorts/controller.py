"""/praktijk/werkafspraken/brieven: a switch per sort of letter."""

from functools import partial
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import QueryParameter
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.agreements import letters
from consent.model import LetterCategory, Right
from portal.acts import act
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.forms.reading import Malformed
from portal.practice.sorts import views

Answer = Response[str] | Redirect
RIGHT = Right.AGREEMENTS_CHANGE
OFFERED = frozenset(one for one in LetterCategory if one.can_be_shared)


class SortsForm(msgspec.Struct, frozen=True):
    """The sorts that are ticked; the page offers no other."""

    shared: tuple[str, ...] = ()


@get(route("practice.letter_sorts"), name="practice.letter_sorts", opt=needs(RIGHT))
async def show(
    request: HttpRequest, done: Annotated[str | None, QueryParameter(name="gedaan")] = None
) -> Answer:
    """Show which sorts of letters patients see, and who chose that."""
    visitor = visitor_of(request)
    sorts = await letters.sorts_here(visitor.acting)
    said = notice(done, visitor.language)
    page = views.page(visitor.acting.organisation, sorts, visitor.language, said)
    return await reply(request, "letter_sorts", page)


@post(
    route("practice.letter_sorts"),
    name="practice.letter_sorts_change",
    opt=needs(RIGHT, Action.AGREEMENTS_CHANGE),
)
async def change(request: HttpRequest) -> Answer:
    """Set the sorts; every one that changes is a line in the practice's log."""
    visitor, form = visitor_of(request), await posted(request, SortsForm)
    if not OFFERED.issuperset(form.shared):
        raise Malformed("unknown_choice", "shared")
    wanted = frozenset(map(LetterCategory, form.shared))
    attempt = Event(Action.AGREEMENTS_CHANGE, visitor.at, practice=visitor.acting.practice)
    work = partial(letters.share_only, visitor.acting, wanted, visitor.at)
    changed = await act(visitor.acting, attempt, work)
    return onward("practice.letter_sorts", "letter_sorts" if changed else "agreements_same")
