"""Pages that explain: help, privacy, accessibility, terms; and where a leak is reported."""

from datetime import timedelta
from typing import Any

from litestar import MediaType, Request, Response, get

from consent.register.practices import PracticeContact, contacts
from portal import errors
from portal.frame.links import link, route
from portal.frame.respond import answer
from portal.frame.viewer import Contact
from portal.identity.entrance import Entrance
from portal.identity.visitor import visitor_of
from portal.public.pages import Block, Section, TextPage
from portal.texts import text
from portal.wording.keeping import Page, added_to

Incoming = Request[Any, Any, Any]
OPT = {"entrance": Entrance.PUBLIC, "visitor": True}
SECTIONS = {
    "help": ("login", "access", "another", "missing", "wrong", "mail", "stop", "urgent", "staff"),
    "privacy": ("who", "what", "why", "seen", "log", "kept", "cookies", "mail", "rights"),
    "accessibility": ("state", "tested", "shortcomings", "tell"),
    "terms": ("own", "urgent", "content", "wrong", "end"),
}
# Shorter than a year, as the norm advises. Source: RFC 9116 §2.5.5.
GOOD_FOR = timedelta(days=180)


@get(route("public.help"), name="public.help", opt=OPT)
async def help_page(request: Incoming) -> Response[str]:
    """Explain how it works, and whom to call."""
    return await _explained(request, "help")


@get(route("public.privacy"), name="public.privacy", opt=OPT)
async def privacy(request: Incoming) -> Response[str]:
    """Explain what is kept, why, how long, and who sees it."""
    return await _explained(request, "privacy")


@get(route("public.accessibility"), name="public.accessibility", opt=OPT)
async def accessibility(request: Incoming) -> Response[str]:
    """Say what is known not to be accessible."""
    return await _explained(request, "accessibility")


@get(route("public.terms"), name="public.terms", opt=OPT)
async def terms(request: Incoming) -> Response[str]:
    """Say what the portal is for, and what not."""
    return await _explained(request, "terms")


@get(route("public.security"), name="public.security", opt={"entrance": Entrance.PUBLIC})
async def security(request: Incoming) -> Response[str]:
    """Say where a leak is reported. Source: RFC 9116."""
    settings, at = request.app.state.settings, visitor_of(request).at
    if settings.security_contact is None:
        return errors.not_found(request)
    expires = (at + GOOD_FOR).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = (
        f"Contact: {settings.security_contact}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.base_url}{link('public.security')}",
    )
    return Response("\n".join(lines) + "\n", media_type=MediaType.TEXT)


async def _explained(request: Incoming, name: str) -> Response[str]:
    language = visitor_of(request).language
    minutes = request.app.state.settings.patient_idle_minutes
    here = await contacts()
    written = await added_to(Page(name), language)
    page = TextPage(
        title=text(language, f"help.{name}.title"),
        lead=text(language, f"help.{name}.lead"),
        sections=tuple(_section(language, name, part, minutes) for part in SECTIONS[name])
        + tuple(_own(one, written[one.id], language) for one in here if one.id in written),
        practices=tuple(Contact(name=one.name, phone=one.phone) for one in here),
    )
    return answer(request, "public/text.html", page)


def _section(language: str, page: str, part: str, minutes: int) -> Section:
    written = text(language, f"help.{page}.{part}.text", minutes=minutes)
    return Section(
        id=part,
        title=text(language, f"help.{page}.{part}.title"),
        blocks=tuple(map(_block, written.split("\n\n"))),
    )


def _own(practice: PracticeContact, written: str, language: str) -> Section:
    return Section(
        id=f"practice-{practice.id}",
        title=text(language, "wording.by", practice=practice.name),
        blocks=tuple(map(_block, written.split("\n\n"))),
    )


def _block(written: str) -> Block:
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    if lines and all(line.startswith("- ") for line in lines):
        return Block(items=tuple(line.removeprefix("- ") for line in lines))
    return Block(text=" ".join(lines))
