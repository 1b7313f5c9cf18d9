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
