"""What the pages about put-aside messages show, in finished words."""

import msgspec

from portal.frame.blocks import Fact
from portal.practice.pages.parts import Button, Fault, Field, Notice, Option


class AsideRow(msgspec.Struct, frozen=True):
    """One message in the list."""

    href: str
    source: str
    when: str
    number: str
    reasons: tuple[str, ...]


class QuarantinePage(msgspec.Struct, frozen=True):
    """Everything that waits, the oldest first."""

    rows: tuple[AsideRow, ...]
    more: str = ""
    notice: Notice | None = None


class ItemRow(msgspec.Struct, frozen=True):
    """One item that waits."""

    kind: str
    path: str
    reason: str


class AsidePage(msgspec.Struct, frozen=True, kw_only=True):
    """One message: what waits of it, whom it speaks of, and what can be done."""

    facts: tuple[Fact, ...]
    people: tuple[tuple[Fact, ...], ...]
    rows: tuple[ItemRow, ...]
    again: Button
    link: Button
    dismiss: Button
    number: Field
    how: Field
    ways: tuple[Option, ...]
    back: str
    note: str = ""
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
