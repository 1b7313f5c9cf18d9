"""The page of the mandates desk of one patient."""

import msgspec

from portal.frame.blocks import Badge, Fact
from portal.practice.pages.parts import Button, Fault, Field, Notice, Option


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """
    One representative: the check that was made, how it stands, and what can be done.

    `reason` is the box of a block that can be set; `blocked` is the reason of one that holds.
    """

    id: str
    name: str
    standing: str
    badge: Badge
    why: str
    facts: tuple[Fact, ...]
    end: Button | None = None
    block: Button | None = None
    reason: Field | None = None
    lift: Button | None = None
    blocked: str = ""


class DeskPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody who acts for one patient, and the form to register one more."""

    name: str
    born: str
    law: str
    back: str
    people: tuple[Registered, ...]
    fields: dict[str, Field]
    kinds: tuple[Option, ...]
    documents: tuple[Option, ...]
    presences: tuple[Option, ...]
    agrees: tuple[Option, ...]
    save: Button
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
