"""Which lines of a log somebody wants to see: of which days, and of whom."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from consent.dates import LOCAL

# The last line seen: its moment and its id.
Place = tuple[datetime, UUID]


class Who(StrEnum):
    """Whose lines; OUTSIDE are looks from elsewhere than a practice of this person."""

    ALL = "all"
    EMERGENCY = "emergency"
    OTHERS = "others"
    OUTSIDE = "outside"
    OWN = "own"


class Choice(msgspec.Struct, frozen=True):
    """
    Everything, unless said otherwise.

    `since` and `until` are days in the Netherlands, both included; `organisation` is a name as
    the log has it and leaves out one's own lines.
    """

    since: date | None = None
    until: date | None = None
    who: Who = Who.ALL
    organisation: str = ""

    @property
    def begins(self) -> datetime | None:
        """The first moment of the period; None: the log's own beginning."""
        return _midnight(self.since) if self.since else None

    @property
    def ends(self) -> datetime | None:
        """The first moment after the period; None: nothing is left out."""
        last = self.until
        return _midnight(last + timedelta(days=1)) if last and last < date.max else None


EVERYTHING = Choice()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LOCAL)
