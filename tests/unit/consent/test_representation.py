"""
Who may look for whom: the table of ages over its whole space, against an oracle of its own.

The space is every standing, presence, choice, block, agreement and release around every birthday,
with 29 February, partial birth dates and both changes of the clock.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from uuid import UUID

import msgspec
import pytest

from consent import policy
from consent.dates import LOCAL, birthday, latest_birth_date
from consent.facts import FileFacts
from consent.model import (
    Actor,
    ActorKind,
    Agreements,
    Denied,
    Function,
    Grant,
    Parents,
    Patient,
    PersonName,
    Reason,
    ReleaseStatus,
    Section,
    Standing,
)
from consent.representation import rules
from consent.representation.model import Choice, Presence, Representation
from soak import rounds

CHILD, PARENT, HERE, FILE, EPISODE = (UUID(int=number) for number in range(1, 6))
READER = Actor(ActorKind.PERSON, Function.PARENT, id=PARENT, subject=CHILD)
BORN = ("2014-03-30", "2012-02-29", "2014-10-26", "2014-03", "2014", "2010-00-31", "1960", "")
RELEASED, CHOSEN = datetime(2025, 6, 1, 12, tzinfo=UTC), datetime(2026, 6, 1, 12, tzinfo=UTC)
CHOICES = (None, Choice(False, CHOSEN), Choice(True, CHOSEN, frozenset({EPISODE})))


def moments(born: str) -> Iterator[datetime]:
    """Give the last and the first moment of every birthday that matters, and both clock changes."""
    yield datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)
    yield datetime(2026, 3, 29, 1, 0, 0, tzinfo=UTC)
    yield datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC)
    yield datetime(2026, 10, 25, 1, 0, 0, tzinfo=UTC)
    day = latest_birth_date(born) or date(2014, 1, 1)
    for years in (12, 16):
        first = birthday(day.isoformat(), years)
        assert first is not None
        for midnight in (first - timedelta(days=1), first, first + timedelta(days=1)):
            start = datetime.combine(midnight, time.min, LOCAL).astimezone(UTC)
            yield start - timedelta(microseconds=1)
            yield start


def facts(  # noqa: PLR0913 - one dimension of the space each
    *,
    born: str,
    kind: Standing = Standing.PARENT,
    presence: Presence = Presence.TOGETHER,
    choice: Choice | None = None,
    parents: Parents = Parents.UNDER_16,
    is_blocked: bool = False,
    status: ReleaseStatus | None = ReleaseStatus.ACTIVE,
    released_at: datetime = RELEASED,
    starts_on: date = date(2024, 1, 1),
    ends_on: date | None = None,
) -> FileFacts:
    one = Representation(
        id=UUID(int=7),
        representative=PARENT,
        kind=kind,
        presence=presence,
        starts_on=starts_on,
        ends_on=ends_on,
        choice=choice,
        is_blocked=is_blocked,
    )
    name = PersonName("Kim", "", "Bos")
    return FileFacts(
        patient=Patient(FILE, CHILD, HERE, "De Linde", "030", "P1", name, born),
        agreements=Agreements(journal=True, results=True, parents=parents),
        release=UUID(int=8) if status else None,
        release_status=status,
        released_at=released_at if status else None,
        representation=one,
    )


def space() -> Iterator[tuple[FileFacts, datetime]]:
    kinds, presences = rules.KINDS, (Presence.TOGETHER, Presence.INCAPABLE)
    statuses = (None, ReleaseStatus.ACTIVE)
    for born, kind, presence, choice in product(BORN, kinds, presences, CHOICES):
        for parents, blocked, status in product(Parents, (False, True), statuses):
            for at in moments(born):
                yield (
                    facts(
                        born=born,
                        kind=kind,
                        presence=presence,
                        choice=choice,
                        parents=parents,
                        is_blocked=blocked,
                        status=status,
                    ),
                    at,
                )


def years_old(born: str, on: date) -> int | None:
    """Count birthdays the slow way: the birthdays that have been, of the youngest there can be."""
    if not born:
        return None
    year, month, day = ([int(part) for part in born.split("-")] + [0, 0])[:3]
    if not month:
        month, day = 12, day or 31
    while not day or not _exists(2000 + year % 4, month, day):
        day = 31 if not day else day - 1
    count = 0
    while (year + count + 1, *_celebrated(year + count + 1, month, day)) <= (
        on.year,
        on.month,
        on.day,
    ):
        count += 1
    return count


def oracle(given: FileFacts, at: datetime) -> bool:
    """Say from the table of the law alone whether the file is open, without the policy's words."""
    one, local = given.representation, at.astimezone(LOCAL).date()
    assert one is not None
    now = years_old(given.patient.born, local)
    if local < one.starts_on:
        return False
    if now is None or one.is_blocked or given.release_status is not ReleaseStatus.ACTIVE:
        return False
    assert given.released_at is not None
    then = years_old(given.patient.born, given.released_at.astimezone(LOCAL).date())
    same_age = (min(then or 0, 16) // 4 < 3) == (now < 12) and ((then or 0) >= 16) == (now >= 16)
    if one.kind in {Standing.MANDATEE, Standing.MENTOR, Standing.CURATOR}:
        return now >= 16 and same_age
    if now >= 16 or not same_age:
        return False
    if now < 12:
        return given.agreements.parents is not Parents.OFF
    said_at_12 = (
        one.choice is not None
        and one.choice.allowed
        and 12 <= (years_old(given.patient.born, one.choice.at.date()) or 0) < 16
    )
    return given.agreements.parents is Parents.UNDER_16 and (
        said_at_12 or one.presence is Presence.INCAPABLE
    )


def _celebrated(year: int, month: int, day: int) -> tuple[int, int]:
    return (month, day) if _exists(year, month, day) else (3, 1)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def test_the_policy_and_the_table_of_the_law_agree_everywhere() -> None:
    everything = list(space())
    chosen = random.Random(4).sample(everything, min(len(everything), rounds(20_000, 1_000_000)))
    for given, at in chosen:
        decision = policy.open_file(READER, given, at)
        assert isinstance(decision, Grant) is oracle(given, at), (given, at, decision)


def test_every_reason_of_representation_is_reached() -> None:
    reached = {policy.why_not_for_another(given, at) for given, at in space()}
    at = datetime(2026, 7, 1, 12, tzinfo=UTC)
    for given in (
        facts(born="2016", starts_on=date(2027, 1, 1)),
        facts(born="2016", ends_on=date(2026, 6, 30)),
        facts(born="2013-03-30", choice=CHOICES[2], released_at=datetime(2024, 6, 1, tzinfo=UTC)),
        msgspec.structs.replace(facts(born="2016"), representation=None),
        msgspec.structs.replace(
            facts(born="2016"), agreements=Agreements(parents=Parents.UNDER_16)
        ),
    ):
        reached.add(policy.why_not_for_another(given, at))
    assert reached == {
        None,
        Reason.BIRTH_DATE_UNKNOWN,
        Reason.FACILITY_OFF,
        Reason.FROM_16,
        Reason.LAPSED_BY_AGE,
        Reason.NO_RELEASE,
        Reason.PARENTS_OFF,
        Reason.REPRESENTATION_ENDED,
        Reason.REPRESENTATION_MISSING,
        Reason.REPRESENTATION_NOT_BEGUN,
        Reason.UNDER_16,
        Reason.YOUTH_DECIDES,
    }


def test_nobody_but_the_registered_reader_is_let_in() -> None:
    given, at = facts(born="2016"), datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert isinstance(policy.open_file(READER, given, at), Grant)
    for stranger in (
        msgspec.structs.replace(READER, id=HERE),
        msgspec.structs.replace(READER, subject=HERE),
        msgspec.structs.replace(READER, subject=None),
        msgspec.structs.replace(READER, kind=ActorKind.EMPLOYEE),
    ):
        assert isinstance(policy.open_file(stranger, given, at), Denied)


def test_the_grant_says_as_whom_and_without_what() -> None:
    given = facts(born="2013", choice=CHOICES[2], released_at=CHOSEN)
    decision = policy.open_file(READER, given, datetime(2026, 7, 1, 12, tzinfo=UTC))
    assert isinstance(decision, Grant)
    assert (decision.standing, decision.left_out) == (Standing.PARENT, frozenset({EPISODE}))


def test_who_acts_for_another_opens_a_log_of_their_own_and_no_longer_than_the_file() -> None:
    at = datetime(2026, 7, 1, 12, tzinfo=UTC)
    opened = policy.open_log(READER, facts(born="2016"), at)
    assert isinstance(opened, Grant)
    assert (opened.standing, opened.sections) == (Standing.PARENT, frozenset({Section.LOG}))
    assert isinstance(policy.open_log(READER, facts(born="2010"), at), Denied)


def test_an_administrator_of_money_is_not_among_the_standings() -> None:
    assert {one.standing for one in rules.RULES} == set(rules.KINDS)
    assert "administrator" not in {str(kind) for kind in Standing}
    assert all(rule.source for rule in rules.RULES)


@pytest.mark.parametrize("rule", rules.RULES)
def test_no_youth_is_registered_by_the_parent_alone(rule: rules.RepresentationRule) -> None:
    if rule.band == "youth":
        assert Presence.REPRESENTATIVE_ALONE not in rule.presences


def test_a_renewal_is_asked_in_the_month_before_and_opens_on_the_day() -> None:
    born = "2010-08-15"
    given = facts(
        born=born,
        kind=Standing.MANDATEE,
        starts_on=date(2026, 8, 15),
        released_at=datetime(2026, 7, 20, tzinfo=UTC),
    )
    asking = msgspec.structs.replace(given, release=None, release_status=None, released_at=None)
    noon = time(12)
    for day, may_ask in ((14, False), (15, True), (31, True)):
        at = datetime.combine(date(2026, 7, day), noon, UTC)
        assert (policy.may_ask(READER, asking, at) is None) is may_ask, day
    last, first = (datetime.combine(date(2026, 8, day), noon, UTC) for day in (14, 15))
    assert policy.why_not_for_another(given, last) is Reason.REPRESENTATION_NOT_BEGUN
    assert policy.why_not_for_another(given, first) is None


def test_what_a_birthday_ended_can_be_asked_for_again() -> None:
    given = facts(born="2014-03-30", choice=CHOICES[2])
    at = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert policy.why_not_for_another(given, at) is Reason.LAPSED_BY_AGE
    assert policy.may_ask(READER, given, at) is None
    without = facts(born="2014-03-30")
    assert policy.may_ask(READER, without, at) is Reason.YOUTH_DECIDES


def test_no_rule_lets_in_who_acts_for_another() -> None:
    given = facts(born="1960", kind=Standing.MANDATEE, status=None)
    assert policy.rule_for(given, datetime(2026, 7, 1, 12, tzinfo=UTC)) is None
