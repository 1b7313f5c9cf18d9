"""The working agreements of a practice: each with its consequence, and who chose it when."""

import msgspec

from portal.practice.pages.parts import Button, Fault, Field, Notice, Option


class Setting(msgspec.Struct, frozen=True):
    """One agreement with `options` or a `day`; `set_by` also says when nobody chose."""

    id: str
    title: str
    what: str
    set_by: str
    options: tuple[Option, ...] = ()
    day: Field | None = None
    fault: str = ""


class Group(msgspec.Struct, frozen=True):
    """Agreements that belong together, under one heading."""

    id: str
    title: str
    settings: tuple[Setting, ...]


class AgreementsPage(msgspec.Struct, frozen=True):
    """All agreements; `missing` names what must still be chosen before patients can ask."""

    practice: str
    groups: tuple[Group, ...]
    save: Button
    missing: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
