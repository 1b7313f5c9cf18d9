"""A second opinion on who may see what: written from the rules alone, it agrees on random cases."""

import random

from soak import rounds
from unit.oracle.agreement import differences_about_people, differences_about_things


def test_the_policy_and_the_oracle_agree_on_who_may_look_ask_and_be_let_in() -> None:
    chance = random.Random(5)
    assert next(differences_about_people(chance, rounds(2_000, 500_000)), None) is None


def test_the_gates_and_the_oracle_agree_on_what_is_shown_and_why_not() -> None:
    chance = random.Random(7)
    assert next(differences_about_things(chance, rounds(1_000, 500_000)), None) is None
