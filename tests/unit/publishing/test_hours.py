"""From which moment a patient sees what was decided: the hour of the practice, and the clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from msgspec.structs import replace

from consent.dates import LOCAL, last_moment, today
from consent.register.episodes import Ticks
from publishing.model import Act
from publishing.policy import Decision, shown_from

FIVE = time(17)
NOW = Decision(Act.PUBLISH, Ticks(frozenset(), frozenset()), conclusion="Goed.")
ELEVEN = datetime(2026, 11, 20, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def local(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LOCAL).astimezone(UTC)


def test_without_an_hour_it_is_at_once_or_as_planned() -> None:
    later = ELEVEN + timedelta(hours=1)
    assert shown_from(NOW, None, ELEVEN) == ELEVEN
    assert shown_from(replace(NOW, visible_from=later), None, ELEVEN) == later


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (None, local(2026, 11, 20, 17)),
        (local(2026, 11, 20, 14), local(2026, 11, 20, 17)),
        (local(2026, 11, 20, 17), local(2026, 11, 20, 17)),
        (local(2026, 11, 20, 19, 30), local(2026, 11, 20, 19, 30)),
        (local(2026, 11, 21, 8), local(2026, 11, 21, 8)),
    ],
)
def test_on_the_day_itself_nothing_is_shown_before_the_hour(
    wanted: datetime | None, shown: datetime
) -> None:
    assert shown_from(replace(NOW, visible_from=wanted), FIVE, ELEVEN) == shown


def test_after_the_hour_it_is_at_once() -> None:
    late = local(2026, 11, 20, 17) + SECOND
    assert shown_from(NOW, FIVE, late) == late


def test_the_day_itself_is_that_of_the_netherlands() -> None:
    # 23.30 in London is the next day here.
    night = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert shown_from(NOW, FIVE, night) == local(2026, 11, 21, 17)


def test_an_hour_that_spring_skips_is_the_one_after_it() -> None:
    assert last_moment(date(2026, 3, 29), time(2, 30)) == local(2026, 3, 29, 3, 30)
    assert shown_from(NOW, time(2, 30), local(2026, 3, 29, 1)) == local(2026, 3, 29, 3, 30)


def test_an_hour_that_comes_twice_in_autumn_is_the_later() -> None:
    assert last_moment(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert shown_from(NOW, time(2, 30), first) == first + timedelta(hours=1)


def test_the_hour_never_brings_anything_forward() -> None:
    for hour in range(24):
        for minutes in range(0, 3 * 24 * 60, 37):
            at = local(2026, 3, 28, 0) + timedelta(minutes=minutes)
            shown = shown_from(NOW, time(hour), at)
            assert shown >= at
            assert today(shown) == today(at)
