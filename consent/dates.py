"""Dates as people live them: the local day, and birth dates of which only a part is known."""

from calendar import isleap, monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/Amsterdam")


def today(at: datetime) -> date:
    """Give the date in the Netherlands at this moment."""
    return at.astimezone(LOCAL).date()


def latest_birth_date(born: str) -> date | None:
    """
    Give the last day on which somebody with this registered birth date may have been born.

    `born` is YYYY-MM-DD, YYYY-MM, YYYY or empty (unknown). The last possible day makes a person
    the youngest they can be, which is the strict side; None means nothing is known.
    """
    parts = [int(part) for part in born.split("-")] if born else []
    match parts:
        case [year, month, day]:
            return date(year, month, day)
        case [year, month]:
            return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        case [year]:
            return date(year, 12, 31)
        case _:
            return None


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
