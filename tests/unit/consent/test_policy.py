"""The policy over its whole space: total, monotone, every reason reachable."""

from datetime import UTC, date, datetime
from itertools import product
from uuid import UUID

import msgspec
import pytest

from consent import policy
from consent.facts import FileFacts
from consent.model import (
    Actor,
    ActorKind,
    Agreements,
    Denied,
    Function,
    Grant,
    Handling,
    Patient,
    PersonName,
    Reason,
    ReleaseStatus,
    RequestStatus,
    Right,
    Section,
)
from consent.requests.transitions import TRANSITIONS, may_move

AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
ANNA, BERT, HERE, THERE = (UUID(int=number) for number in range(1, 5))
BIRTH_DATES = (
    "",
    "2014",
    "2014-03-04",
    "2014-03-05",
    "2010-03-04",
    "2010-03-05",
    "2010",
    "1960-05-17",
)
AGREEMENTS = tuple(
    Agreements(journal=journal, results=results, handling=handling, journal_from=start)
    for journal, results, handling, start in product(
        (False, True), (False, True), Handling, (None, date(2020, 7, 1))
    )
)
PATIENT = Patient(
    UUID(int=9), ANNA, HERE, "De Linde", "030", "P1", PersonName("Anna", "", "Bakker"), ""
)


def person(who: UUID) -> Actor:
    return Actor(ActorKind.PERSON, Function.PATIENT, id=who)


def employee(practice: UUID, *rights: Right) -> Actor:
    return Actor(
        ActorKind.EMPLOYEE, Function.GP, id=BERT, practice=practice, rights=frozenset(rights)
    )


def all_facts() -> list[FileFacts]:
    return [
        FileFacts(msgspec.structs.replace(PATIENT, born=born), agreements, None, release, waiting)
        for born, agreements, release, waiting in product(
            BIRTH_DATES, AGREEMENTS, (None, *ReleaseStatus), (False, True)
        )
    ]


READERS = (person(ANNA), person(BERT), employee(HERE, *Right), employee(THERE, *Right))


@pytest.mark.parametrize("reader", READERS)
def test_every_look_has_an_answer_and_only_an_active_release_opens(reader: Actor) -> None:
    for facts in all_facts():
        decision = policy.open_file(reader, facts, AT)
        assert isinstance(decision, Grant | Denied)
        if isinstance(decision, Grant):
            assert reader == person(ANNA)
            assert facts.release_status is ReleaseStatus.ACTIVE
            assert decision.sections


def test_what_a_facility_switches_off_is_in_no_grant() -> None:
    for facts in all_facts():
        decision = policy.open_file(person(ANNA), facts, AT)
        if isinstance(decision, Grant):
            assert (Section.JOURNAL in decision.sections) is facts.agreements.journal
            assert (Section.RESULTS in decision.sections) is facts.agreements.results


def test_the_machine_lets_in_only_who_is_surely_sixteen_and_asks_where_it_is_automatic() -> None:
    for facts in all_facts():
        rule = policy.rule_for(facts, AT)
        automatic = facts.agreements.handling is Handling.AUTOMATIC
        assert (rule is not None) is (
            automatic and facts.patient.born in {"2010-03-04", "1960-05-17"}
        )


def test_nobody_can_ask_for_the_file_of_another() -> None:
    for facts in all_facts():
        assert policy.may_ask(person(BERT), facts, AT) is Reason.NOT_ENROLLED


def test_every_reason_to_keep_a_file_closed_or_a_request_back_occurs() -> None:
    looks = {policy.open_file(reader, facts, AT) for reader in READERS for facts in all_facts()}
    reasons = {look.reason for look in looks if isinstance(look, Denied)}
    assert reasons == {
        Reason.NO_RELEASE,
        Reason.UNDER_12,
        Reason.FACILITY_OFF,
    }
    asked = {policy.may_ask(person(ANNA), facts, AT) for facts in all_facts()}
    assert asked == {
        None,
        Reason.FACILITY_OFF,
        Reason.ALREADY_RELEASED,
        Reason.ALREADY_ASKED,
        Reason.UNDER_12,
    }


def test_the_practice_reviews_its_own_files_with_the_right_and_no_others() -> None:
    facts = all_facts()[0]
    mine = policy.review_file(employee(HERE, Right.REQUESTS_SEE), facts, Right.REQUESTS_SEE, AT)
    assert isinstance(mine, Grant)
    assert mine.preview
    for reviewer, reason in (
        (employee(HERE, Right.LOG_READ), Reason.NO_RIGHT),
        (employee(THERE, *Right), Reason.NOT_YOUR_PRACTICE),
        (person(ANNA), Reason.NOT_YOUR_PRACTICE),
    ):
        decision = policy.review_file(reviewer, facts, Right.REQUESTS_SEE, AT)
        assert isinstance(decision, Denied)
        assert decision.reason is reason


def test_ones_own_log_is_always_open_and_nobody_elses() -> None:
    for facts in all_facts():
        mine = policy.open_log(person(ANNA), facts, AT)
        assert isinstance(mine, Grant)
        assert mine.sections == {Section.LOG}
        assert isinstance(policy.open_log(person(BERT), facts, AT), Denied)
        assert isinstance(policy.open_log(employee(HERE, *Right), facts, AT), Denied)


def test_every_state_is_in_the_table_and_a_decision_ends_it() -> None:
    assert set(TRANSITIONS) == set(RequestStatus)
    for ended in set(RequestStatus) - {RequestStatus.SUBMITTED, RequestStatus.LEFT_OPEN}:
        assert not TRANSITIONS[ended]
        assert may_move(ended, RequestStatus.APPROVED) is Reason.ALREADY_DECIDED
    assert may_move(RequestStatus.LEFT_OPEN, RequestStatus.APPROVED) is None
