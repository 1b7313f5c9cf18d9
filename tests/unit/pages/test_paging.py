"""The address of a next page holds the last thing seen; anything else is the first page."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from portal.shown import paging

LAST = UUID(int=7)


def test_what_was_written_is_read_back() -> None:
    at = datetime(2026, 11, 18, 10, 0, 0, 123456, tzinfo=UTC)
    assert paging.moment_and_id(paging.after_moment(at, LAST)) == (at, LAST)
    assert paging.day_and_id(paging.after_day(date(2026, 11, 18), LAST)) == (
        date(2026, 11, 18),
        LAST,
    )


@pytest.mark.parametrize("written", ["", None, "x", "_", "2026-13-01_x", f"_{LAST}", "٣"])
def test_anything_else_is_the_first_page(written: str | None) -> None:
    assert paging.moment_and_id(written) is None
    assert paging.day_and_id(written) is None
    assert paging.number(written) is None


def test_a_line_number_is_a_small_number() -> None:
    assert paging.number("57") == 57
    assert paging.number("9" * 10) is None
