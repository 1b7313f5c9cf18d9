"""The page of everything in a file, and the page of one thing with every gate and its answer."""

import msgspec

from portal.frame.blocks import Badge
from portal.practice.pages.parts import Button, Notice


class ThingRow(msgspec.Struct, frozen=True):
    """One thing: what the patient sees of it now, with the first reason where they do not."""

    href: str
    kind: str
    title: str
    when: str
    state: Badge
    why: str


class FilePage(msgspec.Struct, frozen=True):
    """Everything in a file; `unknown` tells how much refers to what is not here, "" for nothing."""

    name: str
    rows: tuple[ThingRow, ...]
    older: str
    newest: str
    notes: str
    unknown: str = ""


class IncompleteRow(msgspec.Struct, frozen=True):
    """One file, with how many things in it refer to what is not here."""

    href: str
    patient: str
    born: str
    number: str


class IncompletePage(msgspec.Struct, frozen=True):
    """All of them."""

    rows: tuple[IncompleteRow, ...]


class GateRow(msgspec.Struct, frozen=True):
    """One condition and its answer."""

    name: str
    state: Badge
    answer: str


class EyesCard(msgspec.Struct, frozen=True):
    """What one person would see, condition by condition."""

    id: str
    title: str
    caption: str
    state: Badge
    rows: tuple[GateRow, ...]


class ThingPage(msgspec.Struct, frozen=True):
    """
    One thing; `change` is None where it has no flag of its own.

    `contact_to` says what can be done with its whole contact, "" where there is none.
    """

    kind: str
    title: str
    when: str
    cards: tuple[EyesCard, ...]
    parts: tuple[ThingRow, ...]
    back: str
    change: Button | None = None
    change_to: str = ""
    change_label: str = ""
    contact_to: str = ""
    contact_label: str = ""
    notice: Notice | None = None
