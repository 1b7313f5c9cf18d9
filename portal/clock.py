"""The only clock of the product; everything else receives the time as an argument."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

_file: Path | None = None


class ClockError(ValueError):
    """The clock file holds something that is neither a time nor an offset."""


def now() -> datetime:
    """Return the present moment, aware and in UTC; moved by the clock file where there is one."""
    real = datetime.now(UTC)
    return moved(real, _written()) if _file else real


def follow(file: Path | None) -> None:
    """
    Let ``file`` move the clock from now on, or nothing when None.

    Settings refuse a clock file in production.
    """
    global _file  # noqa: PLW0603 - one process has one clock
    _file = file


def moved(real: datetime, text: str) -> datetime:
    """
    Return the moment that the text of a clock file makes of the ``real`` one.

    A time with its zone (``2026-03-01T23:59:00+01:00``) stands still, a signed number of seconds
    (``+3600``) is added and ticks on, an empty text changes nothing.

    Raises:
        ClockError: the text is none of these.

    """
    if not text:
        return real
    try:
        if text[0] in "+-":
            return real + timedelta(seconds=float(text))
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        raise ClockError("the clock file holds no time and no offset in seconds") from error
    if moment.tzinfo is None:
        raise ClockError("the clock file holds a time without a zone")
    return moment.astimezone(UTC)


def _written() -> str:
    if _file is None or not _file.exists():
        return ""
    return _file.read_text(encoding="ascii").strip()
