"""The letters that wait for accord, and the page of one of them."""

import msgspec

from portal.frame.blocks import Badge, Fact
from portal.practice.pages.parts import Button, Fault, Field, Identity, Notice, Option, Tab
from portal.shown.pages import LetterPage as Shown


class LetterRow(msgspec.Struct, frozen=True):
    """One letter in the list: whose and when, nothing of what it is about."""

    href: str
    patient: str
    born: str
    dated: str
    arrived: str
    waits: str
    state: Badge


class LettersPage(msgspec.Struct, frozen=True):
    """One tab of letters, oldest first; `is_waiting` says that they still wait for accord."""

    tabs: tuple[Tab, ...]
    lead: str
    caption: str
    empty: str
    rows: tuple[LetterRow, ...]
    is_waiting: bool
    older: str = ""
    newest: str = ""
    notice: Notice | None = None


class LetterPage(msgspec.Struct, frozen=True):
    """One letter: its facts, its file, the form of the accord (None: done), and taking it back."""

    identity: Identity
    facts: tuple[Fact, ...]
    state: Badge
    file: str
    file_label: str
    explanation: Field
    hints: tuple[str, ...]
    categories: tuple[Option, ...]
    category_fault: str
    preview_title: str
    preview: Shown | None
    accord: Button | None = None
    outcome: str = ""
    recall: str = ""
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
