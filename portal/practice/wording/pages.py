"""The page with the texts of a practice."""

import msgspec

from portal.practice.pages.parts import Fault, Field, Notice


class Written(msgspec.Struct, frozen=True):
    """What the practice adds to one page, per language; `href` is that page."""

    title: str
    href: str
    fields: tuple[tuple[str, Field], ...]


class WordingPage(msgspec.Struct, frozen=True):
    """All texts of the practice."""

    save: str
    texts: tuple[Written, ...]
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
