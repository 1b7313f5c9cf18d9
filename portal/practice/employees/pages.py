"""The pages about employees: the list, one of them, somebody new, and where one works now."""

import msgspec

from portal.practice.pages.parts import Button, Fault, Field, Notice, Option


class Row(msgspec.Struct, frozen=True):
    """Somebody who works here; `rights` are said in words."""

    name: str
    href: str
    function: str
    rights: str
    is_manager: bool


class EmployeesPage(msgspec.Struct, frozen=True):
    """Everybody who works here; `warning` when too few may change rights."""

    practice: str
    rows: tuple[Row, ...]
    changes: tuple[str, ...]
    fallback: Field
    save_fallback: Button
    warning: str = ""
    notice: Notice | None = None
    faults: tuple[Fault, ...] = ()


class EmployeePage(msgspec.Struct, frozen=True):
    """
    One employee with a tick per right; `seen` is sent back to notice a colleague's change.

    `sessions` are the kinds of machines on which they are logged in here.
    """

    name: str
    about: str
    functions: tuple[Option, ...]
    agb: Field
    rights: tuple[Option, ...]
    seen: tuple[str, ...]
    save: Button
    leave: Button
    log_out: Button
    back: str
    new_link: Button | None = None
    sessions: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None


class NewEmployeePage(msgspec.Struct, frozen=True):
    """Somebody who begins to work here."""

    name: Field
    uzi: Field
    account: Field
    functions: tuple[Option, ...]
    function_fault: str
    agb: Field
    rights: tuple[Option, ...]
    save: Button
    back: str
    faults: tuple[Fault, ...] = ()


class LinkPage(msgspec.Struct, frozen=True):
    """The link with which somebody opens their account; it stands here this once."""

    name: str
    address: str
    link: str
    days: str
    back: str


class Place(msgspec.Struct, frozen=True):
    """One practice where somebody may work in this session."""

    value: str
    practice: str
    function: str
    current: bool


class PlacesPage(msgspec.Struct, frozen=True):
    """The practices to choose from, and the page to go on to."""

    places: tuple[Place, ...]
    action: str
    onward: str = ""
