"""Everything of a file that its reader may see, of a period, through the same door as the pages."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from typing import TypeVar

import msgspec

from consent.accesslog import Choice
from consent.dates import today
from consent.model import Grant, Patient, Section
from consent.sections import SUMMARY
from publishing import reading
from publishing.measuring import reading as measuring
from publishing.measuring.model import Measurement
from publishing.model import Episode, JournalLine, Letter, Report
from publishing.phrasing import telling
from publishing.summary import reading as summary
from publishing.summary.model import SummaryItem

T = TypeVar("T")
P = TypeVar("P")
EVERYTHING = Choice()


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody takes home; `patients` are their registrations, `period` what was chosen."""

    patients: Sequence[Patient]
    reports: Sequence[Report]
    letters: Sequence[Letter]
    episodes: Sequence[Episode]
    loose: Sequence[JournalLine]
    summary: Sequence[SummaryItem] = ()
    measurements: Sequence[Measurement] = ()
    period: Choice
    at: datetime

    @property
    def is_empty(self) -> bool:
        """Whether the period holds nothing."""
        noted = self.episodes or self.loose or self.summary or self.measurements
        return not (self.reports or self.letters or noted)


async def collect(grants: Sequence[Grant], patients: Sequence[Patient], period: Choice) -> Saved:
    """
    Read everything these grants show, page by page, in the open transaction.

    A result counts on the day it was taken, a letter on the day it was written, a note on its
    own day; what has no day of its own counts on the day it was shown. Of what lasts, everything
    that held on one day of the period counts.
    """
    reports = await _all(lambda last: reading.reports(grants, last), _shown, reading.PAGE)
    letters = await _all(lambda last: reading.letters(grants, last), _shown, reading.PAGE)
    listed = await _all(lambda last: reading.episodes(grants, last), _contact, reading.PAGE)
    loose = await _all(
        lambda last: reading.loose_lines(grants, last), _recorded, reading.LINES_PAGE
    )
    episodes = [await _whole(grants, one, period) for one in listed]
    items = [one for section in SUMMARY for one in await _section(grants, section)]
    measured = await _all(
        lambda last: measuring.every(grants, last), measuring.place, measuring.PAGE
    )
    reports = [one for one in reports if _within(period, _day(one.taken_at or one.shown_at))]
    letters = [one for one in letters if _within(period, one.written_on or _day(one.shown_at))]
    own = await telling.own_words(grants)
    return Saved(
        patients=patients,
        reports=telling.of_reports(reports, own),
        letters=telling.of_letters(letters, own),
        episodes=[one for one in episodes if one.lines or _within(period, one.last_contact_on)],
        loose=[one for one in loose if _within(period, one.recorded_on)],
        summary=[one for one in items if _held(period, one)],
        measurements=[one for one in measured if _within(period, _day(measuring.place(one)[0]))],
        period=period,
        at=grants[0].at,
    )


async def _section(grants: Sequence[Grant], section: Section) -> list[SummaryItem]:
    return await _all(
        lambda last: summary.items(grants, section, last), summary.place, summary.PAGE
    )


async def _whole(grants: Sequence[Grant], listed: Episode, period: Choice) -> Episode:
    lines: list[JournalLine] = []
    place = None
    while found := await reading.episode(grants, listed.id, place):
        lines += found.lines
        if len(found.lines) < reading.LINES_PAGE:
            break
        place = _recorded(found.lines[-1])
    kept = tuple(one for one in lines if _within(period, one.recorded_on))
    return msgspec.structs.replace(listed, lines=kept)


async def _all(
    read: Callable[[P | None], Awaitable[list[T]]],
    place: Callable[[T], P],
    page: int,
) -> list[T]:
    found: list[T] = []
    part = await read(None)
    while part:
        found += part
        part = await read(place(part[-1])) if len(part) == page else []
    return found


def _shown(one: Report | Letter) -> reading.Moment:
    return one.shown_at, one.id


def _contact(one: Episode) -> reading.Day:
    return one.last_contact_on or date.min, one.id


def _recorded(one: JournalLine) -> reading.Day:
    return one.recorded_on or date.min, one.id


def _day(at: datetime) -> date:
    return today(at)


def _held(period: Choice, item: SummaryItem) -> bool:
    begun = item.begun_on or date.min
    once = item.section is Section.VACCINATIONS
    ended = begun if once else item.ended_on or date.max
    return (period.until is None or begun <= period.until) and (
        period.since is None or ended >= period.since
    )


def _within(period: Choice, day: date | None) -> bool:
    if day is None:
        return period == EVERYTHING
    return (period.since is None or day >= period.since) and (
        period.until is None or day <= period.until
    )
