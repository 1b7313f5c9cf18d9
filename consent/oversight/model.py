"""The words of oversight: a period, a line as the practice reads it, and what is counted."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from consent.accesslog import Line
from consent.dates import LOCAL


class Per(StrEnum):
    """By what the lines of a period are counted."""

    DAY = "day"
    DOSSIER = "dossier"
    EMPLOYEE = "employee"


class Period(msgspec.Struct, frozen=True):
    """Days in the Netherlands, both included."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        """The first moment of the period."""
        return datetime.combine(self.first, time.min, LOCAL)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), time.min, LOCAL)


class Listed(msgspec.Struct, frozen=True):
    """
    A line of the practice's log; `line.number` is 0, numbers are those of people's own lists.

    `by` is the membership that looked, None elsewhere; `file` and `number` (dossier number) say
    whose file it was, None and empty where it is nobody's here.
    """

    line: Line
    by: UUID | None
    file: UUID | None
    number: str


class Total(msgspec.Struct, frozen=True):
    """
    What was counted of one day, employee or file.

    `on` is the day; `by` the membership, with `name` and `function`; `file` and `number` the
    dossier. `looks` are of employees and other systems, `visits` of patients themselves.
    """

    looks: int
    visits: int
    files: int
    people: int
    emergencies: int
    on: date | None = None
    by: UUID | None = None
    name: str = ""
    function: str = ""
    system: str = ""
    file: UUID | None = None
    number: str = ""
