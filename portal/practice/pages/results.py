"""The inbox of results, and the page on which a clinician decides what the patient sees of one."""

import msgspec

from portal.frame.blocks import Badge
from portal.practice.pages.parts import Button, Fault, Field, Identity, Notice, Option, Tab
from portal.shown.pages import InvitedPage
from portal.shown.pages import ResultPage as Shown


class ResultRow(msgspec.Struct, frozen=True):
    """One result that waits: the patient, the kind of test, and counts; no values."""

    href: str
    patient: str
    born: str
    kind: str
    arrived: str
    waits: str
    state: Badge
    current: bool = False
    sees: str = ""
    corrected: Badge | None = None


class ResultsPage(msgspec.Struct, frozen=True):
    """
    One tab of the inbox, oldest first; `older` leads to the next page, "" on the last one.

    `is_waiting` says that the rows wait for somebody, and so for how long.
    """

    tabs: tuple[Tab, ...]
    lead: str
    caption: str
    empty: str
    rows: tuple[ResultRow, ...]
    is_waiting: bool
    older: str = ""
    newest: str = ""
    notice: Notice | None = None


class Determination(msgspec.Struct, frozen=True):
    """
    One row of the result; `limits` are the normal values in words.

    `replaced` says what stood there before the laboratory corrected it, and for how long.
    """

    id: str
    value: str
    name: str
    figure: str
    unit: str
    limits: str
    flag: Badge | None
    shared: bool = True
    note: str = ""
    corrected: Badge | None = None
    replaced: str = ""


class When(msgspec.Struct, frozen=True):
    """Now or later, with the day and the time in the Netherlands."""

    options: tuple[Option, ...]
    day: Field
    time: Field
    first_day: str


class Publishing(msgspec.Struct, frozen=True):
    """The form of one result: what is shared, the words, the act, and when."""

    publish: Button
    preview: str
    skip: str
    conclusion: Field
    meaning: Field
    what_to_do: Field
    acts: tuple[Option, ...]
    act_fault: str
    when: When
    within: tuple[Option, ...]
    share_fault: str = ""
    seen: tuple[str, ...] = ()


class ResultPreview(msgspec.Struct, frozen=True):
    """The patient's own page as it would be: the result, or only an invitation."""

    shown: Shown | None = None
    invited: InvitedPage | None = None


class ResultPage(msgspec.Struct, frozen=True):
    """One result; `form` is None when nothing is left to be done, `recall` takes it back."""

    identity: Identity
    title: str
    origin: str
    state: Badge
    determinations: tuple[Determination, ...]
    queue: tuple[ResultRow, ...]
    preview_title: str
    preview: ResultPreview | None
    form: Publishing | None = None
    outcome: str = ""
    corrected: str = ""
    recall: str = ""
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
