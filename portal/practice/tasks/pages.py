"""The page of the task of a result: its form, and everything that was changed about it."""

import msgspec

from portal.practice.pages.parts import Fault, Field, Identity, Notice, Option


class TaskForm(msgspec.Struct, frozen=True):
    """The form; `finish` is what the button says that ends it, "" where there is nothing to end."""

    href: str
    save: str
    finish: str
    seen: str
    owners: tuple[Option, ...]
    owner_fault: str
    body: Field
    due: Field
    discussed: Field


class TaskChange(msgspec.Struct, frozen=True):
    """Who changed something when, and how the task stood from then on, in words."""

    head: str
    facts: tuple[str, ...]
    body: str = ""


class TaskPage(msgspec.Struct, frozen=True):
    """One result's task; `is_open` says whether there is one now."""

    identity: Identity
    title: str
    back: str
    is_open: bool
    form: TaskForm
    changes: tuple[TaskChange, ...]
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
