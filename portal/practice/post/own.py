"""/praktijk/mijn-berichten: an employee's own mail address, and which messages they want."""

from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.response import Redirect

from consent.errors import NotFound
from portal.frame.links import link, route
from portal.identity.visitor import visitor_of
from portal.post.own import NOTHING, OwnPost, Said, change_address, choose_kinds, own_post
from portal.post.readers import addresses, choices
from portal.post.readers.model import Reader
from portal.post.readers.telling import employee
from portal.practice.answering import HttpRequest, reply

DONE = frozenset({"asked", "removed", "chosen"})


class OwnPage(msgspec.Struct, frozen=True):
    """An employee's messages; `done` is the code of what was just done."""

    post: OwnPost
    done: str = ""


@get(route("practice.own"), name="practice.own")
async def show(request: HttpRequest) -> Response[str]:
    """Show where messages go, and which."""
    done = request.query_params.get("gedaan", "")
    return await _shown(request, NOTHING, done=done if done in DONE else "")


@post(route("practice.own_mail"), name="practice.own_mail")
async def mail(request: HttpRequest) -> Response[Any]:
    """Give an address, which is confirmed by a link, or remove it."""
    said = await change_address(request, _reader(request))
    return _onward(said.done) if said.done else await _shown(request, said)


@post(route("practice.own_messages"), name="practice.own_messages")
async def messages(request: HttpRequest) -> Redirect:
    """Choose which messages to get."""
    return _onward((await choose_kinds(request, _reader(request))).done)


async def _shown(request: HttpRequest, said: Said, *, done: str = "") -> Response[str]:
    visitor, reader = visitor_of(request), _reader(request)
    in_use = await addresses.in_use(request.app.state.vault, reader.id, visitor.at)
    wanted = await choices.wanted(reader)
    chosen = {kind.value: kind in wanted for kind in reader.kinds}
    page = OwnPage(own_post(in_use, chosen, said, visitor.language), done)
    return await reply(request, "own_post", page, status=said.status)


def _reader(request: HttpRequest) -> Reader:
    membership = visitor_of(request).membership
    if membership is None:
        raise NotFound
    return employee(membership)


def _onward(done: str) -> Redirect:
    return Redirect(link("practice.own", gedaan=done), status_code=303)
