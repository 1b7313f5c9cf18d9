"""Which looks stand out, and that the same seed draws the same sample."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from consent.oversight.rules import (
    AT_RANDOM,
    MANY_FILES,
    NEARBY,
    PER_RULE,
    Flag,
    SeenLook,
    drawn,
    flagged,
)

# A Wednesday, half past ten in the Netherlands.
AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
SEED = bytes(range(32))


def look(**more: Any) -> SeenLook:
    usual = SeenLook(
        entry=uuid4(),
        at=AT,
        by="bos",
        name="drs. M. van den Bos",
        person=uuid4(),
        families=frozenset({"Bakker"}),
        is_emergency=False,
        happened=frozenset({AT.date()}),
    )
    return msgspec.structs.replace(usual, **more)


def flags(**more: Any) -> frozenset[Flag]:
    one = look(**more)
    return flagged([one])[one.entry]


def test_a_look_in_working_hours_with_a_reason_stands_out_in_nothing() -> None:
    assert flags() == frozenset()


@pytest.mark.parametrize(
    ("at", "is_after"),
    [
        (datetime(2026, 3, 4, 5, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 4, 6, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 4, 17, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 4, 18, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 7, 11, 0, tzinfo=UTC), True),
        # An hour earlier by the clock of London, when it is summer.
        (datetime(2026, 7, 1, 5, 0, tzinfo=UTC), False),
    ],
)
def test_hours_are_those_of_the_netherlands(at: datetime, *, is_after: bool) -> None:
    assert (Flag.AFTER_HOURS in flags(at=at, happened={at.date()})) is is_after


@pytest.mark.parametrize(
    ("name", "family", "is_same"),
    [
        ("drs. M. van den Bos", "Bos", True),
        ("drs. M. van den Bos", "van den Bos", True),
        ("M. Çelik", "çelik", True),
        ("A. Müller", "Muller", True),
        ("A. de Vries-Bos", "Bos", True),
        ("drs. M. van den Bos", "Bosman", False),
        ("M. Hobos", "Bos", False),
        ("M. Bos", "", False),
    ],
)
def test_the_same_surname_is_seen_whatever_stands_before_it(
    name: str, family: str, *, is_same: bool
) -> None:
    assert (Flag.SAME_NAME in flags(name=name, families={family})) is is_same


def test_something_within_two_weeks_is_a_contact_nearby() -> None:
    for days, is_far in ((NEARBY.days, False), (NEARBY.days + 1, True)):
        for sign in (1, -1):
            day = AT.date() + timedelta(days=sign * days)
            assert (Flag.NO_CONTACT in flags(happened=frozenset({day}))) is is_far
    assert Flag.NO_CONTACT in flags(happened=frozenset())


def test_many_files_on_one_day_are_unusual_where_other_days_are_quieter() -> None:
    usual = [look(at=AT + timedelta(days=day)) for day in (5, 6, 7)]
    busy = [look() for _ in range(MANY_FILES)]
    same = [look(by="dijk", person=UUID(int=1)) for _ in range(MANY_FILES)]
    found = flagged([*usual, *busy, *same])
    assert {Flag.VOLUME in found[one.entry] for one in busy} == {True}
    assert {Flag.VOLUME in found[one.entry] for one in (*usual, *same)} == {False}


def test_who_always_sees_many_files_does_not_stand_out_by_it() -> None:
    days = [look(at=AT + timedelta(days=day)) for day in (0, 1, 2) for _ in range(MANY_FILES)]
    assert not any(Flag.VOLUME in found for found in flagged(days).values())


@given(some.randoms(use_true_random=False), some.integers(0, 60), some.binary(min_size=8))
def test_the_same_seed_draws_the_same_sample_in_any_order(
    dice: random.Random, number: int, seed: bytes
) -> None:
    looks = [
        look(
            entry=UUID(int=dice.getrandbits(120) << 8 | one),
            is_emergency=dice.random() < 0.1,
            at=AT + timedelta(hours=dice.randrange(400)),
            happened=frozenset({date(2026, 3, 4)}),
        )
        for one in range(number)
    ]
    sample = drawn(seed, looks)
    dice.shuffle(looks)
    again = drawn(seed, looks)
    assert list(sample.items()) == list(again.items())
    assert {one.entry for one in looks if one.is_emergency} <= set(sample)


def test_every_emergency_is_drawn_and_of_the_rest_so_many() -> None:
    emergencies = [look(is_emergency=True) for _ in range(3 * PER_RULE)]
    late = [look(at=AT + timedelta(hours=12)) for _ in range(5 * PER_RULE)]
    usual = [look() for _ in range(5 * AT_RANDOM)]
    sample = drawn(SEED, [*emergencies, *late, *usual])
    assert {one.entry for one in emergencies} <= set(sample)
    assert sum(Flag.AFTER_HOURS in found for found in sample.values()) == PER_RULE
    assert sum(not found for found in sample.values()) == AT_RANDOM
    assert set(drawn(SEED[::-1], usual)) != set(drawn(SEED, usual))
