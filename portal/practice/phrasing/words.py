"""The glossary of a practice: hard words with what they mean, bundled ones and its own."""

from functools import partial
from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromQuery, QueryParameter
from litestar.response import Redirect

from consent.accesslog import Event
from consent.actions import Action
from consent.model import Right
from portal.acts import act
from portal.frame.links import route
from portal.identity.visitor import visitor_of
from portal.practice.answering import HttpRequest, needs, notice, onward, posted, reply
from portal.practice.phrasing import shared, vocabulary_views
from portal.practice.phrasing.forms import ON, WordForm, check_word
from publishing.phrasing import keeping, vocabulary

Answer = Response[str] | Redirect
RIGHT = Right.AGREEMENTS_CHANGE
FIRST = WordForm(explained=ON)


@get(route("practice.words"), name="practice.words", opt=needs(RIGHT))
async def show(
    request: HttpRequest,
    woord: FromQuery[str] = "",
    done: Annotated[str | None, QueryParameter(name="gedaan")] = None,
) -> Answer:
    """Show all words; `woord` is the one in the form."""
    visitor = visitor_of(request)
    every = vocabulary.every(await keeping.words(visitor.acting.practice))
    chosen = next((one for one in every if one.word == woord), None)
    form = vocabulary_views.word_form(chosen) if chosen else FIRST
    said = notice(done, visitor.language)
    page = vocabulary_views.words(every, form, visitor.language, said=said)
    return await reply(request, "words", page)


@post(
    route("practice.words"),
    name="practice.words_change",
    opt=needs(RIGHT, Action.VOCABULARY_CHANGE),
)
async def change(request: HttpRequest) -> Answer:
    """Say what a word means from now on."""
    visitor, form = visitor_of(request), await posted(request, WordForm)
    word = check_word(form)
    if isinstance(word, tuple):
        every = vocabulary.every(await keeping.words(visitor.acting.practice))
        faults = shared.sentences(word, visitor.language)
        page = vocabulary_views.words(every, form, visitor.language, faults=faults)
        return await reply(request, "words", page, status=400)
    attempt = Event(Action.VOCABULARY_CHANGE, visitor.at, practice=visitor.acting.practice)
    work = partial(keeping.change_word, visitor.acting, word, visitor.at)
    changed = await act(visitor.acting, attempt, work)
    return onward("practice.words", "word_saved" if changed else "agreements_same")
