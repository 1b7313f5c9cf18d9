"""What the pages about the practice's log show, in finished words."""

import msgspec

from portal.frame.blocks import Badge
from portal.practice.pages.parts import Button, Fault, Field, Notice, Tab


class Cell(msgspec.Struct, frozen=True):
    """One number of a row, with the head of its column."""

    label: str
    value: str


class TotalRow(msgspec.Struct, frozen=True):
    """One day, employee or dossier; without `href` it leads nowhere."""

    title: str
    sub: str
    href: str
    cells: tuple[Cell, ...]


class Choice(msgspec.Struct, frozen=True):
    """What was asked, to be sent along again."""

    name: str
    value: str


class OverviewPage(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted over a period; `only` says of whom alone, `all_href` leads back."""

    tabs: tuple[Tab, ...]
    period: str
    fields: dict[str, Field]
    kept: tuple[Choice, ...]
    only: str
    all_href: str
    first_column: str
    columns: tuple[str, ...]
    rows: tuple[TotalRow, ...]
    file: Button
    asked: tuple[Choice, ...]
    notice: Notice | None = None


class SeenLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log of one patient."""

    when: str
    who: str
    where: str
    what: str
    section: str
    why: str
    marks: tuple[Badge, ...]


class PatientLogPage(msgspec.Struct, frozen=True, kw_only=True):
    """
    Who looked into one file at this practice; `lines` is None before a reason was given.

    `carried` is what the next page and the files are asked with; `older` where that page goes on.
    """

    name: str
    number: str
    fields: dict[str, Field]
    send: Button
    back: str
    lines: tuple[SeenLine, ...] | None = None
    carried: tuple[Choice, ...] = ()
    older: str = ""
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None
