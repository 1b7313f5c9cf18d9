"""Dates as people live them: the local day, and birth dates of which only a part is known."""

from calendar import isleap, monthrange
from datetime import UTC, date, datetime, time
from itertools import zip_longest
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Amsterdam")


def today(at: datetime) -> date:
    """Give the date in the Netherlands at this moment."""
    return at.astimezone(LOCAL).date()


def latest_birth_date(born: str) -> date | None:
    """
    Give the last day on which somebody with this registered birth date may have been born.

    `born` is YYYY-MM-DD, YYYY-MM, YYYY, YYYY-00-DD (only the month is unknown) or empty (nothing is
    known: None). The last possible day makes a person the youngest they can be, the strict side.

    Raises:
        ValueError: it is no such date.

    """
    match birth_parts(born):
        case []:
            return None
        case [year]:
            return date(year, 12, 31)
        case [year, month]:
            return date(year, month, monthrange(year, month)[1])
        case [year, 0, day]:
            return date(year, 12, day)
        case [year, month, day]:
            return date(year, month, day)
        case _:
            raise ValueError("no_birth_date")


def birth_parts(born: str) -> list[int]:
    """Give year, month and day of a registered birth date as far as it goes; a month may be 0."""
    return [int(part) for part in born.split("-")] if born else []


def may_be_one(one: str, other: str) -> bool:
    """Tell whether two birth dates can be of one person: what is unknown contradicts nothing."""
    return all(0 in pair or pair[0] == pair[1] for pair in _side_by_side(one, other))


def says_all_of(known: str, other: str) -> bool:
    """Tell whether a birth date is the other one, or that one and more precise."""
    return all(there in {0, here} for here, there in _side_by_side(known, other))


def without_gap(born: str) -> str:
    """Give as much of a birth date as a format can say that knows no day without its month."""
    return born.partition("-00")[0]


def _side_by_side(one: str, other: str) -> list[tuple[int, int]]:
    return list(zip_longest(birth_parts(one), birth_parts(other), fillvalue=0))


def age(born: str, on: date) -> int | None:
    """
    Count the birthdays up to and including `on`, for the youngest the person can be.

    Somebody born on 29 February has their birthday on 1 March in other years. None: nothing is
    known of the birth date, so that a person decides and never a rule.
    """
    day = latest_birth_date(born)
    if day is None:
        return None
    birthdays = on.year - day.year - ((on.month, on.day) < (day.month, day.day))
    return max(birthdays, 0)


def birthday(born: str, years: int) -> date | None:
    """Give the day on which somebody reaches an age, as `age` counts; None: nothing is known."""
    day = latest_birth_date(born)
    if day is None:
        return None
    if (day.month, day.day) == (2, 29) and not isleap(day.year + years):
        return date(day.year + years, 3, 1)
    return day.replace(year=day.year + years)


def months_before(day: date, months: int) -> date:
    """Give the same day so many calendar months earlier, or the last of a month without it."""
    place = day.year * 12 + day.month - 1 - months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def last_moment(day: date, clock: time) -> datetime:
    """
    Give the last moment (UTC) at which the clock in the Netherlands reaches a time on a day.

    A time that comes twice in autumn is the later one; one that spring skips comes an hour after.
    """
    readings = (datetime.combine(day, clock, LOCAL).replace(fold=fold) for fold in (0, 1))
    return max(one.astimezone(UTC) for one in readings)
