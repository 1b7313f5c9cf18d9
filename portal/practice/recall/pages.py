"""The page on which something is taken back, and that says afterwards who had read it."""

import msgspec

from portal.practice.pages.parts import Button, Fault, Field, Identity, Notice, Option


class Form(msgspec.Struct, frozen=True):
    """Why it is taken back, and a word for colleagues."""

    recall: Button
    reasons: tuple[Option, ...]
    reason_fault: str
    explanation: Field


class Outcome(msgspec.Struct, frozen=True):
    """What was taken back; `leak` are the lines of a report, none when no data leaked."""

    said: str
    explanation: str
    read_title: str
    read: tuple[str, ...]
    leak: tuple[str, ...] = ()


class RecallPage(msgspec.Struct, frozen=True):
    """One thing that is or was shared; `nav` is the list it belongs to."""

    nav: str
    identity: Identity
    title: str
    about: str
    back: str
    shared: str = ""
    form: Form | None = None
    outcome: Outcome | None = None
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
