"""The age rule, around every birthday, for every kind of birth date."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.age import RULES, AgeBand, age_rule
from consent.dates import (
    age,
    latest_birth_date,
    may_be_one,
    says_all_of,
    today,
    without_gap,
)


@pytest.mark.parametrize("years", [12, 16])
@pytest.mark.parametrize("born", [date(2008, 2, 29), date(2008, 3, 1), date(2007, 12, 31)])
def test_a_birthday_changes_the_age_on_the_day_itself(born: date, years: int) -> None:
    birthday = date(born.year + years, born.month, born.day)
    assert age(born.isoformat(), birthday - timedelta(days=1)) == years - 1
    assert age(born.isoformat(), birthday) == years


def test_somebody_born_on_a_leap_day_has_their_birthday_on_the_first_of_march() -> None:
    assert age("2008-02-29", date(2025, 2, 28)) == 16
    assert age("2008-02-29", date(2025, 3, 1)) == 17


@pytest.mark.parametrize(
    ("born", "latest"),
    [
        ("1968", date(1968, 12, 31)),
        ("1995-02", date(1995, 2, 28)),
        ("1996-02", date(1996, 2, 29)),
        ("1995-12", date(1995, 12, 31)),
        ("1966-00-13", date(1966, 12, 13)),
        ("1966-00-31", date(1966, 12, 31)),
        ("", None),
    ],
)
def test_a_partial_birth_date_makes_somebody_as_young_as_they_can_be(
    born: str, latest: date | None
) -> None:
    assert latest_birth_date(born) == latest


@pytest.mark.parametrize(
    "born",
    ["1966-00", "1966-13", "1966-00-00", "1966-02-30", "1966-00-32", "0000-00-13", "1-2-3-4"],
)
def test_what_is_no_birth_date_is_refused(born: str) -> None:
    with pytest.raises(ValueError, match=r"month|day|year|no_birth_date"):
        latest_birth_date(born)


@pytest.mark.parametrize(
    ("one", "other", "is_one", "says_all"),
    [
        ("1966-05-13", "1966-00-13", True, True),
        ("1966-00-13", "1966-05-13", True, False),
        ("1966-00-13", "1966-05-14", False, False),
        ("1966-00-13", "1966-05", True, False),
        ("1966-00-13", "1966", True, True),
        ("1966-05", "1966-06", False, False),
        ("1966-05-13", "1966-05", True, True),
        ("", "1966", True, False),
        ("1966", "", True, True),
    ],
)
def test_what_is_unknown_contradicts_nothing(
    one: str, other: str, is_one: bool, says_all: bool
) -> None:
    assert may_be_one(one, other) is may_be_one(other, one) is is_one
    assert says_all_of(one, other) is says_all


def test_a_format_without_gaps_gets_the_year_alone() -> None:
    assert [without_gap(born) for born in ("1966-00-13", "1966-10-13", "")] == [
        "1966",
        "1966-10-13",
        "",
    ]


def test_an_unknown_age_waits_for_a_person_and_is_not_turned_away() -> None:
    rule = age_rule(age("", date(2026, 1, 1)))
    assert (rule.may_ask, rule.automatic) == (True, False)


@given(st.dates(date(1900, 1, 1), date(2040, 1, 1)), st.dates(date(1900, 1, 1), date(2040, 1, 1)))
def test_getting_older_never_takes_anything_away(born: date, on: date) -> None:
    now, later = (age_rule(age(born.isoformat(), on + timedelta(days=d))) for d in (0, 400))
    assert later.may_ask >= now.may_ask
    assert later.automatic >= now.automatic


@given(st.integers(0, 130))
def test_every_age_has_one_band(years: int) -> None:
    expected = AgeBand.CHILD if years < 12 else AgeBand.YOUTH if years < 16 else AgeBand.ADULT
    assert age_rule(years).band is expected
    assert all(rule.source for rule in RULES)


def test_the_day_begins_at_midnight_in_the_netherlands() -> None:
    assert today(datetime(2026, 3, 3, 22, 59, 59, tzinfo=UTC)) == date(2026, 3, 3)
    assert today(datetime(2026, 3, 3, 23, 0, tzinfo=UTC)) == date(2026, 3, 4)
    assert today(datetime(2026, 7, 3, 22, 0, tzinfo=UTC)) == date(2026, 7, 4)
