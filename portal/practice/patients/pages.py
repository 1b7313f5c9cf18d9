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


class PatientPage(msgspec.Struct, frozen=True):
    """What the practice registered of one patient, and the acts that end or join a registration."""

    name: str
    born: str
    facts: tuple[Fact, ...]
    deregister: Button
    died: Field
    record_death: Button
    double: Field
    merge: Button
    back: str
    paper_only: bool
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
