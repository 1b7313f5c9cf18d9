"""The pages about patients: the search, the registration, and one of them."""

import msgspec

from portal.frame.blocks import Fact
from portal.practice.pages.parts import Button, Fault, Field, Notice, Option


class FoundRow(msgspec.Struct, frozen=True):
    """Somebody who was found."""

    name: str
    href: str
    born: str
    number: str
    released: bool
    is_dead: bool


class SearchPage(msgspec.Struct, frozen=True):
    """The form, and what it found; `rows` is None before anybody searched."""

    fields: dict[str, Field]
    action: str
    heading: str = ""
    rows: tuple[FoundRow, ...] | None = None
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None


class RegistrationPage(msgspec.Struct, frozen=True):
    """The form of a registration."""

    fields: dict[str, Field]
    no_bsn: tuple[Option, ...]
    given_unknown: Option
    uses: tuple[Option, ...]
    born_unknown: Option
    elsewhere: tuple[Option, ...]
    save: Button
    back: str
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None


class CorrectionPage(msgspec.Struct, frozen=True):
    """The form in which a registration is put right; `bsn` is the number so far, masked."""

    name: str
    fields: dict[str, Field]
    given_unknown: Option
    uses: tuple[Option, ...]
    born_unknown: Option
    bsn: str
    whys: tuple[Option, ...]
    why_fault: str
    save: Button
    back: str
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None


class Twin(msgspec.Struct, frozen=True):
    """One of two registrations that are to become one."""

    name: str
    facts: tuple[Fact, ...]


class MergePage(msgspec.Struct, frozen=True):
    """Both registrations, to be seen before they become one."""

    stays: Twin
    goes: Twin
    number: str
    merge: Button
    back: str


class PatientPage(msgspec.Struct, frozen=True):
    """
    What the practice registered of one patient, and the acts that end or join a registration.

    `died` is the day on which they died, "" while they live; a death can be revoked.
    """

    name: str
    born: str
    facts: tuple[Fact, ...]
    correct_href: str
    deregister: Button
    death_day: Field
    record_death: Button
    double: Field
    merge: Button
    undo_death: Button
    whys: tuple[Option, ...]
    why_fault: str
    back: str
    sharing: str
    visible: str
    notes: str
    new_letter: str
    log: str
    copy: str
    representatives: str
    paper_only: bool
    died: str
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
