"""A day and a time in the Netherlands, as typed, turned into one moment that really exists."""

from datetime import UTC, date, datetime, time

import msgspec

from consent.dates import LOCAL


class Planned(msgspec.Struct, frozen=True):
    """A moment in UTC; `twice` when the clock shows this time twice that night."""

    at: datetime
    twice: bool = False


def planned(day: date, clock: time) -> Planned | None:
    """
    Give the moment at which the clock in the Netherlands shows this time on this day.

    None when the clock skips it in spring. In autumn an hour comes twice: the later is taken, so
    that nothing is shown before the clinician can have meant it.
    """
    later = datetime.combine(day, clock, LOCAL).replace(fold=1)
    at = later.astimezone(UTC)
    if at.astimezone(LOCAL).replace(tzinfo=None) != later.replace(tzinfo=None):
        return None
    earlier = later.replace(fold=0).astimezone(UTC)
    return Planned(at, twice=earlier != at)


def day_of(text: str) -> date | None:
    """Read a day as a date field sends it, or as it is written in Dutch (24-11-2026)."""
    for shape in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def time_of(text: str) -> time | None:
    """Read a time as a time field sends it, or as it is written in Dutch (9.05)."""
    for shape in ("%H:%M", "%H.%M", "%H:%M:%S"):
        try:
            return datetime.strptime(text, shape).time()  # noqa: DTZ007 (a time of day has no zone)
        except ValueError:
            continue
    return None
