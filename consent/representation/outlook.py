"""What is to come: the days on which rights of or for one person change by themselves."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

from consent.dates import today
from consent.representation.listing import Known, of_parents
from consent.representation.rules import LIMITS, NOTICE_DAYS, PARENTAL, coming_birthdays


class ChangeKind(StrEnum):
    """What happens on a day; every member has words for the patient and for who acts for them."""

    BEGINS = "begins"
    ENDS = "ends"
    TURNS_12 = "turns_12"
    TURNS_16 = "turns_16"


class Change(msgspec.Struct, frozen=True):
    """One coming change: the first local day on which it holds, and of which representative."""

    on: date
    kind: ChangeKind
    known: Known | None = None


_KINDS = {12: ChangeKind.TURNS_12, 16: ChangeKind.TURNS_16}


def coming(born: str, known: Iterable[Known], on: date) -> tuple[Change, ...]:
    """Give what changes after a day, the first first: birthdays, beginnings and ends."""
    changes = [Change(day, _KINDS[years]) for years, day in coming_birthdays(born, on)]
    for one in known:
        begins, last = one.one.starts_on, one.one.ends_on
        if begins > on:
            changes.append(Change(begins, ChangeKind.BEGINS, one))
        if last is not None and last >= on:
            changes.append(Change(last + timedelta(days=1), ChangeKind.ENDS, one))
    return tuple(sorted(changes, key=lambda change: (change.on, change.kind)))


async def ending_soon(at: datetime) -> list[tuple[Known, int]]:
    """Give what a birthday within thirty days ends, with the age that is reached then."""
    on = today(at)
    days = (on, on + timedelta(days=NOTICE_DAYS))
    years = sorted({day.year - limit for day in days for limit in LIMITS})
    soon = [(one, birthday_soon(one, on)) for one in await of_parents(years, at)]
    return [(one, found[0]) for one, found in soon if found]


def birthday_soon(known: Known, on: date) -> tuple[int, date] | None:
    """Give the age and day within thirty days that end what a parent or guardian may; or None."""
    if known.one.kind not in PARENTAL or known.ended_at is not None:
        return None
    latest = on + timedelta(days=NOTICE_DAYS)
    return next((found for found in coming_birthdays(known.born, on) if found[1] <= latest), None)
