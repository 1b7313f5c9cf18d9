"""What the pages about consent for other care providers show, in finished words."""

import msgspec

from portal.frame.blocks import Badge
from portal.practice.pages.parts import Fault, Field, Notice, Option


class Holds(msgspec.Struct, frozen=True):
    """One provider, and per part of the file whether they may see it."""

    name: str
    cells: tuple[tuple[str, Badge], ...]


class Made(msgspec.Struct, frozen=True):
    """One choice that was made, with the values of the form that takes it back."""

    name: str
    part: str
    badge: Badge
    period: str
    who: str
    section: str


class Recorded(msgspec.Struct, frozen=True):
    """One version of the history."""

    at: str
    name: str
    what: str
    answer: str
    period: str
    how: str


class ChoiceForm(msgspec.Struct, frozen=True, kw_only=True):
    """The form of a choice; `id` begins its ids. A patient is not asked `channels` and `by`."""

    id: str
    who: tuple[Option, ...]
    parts: tuple[Option, ...]
    choices: tuple[Option, ...]
    starts: Field
    ends: Field
    channels: tuple[Option, ...] = ()
    by: tuple[Option, ...] = ()
    wrong: dict[str, str] = {}
    faults: tuple[Fault, ...] = ()


class FileShared(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for one file, what was chosen, and the form."""

    file: str
    title: str
    parts: tuple[str, ...]
    holds: tuple[Holds, ...]
    made: tuple[Made, ...]
    history: tuple[Recorded, ...]
    form: ChoiceForm


class SharingPage(msgspec.Struct, frozen=True):
    """The patient's page: every file of theirs; `done` is what was just done."""

    files: tuple[FileShared, ...]
    done: str = ""
    faults: tuple[Fault, ...] = ()


class DeskPage(msgspec.Struct, frozen=True, kw_only=True):
    """The same for one patient, at the practice, with the form of a provider to add."""

    name: str
    born: str
    file: FileShared
    record: str
    add: str
    organisation: dict[str, Field]
    categories: tuple[Option, ...]
    back: str
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
