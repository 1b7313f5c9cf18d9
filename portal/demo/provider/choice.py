"""The page of the stand-in provider: who logs in, at which level, or not at all."""

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.demo.provider.people import Citizen, Somebody
from portal.texts import text
from portal.words import day

PAGES = Path(__file__).parent / "pages"
LEVEL_NAMES = {10: "basic", 20: "medium", 25: "substantial", 30: "high"}
USUAL_LEVEL = 25


class Choice(msgspec.Struct, frozen=True):
    """One person on the page, by their place in the list."""

    place: int
    name: str
    hint: str


class ChoicePage(msgspec.Struct, frozen=True):
    """Everything the page shows; `ticket` stands for the request of the portal."""

    kind: str
    language: str
    other_url: str
    ticket: str
    choices: tuple[Choice, ...]
    levels: tuple[tuple[int, str], ...]
    level: int = USUAL_LEVEL
    nobody_chosen: bool = False


class MessagePage(msgspec.Struct, frozen=True):
    """A page that only says something; `code` is an error of the protocol, for a developer."""

    language: str
    subject: str
    code: str = ""


def choices(people: Sequence[Somebody], language: str) -> tuple[Choice, ...]:
    """Give the people as the page shows them."""
    return tuple(
        Choice(place, somebody.name, _hint(somebody, language))
        for place, somebody in enumerate(people)
    )


def levels(language: str) -> tuple[tuple[int, str], ...]:
    """Give the levels with their names, the lowest first."""
    return tuple(
        (number, text(language, f"provider.level.{name}")) for number, name in LEVEL_NAMES.items()
    )


def rendered(page: ChoicePage | MessagePage) -> str:
    """Give the HTML of a page."""
    name = "choose.html" if isinstance(page, ChoicePage) else "message.html"
    return _environment().get_template(name).render(page=page, t=partial(text, page.language))


def _hint(somebody: Somebody, language: str) -> str:
    why = str(getattr(somebody, language))
    if isinstance(somebody, Citizen):
        born = text(language, "provider.choose.born", day=day(somebody.born, language))
        return f"{born}. {why}".strip() if why else born
    return why


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
