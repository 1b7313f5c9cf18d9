"""What the pages about post show, in finished words."""

import msgspec

from portal.frame.blocks import Badge
from portal.practice.pages.parts import Notice


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A message that did not arrive; an act that is not possible has no address."""

    what: str
    name: str
    when: str
    state: Badge
    why: str
    letter_href: str = ""
    again_href: str = ""
    done_href: str = ""


class PostPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that did not arrive, the latest first."""

    practice: str
    items: tuple[Item, ...]
    notice: Notice | None = None


class LetterPage(msgspec.Struct, frozen=True, kw_only=True):
    """One message as a letter in the language of its reader; `lines` are its paragraphs."""

    language: str
    practice: str
    on: str
    name: str
    title: str
    greeting: str
    lines: tuple[str, ...]
    go_to: str
    address: str
    phone: str
    regards: str
    done_href: str
