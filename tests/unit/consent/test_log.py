"""What every line of the access log carries."""

from datetime import UTC, date, datetime

from consent import accesslog
from consent.accesslog.natures import NATURES
from consent.actions import Action


def test_a_line_is_kept_five_years_from_the_day_it_was_written() -> None:
    leap = datetime(2028, 2, 29, 12, tzinfo=UTC)
    assert accesslog.retain_until(leap) == date(2033, 3, 1)
    midnight = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    assert accesslog.retain_until(midnight) == date(2031, 3, 4)


def test_every_action_has_its_codes() -> None:
    assert set(NATURES) == set(Action)
