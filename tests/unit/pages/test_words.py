"""Dates, numbers and names read as people say them."""

from datetime import UTC, date, datetime
from decimal import Decimal

from portal import words


def test_numbers_keep_the_digits_they_came_with() -> None:
    assert words.decimal(Decimal("3.40"), "nl") == "3,40"
    assert words.decimal(Decimal("1E+2"), "nl") == "100"
    assert words.decimal("< 0.5", "en") == "< 0.5"


def test_dates_are_written_out() -> None:
    assert words.day(date(2026, 11, 18), "nl") == "18 november 2026"
    assert words.day(date(2026, 11, 18), "en", year=False) == "18 November"
    assert words.month(date(2026, 11, 18), "nl") == "November 2026"


def test_a_partial_date_says_what_is_known() -> None:
    assert [
        words.since(part, "nl") for part in ("2026-11-18", "2026-11", "2026", "", "2026-00-18")
    ] == [
        "18 november 2026", "november 2026", "2026", "onbekend", "18 (maand onbekend) 2026",
    ]  # fmt: skip


def test_days_are_named_from_today() -> None:
    today = date(2026, 11, 20)
    assert words.weekday(today, today, "nl") == "Vandaag, vrijdag 20 november"
    assert words.weekday(date(2026, 11, 19), today, "nl") == "Gisteren, donderdag 19 november"
    assert words.weekday(date(2026, 11, 18), today, "nl") == "Woensdag 18 november"
    assert words.weekday(date(2025, 11, 18), today, "en") == "Tuesday 18 November 2025"


def test_moments_are_those_of_the_netherlands() -> None:
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert words.moment(summer, "nl") == "2 juli 2026 om 00.30 uur"
    assert words.clock(summer, "en") == "00:30"
    assert words.local_day(summer) == date(2026, 7, 2)


def test_files_have_a_size_people_know() -> None:
    assert [words.file_size(size, "nl") for size in (0, 84_000, 1_240_000)] == [
        "1 kB", "84 kB", "1,2 MB",
    ]  # fmt: skip


def test_initials_skip_what_is_no_name() -> None:
    assert [words.initials(name) for name in ("Anna de Vries", "drs. M. Bakker", "Bo", "")] == [
        "AV", "MB", "B", "",
    ]  # fmt: skip


def test_a_list_reads_as_a_sentence() -> None:
    assert words.listed([], "nl") == ""
    assert words.listed(["a"], "nl") == "a"
    assert words.listed(["a", "b", "c"], "nl") == "a, b en c"
