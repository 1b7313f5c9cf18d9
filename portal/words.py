"""Dates, times, numbers, names and the words of results, as people read them in their language."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from consent.dates import LOCAL, birth_parts
from consent.model import ResultCategory
from portal.texts import text
from publishing.model import Replaced, Result, ResultFlag, ResultStatus
from publishing.policy import flag_of, is_slight

KILOBYTE = 1000


class Word(StrEnum):
    """What a badge says of a result; the texts are `common.result.*`."""

    ABNORMAL = "abnormal"
    HIGH = "high"
    LOW = "low"
    NORMAL = "normal"
    PENDING = "pending"
    SLIGHTLY_HIGH = "slightly_high"
    SLIGHTLY_LOW = "slightly_low"

    @property
    def badge(self) -> str:
        """The shape and colour that go with the word."""
        return _BADGES[self]

    @property
    def icon(self) -> str:
        """A sign of its own where a triangle would say more than anybody knows."""
        return "circle-alert" if self is Word.ABNORMAL else ""


# In which order sorts of examination are named: what happens most first.
CATEGORIES = (
    ResultCategory.LABORATORY,
    ResultCategory.MICROBIOLOGY,
    ResultCategory.IMAGING,
    ResultCategory.FUNCTION,
    ResultCategory.ENDOSCOPY,
    ResultCategory.PATHOLOGY,
    ResultCategory.OTHER,
)
_BADGES = {
    Word.ABNORMAL: "high",
    Word.HIGH: "high",
    Word.LOW: "low",
    Word.NORMAL: "ok",
    Word.PENDING: "wait",
    Word.SLIGHTLY_HIGH: "high",
    Word.SLIGHTLY_LOW: "low",
}
_SLIGHT = {ResultFlag.HIGH: Word.SLIGHTLY_HIGH, ResultFlag.LOW: Word.SLIGHTLY_LOW}


def word(result: Result) -> Word | None:
    """
    Return the word for one determination, or None where nobody can say.

    "Slightly" takes a margin which the practice set for the determination.
    """
    if result.status is ResultStatus.PENDING:
        return Word.PENDING
    flag = flag_of(result)
    if flag in _SLIGHT and is_slight(result):
        return _SLIGHT[flag]
    return None if flag is ResultFlag.UNKNOWN else Word(flag.value)


def unit(result: Result | Replaced) -> str:
    """Return the unit that belongs behind a number; a value in words has none."""
    return result.unit if result.value else ""


def decimal(value: Decimal | str, language: str) -> str:
    """Write a number as it was sent, with the decimal sign of the language."""
    written = value if isinstance(value, str) else f"{value:f}"
    return written.replace(".", text(language, "common.number.comma"))


def day(on: date, language: str, *, year: bool = True) -> str:
    """Write a date: 18 november 2026, or 18 november."""
    key = "common.date.day" if year else "common.date.day_short"
    return text(language, key, day=on.day, month=_month(on.month, language), year=on.year)


def brief_day(on: date, language: str) -> str:
    """Write a day where there is hardly room: 3 mrt."""
    month = text(language, f"common.month_brief.{on.month}")
    return text(language, "common.date.day_short", day=on.day, month=month)


def month(on: date, language: str) -> str:
    """Write the month of a date as a heading: November 2026."""
    words = text(language, "common.date.month", month=_month(on.month, language), year=on.year)
    return words[:1].upper() + words[1:]


def since(written: str, language: str) -> str:
    """Write a date of which only a part may be known, as `consent.dates` describes it."""
    match birth_parts(written):
        case [year, 0, of_month]:
            return text(language, "common.date.no_month", day=of_month, year=year)
        case [year, number, of_month]:
            return day(date(year, number, of_month), language)
        case [year, number]:
            return text(language, "common.date.month", month=_month(number, language), year=year)
        case [year]:
            return str(year)
        case _:
            return text(language, "common.date.unknown")


def weekday(on: date, today: date, language: str) -> str:
    """Write a day as a heading: Gisteren, donderdag 19 november; the year when it is another."""
    key = "common.date.weekday" if on.year == today.year else "common.date.weekday_year"
    words = text(
        language,
        key,
        weekday=text(language, f"common.weekday.{on.isoweekday()}"),
        day=on.day,
        month=_month(on.month, language),
        year=on.year,
    )
    if on == today:
        return text(language, "common.date.today", date=words)
    if on == today - timedelta(days=1):
        return text(language, "common.date.yesterday", date=words)
    return words[:1].upper() + words[1:]


def clock(at: datetime, language: str) -> str:
    """Write the time of day in the Netherlands: 14.05."""
    return _hours(at, language, "common.time.clock")


def time(at: datetime, language: str) -> str:
    """Write the time of day in the Netherlands within a sentence: 14.05 uur."""
    return _hours(at, language, "common.time.moment")


def moment(at: datetime, language: str) -> str:
    """Write a moment in the Netherlands: 18 november 2026 om 14.05 uur."""
    date = day(local_day(at), language)
    return text(language, "common.date.moment", date=date, time=time(at, language))


def local_day(at: datetime) -> date:
    """Return the date in the Netherlands at a moment."""
    return at.astimezone(LOCAL).date()


def file_size(size: int, language: str) -> str:
    """Write a number of bytes as a person expects it of a file: 84 kB, 1,2 MB."""
    kilobytes = max(1, round(size / KILOBYTE))
    if kilobytes < KILOBYTE:
        return text(language, "common.number.kilobytes", size=kilobytes)
    return text(
        language,
        "common.number.megabytes",
        size=decimal(f"{size / KILOBYTE / KILOBYTE:.1f}", language),
    )


def initials(name: str) -> str:
    """Return at most two capitals of a name, skipping titles and prefixes: AV for Anna de Vries."""
    capitals = [part[0] for part in name.split() if part[0].isupper()]
    return "".join(capitals[:1] + capitals[-1:]) if len(capitals) > 1 else "".join(capitals)


def listed(parts: list[str], language: str) -> str:
    """Join words into one enumeration: uitslagen, brieven en notities."""
    if len(parts) < 2:  # noqa: PLR2004
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {text(language, 'common.word.and')} {parts[-1]}"


def _month(number: int, language: str) -> str:
    return text(language, f"common.month.{number}")


def _hours(at: datetime, language: str, key: str) -> str:
    local = at.astimezone(LOCAL)
    hour = f"{local.hour:02d}"
    return text(language, key, hour=hour, minute=f"{local.minute:02d}")
