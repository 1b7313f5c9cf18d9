"""Who may see what of a file, over the whole space of one and two statements, and drawn ones."""

from datetime import date, timedelta
from itertools import product
from random import Random
from uuid import UUID

import pytest

from consent.model import Section
from consent.sharing.deciding import applies, decide, in_force, is_more_specific
from consent.sharing.model import SHAREABLE, Answer, Category, Question, Scope, Statement
from soak import rounds
from unit.sharing.oracle import answer_by_the_rules

DAY = date(2026, 3, 4)
HERE, OTHER = "00001234", "00009999"
RECEIVERS = (
    (None, HERE),
    (None, OTHER),
    (Category.PHARMACY, ""),
    (Category.HOSPITAL, ""),
    (Category.GP, ""),
)
SCOPES = tuple(
    Scope(category, organisation, section, emergency)
    for (category, organisation), section, emergency in product(
        RECEIVERS, (None, Section.RESULTS, Section.LETTERS), (False, True)
    )
)
QUESTIONS = tuple(
    Question(organisation, categories, section, emergency)
    for organisation, categories, section, emergency in product(
        (HERE, "00005555"),
        (
            frozenset({Category.PHARMACY}),
            frozenset({Category.PHARMACY, Category.HOSPITAL}),
            frozenset[Category](),
        ),
        (Section.RESULTS, Section.LETTERS),
        (False, True),
    )
)
PERIODS = (
    (DAY, None),
    (DAY, DAY),
    (DAY - timedelta(days=9), None),
    (DAY - timedelta(days=9), DAY - timedelta(days=1)),
    (DAY + timedelta(days=1), None),
)


def stated(number: int, scope: Scope, answer: Answer, period: int = 0) -> Statement:
    return Statement(UUID(int=number), scope, answer, *PERIODS[period])


def answer_to(question: Question, *statements: Statement) -> Answer:
    return decide(question, statements, DAY).answer


PHARMACY = Question(HERE, frozenset({Category.PHARMACY}), Section.RESULTS)
ALL_PHARMACIES = Scope(Category.PHARMACY)
THIS_ONE = Scope(organisation=HERE)


def test_nothing_is_given_until_somebody_gives_it() -> None:
    for question in QUESTIONS:
        assert answer_to(question) is Answer.NOT_STATED
        assert not decide(question, (), DAY).allowed


def test_one_statement_counts_where_it_applies_and_while_it_holds() -> None:
    for scope, answer, question, period in product(SCOPES, Answer, QUESTIONS, range(len(PERIODS))):
        outcome = decide(question, [stated(1, scope, answer, period)], DAY)
        holds = period in {0, 1, 2} and applies(scope, question)
        assert outcome.answer is (answer if holds else Answer.NOT_STATED)
        assert outcome.allowed is (holds and answer is Answer.YES)


def test_of_two_statements_the_more_specific_counts_and_on_a_tie_the_objection() -> None:
    for one, other, question in product(SCOPES, SCOPES, QUESTIONS):
        if one == other or not (applies(one, question) and applies(other, question)):
            continue
        for first, second in product((Answer.NO, Answer.YES), repeat=2):
            both = [stated(1, one, first), stated(2, other, second)]
            if is_more_specific(one, other):
                wanted = first
            elif is_more_specific(other, one):
                wanted = second
            else:
                wanted = min(first, second)  # "no" sorts before "yes"
            assert decide(question, both, DAY).answer is wanted
            assert decide(question, both[::-1], DAY).answer is wanted


def test_no_scope_is_more_specific_than_itself_and_no_two_than_each_other() -> None:
    for one, other, third in product(SCOPES, repeat=3):
        assert not (is_more_specific(one, other) and is_more_specific(other, one))
        if is_more_specific(one, other) and is_more_specific(other, third):
            assert is_more_specific(one, third)


@pytest.mark.parametrize(
    ("first", "then", "wanted"),
    [
        (Answer.YES, Answer.NO, Answer.NO),
        (Answer.NO, Answer.YES, Answer.YES),
        (Answer.YES, Answer.NOT_STATED, Answer.NOT_STATED),
        (Answer.NO, Answer.NOT_STATED, Answer.NOT_STATED),
    ],
)
def test_what_was_stated_last_about_the_same_takes_the_place_of_what_was_before(
    first: Answer, then: Answer, wanted: Answer
) -> None:
    both = (stated(1, THIS_ONE, first), stated(2, THIS_ONE, then))
    assert answer_to(PHARMACY, *both) is wanted


def test_what_has_ended_brings_nothing_earlier_back_and_leaves_the_rest_its_say() -> None:
    before, ended = stated(1, THIS_ONE, Answer.YES, 2), stated(2, THIS_ONE, Answer.NO, 3)
    assert answer_to(PHARMACY, before, ended) is Answer.NOT_STATED
    wider = stated(3, ALL_PHARMACIES, Answer.YES)
    assert answer_to(PHARMACY, before, ended, wider) is Answer.YES


def test_what_begins_later_leaves_what_was_stated_before_in_force_until_then() -> None:
    now, later = stated(1, THIS_ONE, Answer.NO), stated(2, THIS_ONE, Answer.YES, 4)
    assert answer_to(PHARMACY, now, later) is Answer.NO
    tomorrow = decide(PHARMACY, [now, later], DAY + timedelta(days=1))
    assert tomorrow.answer is Answer.YES
    assert tomorrow.decided_by == (later.id,)


def test_a_yes_for_an_emergency_alone_opens_nothing_at_other_times() -> None:
    only = stated(1, Scope(Category.PHARMACY, emergency=True), Answer.YES)
    assert answer_to(PHARMACY, only) is Answer.NOT_STATED
    urgent = Question(HERE, frozenset({Category.PHARMACY}), Section.RESULTS, emergency=True)
    assert answer_to(urgent, only) is Answer.YES


def drawn(lots: Random, number: int) -> list[Statement]:
    return [
        stated(
            place,
            lots.choice(SCOPES),
            lots.choice(tuple(Answer)),
            lots.randrange(len(PERIODS)),
        )
        for place in range(number)
    ]


def test_a_second_reading_of_the_rules_agrees_on_drawn_cases() -> None:
    lots = Random(5)
    for _ in range(rounds(3_000, 300_000)):
        statements = drawn(lots, lots.randrange(9))
        question = lots.choice(QUESTIONS)
        wanted = answer_by_the_rules(question, statements, DAY)
        assert answer_to(question, *statements) is wanted


def test_an_objection_more_never_opens_what_was_closed() -> None:
    lots = Random(6)
    for _ in range(rounds(2_000, 100_000)):
        statements = drawn(lots, lots.randrange(8))
        question, scope = lots.choice(QUESTIONS), lots.choice(SCOPES)
        if decide(question, statements, DAY).allowed:
            continue
        more = [*statements, stated(99, scope, Answer.NO, lots.randrange(len(PERIODS)))]
        held = {one.scope: one.answer for one in in_force(statements, DAY)}
        if held.get(scope) is not Answer.NO:
            assert not decide(question, more, DAY).allowed


def test_every_part_of_a_file_and_every_kind_of_provider_can_be_opened_and_closed() -> None:
    for section, category in product(SHAREABLE, Category):
        question = Question(HERE, frozenset({category}), section)
        for answer in Answer:
            assert answer_to(question, stated(1, Scope(category), answer)) is answer
