"""Where a list goes on: the last thing seen, as it stands in the address of the next page."""

from datetime import UTC, date, datetime
from uuid import UUID


def after_moment(at: datetime, last: UUID) -> str:
    """Write the last thing seen in a list ordered by moment; to the microsecond, in UTC."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%S.%f}_{last}"


def moment_and_id(written: str | None) -> tuple[datetime, UUID] | None:
    """Read what `after_moment` wrote; None, the beginning, when it is anything else."""
    moment, _, last = (written or "").partition("_")
    try:
        at = datetime.strptime(moment, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
        return at, UUID(last)
    except ValueError:
        return None


def after_topic(at: datetime, topic: str) -> str:
    """Write the last thing seen in a list ordered by moment and topic."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%S.%f}_{topic}"


def moment_and_topic(written: str | None) -> tuple[datetime, str] | None:
    """Read what `after_topic` wrote; None, the beginning, when it is anything else."""
    moment, _, topic = (written or "").partition("_")
    try:
        at = datetime.strptime(moment, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
    except ValueError:
        return None
    return (at, topic) if topic and "\x00" not in topic else None


def after_place(is_current: bool, on: date, last: UUID) -> str:  # noqa: FBT001 - a place in order
    """Write the last thing seen in a list of what holds, then what has ended."""
    return f"{int(is_current)}_{after_day(on, last)}"


def place(written: str | None) -> tuple[bool, date, UUID] | None:
    """Read what `after_place` wrote; None, the beginning, when it is anything else."""
    holds, _, rest = (written or "").partition("_")
    found = day_and_id(rest)
    return (holds == "1", *found) if holds in {"0", "1"} and found else None


def after_day(on: date, last: UUID) -> str:
    """Write the last thing seen in a list ordered by day."""
    return f"{on.isoformat()}_{last}"


def day_and_id(written: str | None) -> tuple[date, UUID] | None:
    """Read what `after_day` wrote; None, the beginning, when it is anything else."""
    day, _, last = (written or "").partition("_")
    try:
        return date.fromisoformat(day), UUID(last)
    except ValueError:
        return None


def number(written: str | None) -> int | None:
    """Read a positive number; None when it is none, or longer than any line's."""
    text = written or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004
