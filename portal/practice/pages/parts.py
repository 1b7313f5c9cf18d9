"""Pieces that several pages of the practice share. Every text in them is ready to be printed."""

import msgspec


class Option(msgspec.Struct, frozen=True):
    """One radio button or checkbox; `id` is unique on the page."""

    id: str
    name: str
    value: str
    label: str
    hint: str = ""
    chosen: bool = False
    locked: bool = False
    act_label: str = ""


class Field(msgspec.Struct, frozen=True):
    """One field to type in: what stands in it now, and what is wrong with it ("" for nothing)."""

    id: str
    name: str
    value: str = ""
    fault: str = ""


class Fault(msgspec.Struct, frozen=True):
    """One line of the error summary; `target` is the id of the field that it points at."""

    target: str
    text: str


class Button(msgspec.Struct, frozen=True):
    """An act that can be chosen; `why_not` is the reason in words when it may not be done."""

    href: str
    why_not: str = ""


class Tab(msgspec.Struct, frozen=True):
    """One tab above a worklist; `count` is "" where no number is shown."""

    href: str
    label: str
    count: str = ""
    current: bool = False


class Identity(msgspec.Struct, frozen=True):
    """Whose file this is, as the head of a page says it."""

    name: str
    born: str
    age: str


class Notice(msgspec.Struct, frozen=True):
    """What just happened, said once on top of the next page."""

    kind: str
    title: str
    text: str = ""
    icon: str = "circle-check"
