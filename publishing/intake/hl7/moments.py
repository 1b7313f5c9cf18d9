"""Moments of HL7 version 2: as precise as stated, in the Netherlands where no zone was."""

import re
from datetime import UTC, datetime

from consent.dates import LOCAL, latest_birth_date
from publishing.intake.faults import FaultReason
from publishing.intake.hl7.segments import Segment
from publishing.intake.model import Moment, Precision

EARLIEST, LATEST = 1800, 2200
_TIME = re.compile(r"(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})(\d{2})?(?:\.\d{1,4})?)?([+-]\d{4})?")
_BORN = re.compile(r"(\d{4})(\d{2})?(\d{2})?\d*(?:\.\d+)?(?:[+-]\d{4})?")


def moment(segment: Segment, field: int) -> Moment | None:
    """
    Read a moment; None where the field is empty.

    Raises:
        Faulty: it states something that is no moment.

    """
    text = segment.text(field, limit=30)
    if not text:
        return None
    match = _TIME.fullmatch(text)
    try:
        return _made(match) if match else _wrong()
    except (ValueError, OverflowError):
        raise segment.faulty(FaultReason.DATE_INVALID, field) from None


def birth_date(segment: Segment, field: int) -> str:
    """
    Read a birth date as `consent.dates` writes it, empty when unknown; 00 is a part unknown.

    Raises:
        Faulty: it is no date.

    """
    text = segment.text(field, limit=30)
    if not text or not text.strip("0"):
        return ""
    match = _BORN.fullmatch(text)
    try:
        return _known(match) if match else str(_wrong())
    except ValueError:
        raise segment.faulty(FaultReason.DATE_INVALID, field) from None


def _made(match: re.Match[str]) -> Moment:
    year, month, day, hour, minute, second, zone = match.groups()
    numbers = [int(part or first) for part, first in ((year, 1), (month, 1), (day, 1))]
    clock = [int(part or 0) for part in (hour, minute, second)]
    at = datetime(*numbers, *clock, tzinfo=LOCAL)  # type: ignore[misc, arg-type]
    if zone:
        at = datetime.strptime(at.strftime("%Y%m%d%H%M%S") + zone, "%Y%m%d%H%M%S%z")
    if not EARLIEST <= at.year <= LATEST:
        raise ValueError
    precision = (
        Precision.TIME
        if hour
        else Precision.DAY
        if day
        else Precision.MONTH
        if month
        else Precision.YEAR
    )
    return Moment(at.astimezone(UTC), precision)


def _known(match: re.Match[str]) -> str:
    parts = [part or "00" for part in match.groups()]
    while parts and not int(parts[-1]):
        parts.pop()
    born = "-".join(parts)
    latest = latest_birth_date(born)
    if latest is None or not EARLIEST <= latest.year <= LATEST:
        raise ValueError
    return born


def _wrong() -> Moment:
    raise ValueError
