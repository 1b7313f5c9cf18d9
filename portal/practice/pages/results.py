"""The inbox of results, and the page on which a clinician decides what the patient sees of one."""

import msgspec

from portal.frame.blocks import Badge
from portal.practice.pages.parts import Button, Fault, Field, Identity, Notice, Option, Tab
from portal.practice.phrasing.pages import Writing
from portal.shown.pages import InvitedPage
from portal.shown.pages import ResultPage as Shown


class ResultRow(msgspec.Struct, frozen=True):
    """
    One result of a list: the patient, the kind of test, and counts; no values.

    `marks` are what makes it the next one to do, worst first. `owner` does what is asked, by
    `due` and where it was `discussed`; all of them in words.
    """

    href: str
    patient: str
    born: str
    kind: str
    arrived: str
    waits: str
    state: Badge
    current: bool = False
    sees: str = ""
    marks: tuple[Badge, ...] = ()
    owner: str = ""
    due: str = ""
    discussed: str = ""


class ResultsPage(msgspec.Struct, frozen=True):
    """
    One list of the inbox, worst first; `older` leads to the next page, "" on the last one.

    `is_waiting` says that the rows wait for somebody, and so for how long; `filters` are the
    lists of actions, empty beside any other list.
    """

    tabs: tuple[Tab, ...]
    lead: str
    caption: str
    empty: str
    rows: tuple[ResultRow, ...]
    is_waiting: bool
    filters: tuple[Tab, ...] = ()
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
    back: Option
    conclusion: Field
    meaning: Field
    what_to_do: Field
    acts: tuple[Option, ...]
    act_fault: str
    when: When
    within: tuple[Option, ...]
    writing: Writing
    share_fault: str = ""
    seen: tuple[str, ...] = ()


class ResultPreview(msgspec.Struct, frozen=True):
    """The patient's own page as it would be: the result, or only an invitation."""

    shown: Shown | None = None
    invited: InvitedPage | None = None


class TaskCard(msgspec.Struct, frozen=True):
    """What the practice still has to do about a result: the address of the task, and how it is."""

    href: str
    facts: tuple[str, ...]


class ResultPage(msgspec.Struct, frozen=True):
    """
    One result; `form` is None when nothing is left to be done, `recall` takes it back.

    `is_next`: it was opened because the one before was done, and the focus begins at the values.
    """

    identity: Identity
    title: str
    origin: str
    state: Badge
    determinations: tuple[Determination, ...]
    queue: tuple[ResultRow, ...]
    preview_title: str
    preview: ResultPreview | None
    task: TaskCard
    form: Publishing | None = None
    outcome: str = ""
    wish: str = ""
    begun: str = ""
    corrected: str = ""
    recall: str = ""
    marks: tuple[Badge, ...] = ()
    is_next: bool = False
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
