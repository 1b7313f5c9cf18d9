"""One's own messages, the same for patients and employees: to which address, and which kinds."""

from typing import Any

import msgspec
from litestar import Request

from portal.database import transaction
from portal.identity.visitor import visitor_of
from portal.post.address import MessageRefused
from portal.post.readers import addresses, choices
from portal.post.readers.addresses import TooMany
from portal.post.readers.model import InUse, Reader
from portal.texts import text

BAD_REQUEST, TOO_MANY_REQUESTS = 400, 429


class Choice(msgspec.Struct, frozen=True):
    """A kind of message that can be switched off."""

    value: str
    label: str
    chosen: bool


class OwnPost(msgspec.Struct, frozen=True, kw_only=True):
    """The addresses in use and to be confirmed, the kinds, and what is wrong with the form."""

    address: str
    waiting: str
    kinds: tuple[Choice, ...]
    typed: str = ""
    wrong: str = ""


class Said(msgspec.Struct, frozen=True):
    """What became of the form of an address: done, or wrong, each as a code."""

    done: str = ""
    wrong: str = ""
    typed: str = ""
    status: int = 200


NOTHING = Said()


def own_post(in_use: InUse, chosen: dict[str, bool], said: Said, language: str) -> OwnPost:
    """Make the part of a page; `chosen` says of each kind whether it is wanted."""
    return OwnPost(
        address=in_use.current,
        waiting=in_use.waiting,
        kinds=tuple(
            Choice(kind, text(language, f"post.own.kind.{kind}"), is_wanted)
            for kind, is_wanted in chosen.items()
        ),
        typed=said.typed,
        wrong=text(language, f"details.wrong.{said.wrong}") if said.wrong else "",
    )


async def change_address(request: Request[Any, Any, Any], reader: Reader) -> Said:
    """Give an address, which is confirmed by a link, or remove it, as the form says."""
    form, vault, at = await request.form(), request.app.state.vault, visitor_of(request).at
    if form.get("weg"):
        async with transaction():
            await addresses.remove(vault, reader, at)
        return Said(done="removed")
    typed = str(form.get("adres", ""))
    try:
        async with transaction():
            await addresses.give(vault, reader, typed, at)
    except MessageRefused:
        return Said(wrong="address", typed=typed, status=BAD_REQUEST)
    except TooMany:
        return Said(wrong="too_many", typed=typed, status=TOO_MANY_REQUESTS)
    return Said(done="asked")


async def choose_kinds(request: Request[Any, Any, Any], reader: Reader) -> Said:
    """Keep which messages somebody wants, as the form says."""
    form = await request.form()
    ticked = {str(value) for name, value in form.multi_items() if name == "soort"}
    wanted = frozenset(kind for kind in reader.kinds if kind.value in ticked)
    async with transaction():
        await choices.choose(reader, wanted, visitor_of(request).at)
    return Said(done="chosen")
