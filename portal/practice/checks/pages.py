"""What the pages of sample checks show, in finished words."""

import msgspec

from portal.frame.blocks import Badge, Fact
from portal.practice.pages.parts import Button, Fault, Field, Notice, Option


class CheckRow(msgspec.Struct, frozen=True, kw_only=True):
    """One drawn line in the list; it says of the file its number alone."""

    href: str
    when: str
    who: str
    what: str
    number: str
    rules: tuple[str, ...]
    term: str
    state: Badge


class CheckGroup(msgspec.Struct, frozen=True):
    """Lines below one heading; `id` is unique on its page."""

    id: str
    title: str
    rows: tuple[CheckRow, ...]


class DrawRow(msgspec.Struct, frozen=True):
    """One month: from how many looks, how many lines, and how far they are."""

    month: str
    looks: str
    lines: str
    done: str
    unlawful: str


class ChecksPage(msgspec.Struct, frozen=True, kw_only=True):
    """The samples of a practice; `month` can be drawn, and is empty when it was."""

    groups: tuple[CheckGroup, ...]
    draws: tuple[DrawRow, ...]
    own: str
    draw: Button
    month: str
    month_name: str
    notice: Notice | None = None


class CheckPage(msgspec.Struct, frozen=True, kw_only=True):
    """
    One drawn line, why it was drawn, and the form with what came of it.

    `telling` is there once it was found unlawful, until its patient was told.
    """

    name: str
    number: str
    facts: tuple[Fact, ...]
    rules: tuple[str, ...]
    outcomes: tuple[Option, ...]
    note: Field
    fault: str
    send: Button
    back: str
    telling: Field | None = None
    tell: Button | None = None
    said: str = ""
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
