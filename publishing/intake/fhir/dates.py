"""Dates and moments of FHIR: as precise as stated, in the Netherlands where no zone was."""

import re
from datetime import UTC, date, datetime

from consent.dates import LOCAL
from publishing.intake.faults import FaultReason
from publishing.intake.model import Moment, Precision
from publishing.intake.tree.node import Node

EARLIEST, LATEST = 1800, 2200
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?")
_PRECISIONS = (Precision.YEAR, Precision.MONTH, Precision.DAY)


def moment(node: Node | None) -> Moment | None:
    """
    Read a date, dateTime or instant; None when there is no such element or it has no value.

    Raises:
        Faulty: it states something that is no moment.

    """
    if node is None or not (node.value or "").strip():
        return None
    text = node.own()
    try:
        return _with_time(text) if "T" in text else _by_day(text)
    except (ValueError, OverflowError):
        raise node.faulty(FaultReason.DATE_INVALID) from None


def start_of(node: Node | None) -> Moment | None:
    """Read the start of a period, its end where only that is stated."""
    if node is None:
        return None
    return moment(node.first("start")) or moment(node.first("end"))


def day(node: Node | None) -> date | None:
    """Read the day of a date or moment; the first one where only a month or year is stated."""
    found = moment(node)
    return found.day if found else None


def birth_date(node: Node | None) -> str:
    """Read a birth date as YYYY, YYYY-MM or YYYY-MM-DD, empty when unknown."""
    found = moment(node)
    if node is None or found is None:
        return ""
    if found.precision is Precision.TIME:
        raise node.faulty(FaultReason.DATE_INVALID)
    return node.own()


def _by_day(text: str) -> Moment:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError
    stated = [int(part) for part in match.groups() if part]
    begin = datetime(*(*stated, 1, 1)[:3], tzinfo=LOCAL)  # type: ignore[misc, arg-type]
    return Moment(_sane(begin), _PRECISIONS[len(stated) - 1])


def _with_time(text: str) -> Moment:
    if not _TIME.fullmatch(text):
        raise ValueError
    stated = datetime.fromisoformat(text)
    return Moment(_sane(stated if stated.tzinfo else stated.replace(tzinfo=LOCAL)), Precision.TIME)


def _sane(at: datetime) -> datetime:
    if not EARLIEST <= at.year <= LATEST:
        raise ValueError
    return at.astimezone(UTC)
