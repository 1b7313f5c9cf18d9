"""The one clock, and the file that moves it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal import clock

REAL = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", REAL),
        ("+90", REAL + timedelta(seconds=90)),
        ("-86400", REAL - timedelta(days=1)),
        ("2026-03-29T03:00:00+02:00", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("2028-02-29T23:59:59Z", datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_clock_file_holds_a_time_or_an_offset(text: str, expected: datetime) -> None:
    assert clock.moved(REAL, text) == expected


@pytest.mark.parametrize("text", ["soon", "2026-03-04T09:30:00", "2026-02-30", "+", "+1e99", "1"])
def test_anything_else_is_an_error(text: str) -> None:
    with pytest.raises(clock.ClockError):
        clock.moved(REAL, text)


def test_the_clock_follows_its_file_while_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock.follow(file)
    try:
        assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
        file.write_text("2026-03-04T09:30:00Z")
        assert clock.now() == REAL
        file.write_text("2026-03-04T10:31:00+01:00\n")
        assert clock.now() == REAL + timedelta(minutes=1)
    finally:
        clock.follow(None)


def test_the_time_is_in_utc() -> None:
    assert clock.now().tzinfo is UTC
