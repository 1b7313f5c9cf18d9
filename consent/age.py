"""The age rule: what an age allows who asks for their own file, each row with its law."""

from enum import StrEnum

import msgspec


class AgeBand(StrEnum):
    """The three bands of the law on medical treatment."""

    CHILD = "child"
    YOUTH = "youth"
    ADULT = "adult"


class AgeRule(msgspec.Struct, frozen=True):
    """What one band allows; `source` is where it stands."""

    band: AgeBand
    from_age: int
    may_ask: bool
    automatic: bool
    source: str


RULES = (
    AgeRule(AgeBand.ADULT, 16, True, True, "art. 7:447 BW"),
    AgeRule(AgeBand.YOUTH, 12, True, False, "art. 7:450 and 7:465 BW; OPEN: under 16 by a person"),
    AgeRule(AgeBand.CHILD, 0, False, False, "art. 7:465 BW: the parents decide"),
)


def age_rule(age: int | None) -> AgeRule:
    """Give the rule for an age in whole years; unknown (None) means that a person decides."""
    if age is None:
        return RULES[1]
    return next(rule for rule in RULES if age >= rule.from_age)
