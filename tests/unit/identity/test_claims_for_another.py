"""What a provider states of who acts for whom, and every statement that lets nobody in."""

from collections.abc import Mapping
from typing import Any

import pytest

from portal.identity.claims.bsn import ACTING, LEGAL, Stated, stated_of
from portal.identity.errors import LoginFailed
from unit.identity.stand_in import ANNA, BRAM

NAMES = ("bsn",)
OTHER = "999990032"


def stated(*statements: Mapping[str, Any], representation: bool = True) -> Stated:
    return stated_of(NAMES, statements, representation=representation)


def test_both_numbers_make_one_login_for_another() -> None:
    for statements in (
        ({}, {ACTING: ANNA, LEGAL: BRAM}),
        ({ACTING: f"s00000000:{ANNA}", LEGAL: BRAM}, {ACTING: ANNA, LEGAL: BRAM}),
        ({"bsn": ANNA}, {ACTING: ANNA, LEGAL: BRAM}),
    ):
        assert stated(*statements) == Stated(ANNA, BRAM)


def test_without_them_it_is_a_login_in_person() -> None:
    assert stated({}, {"bsn": ANNA}) == Stated(ANNA)


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        ([{ACTING: ANNA}], "representation"),
        ([{LEGAL: BRAM}], "representation"),
        ([{"bsn": ANNA, LEGAL: BRAM}], "representation"),
        ([{ACTING: ANNA, LEGAL: ANNA}], "representation"),
        ([{ACTING: ANNA, LEGAL: BRAM}, {LEGAL: OTHER}], "bsn_contradiction"),
        ([{ACTING: ANNA, LEGAL: BRAM, "bsn": BRAM}], "bsn_contradiction"),
        ([{ACTING: ANNA, LEGAL: BRAM, "represents": {}}], "representation"),
        ([{ACTING: ANNA, LEGAL: BRAM, "bsn": ANNA, "act": {}}], "representation"),
        ([{ACTING: ANNA, LEGAL: 999990020}], "bsn_type"),
        ([{ACTING: ANNA, LEGAL: "999990021"}], "bsn_invalid"),
        ([{ACTING: ANNA, LEGAL: f"s00000001:{BRAM}"}], "bsn_invalid"),
        ([{"represents": {}, "bsn": ANNA}], "representation"),
        ([{}], "bsn_missing"),
    ],
)
def test_anything_else_lets_nobody_in(statements: list[Mapping[str, Any]], code: str) -> None:
    with pytest.raises(LoginFailed) as failure:
        stated(*statements)
    assert failure.value.code == code


def test_where_it_was_not_agreed_nobody_acts_for_another() -> None:
    with pytest.raises(LoginFailed) as failure:
        stated({ACTING: ANNA, LEGAL: BRAM}, representation=False)
    assert failure.value.code == "representation"


def test_a_login_for_another_shows_nothing_of_the_person() -> None:
    assert ANNA not in repr(Stated(ANNA, BRAM))
