"""The page of the terms of results: a table of sorts, an hour, and the margins."""

import msgspec

from portal.practice.pages.parts import Button, Fault, Field, Notice, Option


class SortRow(msgspec.Struct, frozen=True):
    """One sort of examination with its two ticks; what is final is always ticked."""

    name: str
    preliminary: Option
    pending: Option


class MarginRow(msgspec.Struct, frozen=True):
    """One margin in words; `key` names it in the form that takes it away."""

    key: str
    name: str
    said: str
    set_by: str


class TermsPage(msgspec.Struct, frozen=True, kw_only=True):
    """All terms; `set_by` says per column who chose, in the order of the table."""

    practice: str
    rows: tuple[SortRow, ...]
    set_by: tuple[str, ...]
    hour: Field
    save: Button
    margins: tuple[MarginRow, ...]
    determinations: tuple[Option, ...]
    determination_fault: str
    amount: Field
    kinds: tuple[Option, ...]
    add: Button
    back: str
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
