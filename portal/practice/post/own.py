"""/praktijk/mijn-berichten: an employee's own mail address, and which messages they want."""

from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.response import Redirect

from consent.errors import NotFound
from portal.database import transaction
from portal.frame.links import link, route
from portal.identity.visitor import visitor_of
from portal.post.address import MessageRefused
from portal.post.readers import addresses, choices
from portal.post.readers.addresses import TooMany
from portal.post.readers.model import OF_EMPLOYEES, Reader
from portal.post.readers.telling import employee
from portal.practice.answering import HttpRequest, reply
from portal.texts import text

DONE = frozenset({"asked", "removed", "chosen"})


class Kind(msgspec.Struct, frozen=True):
    """A kind of message that can be switched off."""

    value: str
    label: str
    chosen: bool


class OwnPage(msgspec.Struct, frozen=True, kw_only=True):
    """The addresses in use and to be confirmed, and the kinds."""

    address: str
    waiting: str
    kinds: tuple[Kind, ...]
    done: str = ""
    typed: str = ""
    wrong: str = ""


@get(route("practice.own"), name="practice.own")
async def show(request: HttpRequest) -> Response[str]:
    """Show where messages go, and which."""
    done = request.query_params.get("gedaan", "")
    return await _shown(request, done=done if done in DONE else "")


@post(route("practice.own_mail"), name="practice.own_mail")
async def mail(request: HttpRequest) -> Response[Any]:
    """Give an address, which is confirmed by a link, or remove it."""
    visitor, form = visitor_of(request), await request.form()
    vault, reader = request.app.state.vault, _reader(request)
    if form.get("weg"):
        async with transaction():
            await addresses.remove(vault, reader, visitor.at)
        return _onward("removed")
    typed = str(form.get("adres", ""))
    try:
        async with transaction():
            await addresses.give(vault, reader, typed, visitor.at)
    except MessageRefused:
        return await _shown(request, wrong="address", typed=typed, status=400)
    except TooMany:
        return await _shown(request, wrong="too_many", typed=typed, status=429)
    return _onward("asked")


@post(route("practice.own_messages"), name="practice.own_messages")
async def messages(request: HttpRequest) -> Redirect:
    """Choose which messages to get."""
    form = await request.form()
    ticked = {str(value) for name, value in form.multi_items() if name == "soort"}
    wanted = frozenset(kind for kind in OF_EMPLOYEES if kind.value in ticked)
    async with transaction():
        await choices.choose(_reader(request), wanted, visitor_of(request).at)
    return _onward("chosen")


async def _shown(
    request: HttpRequest, *, done: str = "", wrong: str = "", typed: str = "", status: int = 200
) -> Response[str]:
    visitor, reader = visitor_of(request), _reader(request)
    language = visitor.language
    in_use = await addresses.in_use(request.app.state.vault, reader.id, visitor.at)
    wanted = await choices.wanted(reader)
    page = OwnPage(
        address=in_use.current,
        waiting=in_use.waiting,
        kinds=tuple(
            Kind(kind.value, text(language, f"post.own.kind.{kind}"), kind in wanted)
            for kind in OF_EMPLOYEES
        ),
        done=done,
        typed=typed,
        wrong=text(language, f"details.wrong.{wrong}") if wrong else "",
    )
    return await reply(request, "own_post", page, status=status)


def _reader(request: HttpRequest) -> Reader:
    membership = visitor_of(request).membership
    if membership is None:
        raise NotFound
    return employee(membership)


def _onward(done: str) -> Redirect:
    return Redirect(link("practice.own", gedaan=done), status_code=303)
