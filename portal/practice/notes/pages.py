"""The page of the notes beside a file, and the form of a new one."""

import msgspec

from portal.practice.pages.parts import Button, Fault, Field, Notice, Option


class NoteCard(msgspec.Struct, frozen=True):
    """One note; `until` and the acts are there for one's own working note only."""

    id: str
    kind: str
    head: str
    text: str
    until: str = ""


class NotesPage(msgspec.Struct, frozen=True):
    """What the employee may read, and the form."""

    name: str
    cards: tuple[NoteCard, ...]
    body: Field
    kinds: tuple[Option, ...]
    save: Button
    back: str
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
