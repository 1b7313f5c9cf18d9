"""What a person's choice means: the form says one thing, and that is what holds."""

from datetime import date
from itertools import product
from random import Random
from uuid import UUID

import msgspec

from consent.model import Section
from consent.sharing.choosing import chosen, stated_by
from consent.sharing.deciding import decide
from consent.sharing.model import SHAREABLE, Answer, Category, Choice, Question, Scope, Statement
from soak import rounds

DAY = date(2026, 3, 4)
HERE = "00001234"
PROVIDERS = (Scope(Category.PHARMACY), Scope(organisation=HERE))
ABOUTS = tuple(
    msgspec.structs.replace(provider, section=section)
    for provider, section in product(PROVIDERS, (None, *SHAREABLE))
)
SAYS = {
    Choice.YES: (Answer.YES, Answer.YES),
    Choice.NO: (Answer.NO, Answer.NO),
    Choice.EMERGENCY: (Answer.NO, Answer.YES),
    Choice.WITHDRAWN: (Answer.NOT_STATED, Answer.NOT_STATED),
}


def choose(before: list[Statement], choice: Choice, about: Scope) -> list[Statement]:
    stated = stated_by(choice, about, before)
    later = [
        Statement(UUID(int=len(before) + place), scope, answer, DAY)
        for place, (scope, answer) in enumerate(stated)
    ]
    return before + later


def answers(statements: list[Statement], about: Scope, section: Section) -> tuple[Answer, ...]:
    categories = frozenset({about.category} if about.category else ())
    return tuple(
        decide(Question(about.organisation, categories, section, urgent), statements, DAY).answer
        for urgent in (False, True)
    )


def drawn(lots: Random) -> list[Statement]:
    statements: list[Statement] = []
    for _ in range(lots.randrange(6)):
        statements = choose(statements, lots.choice(tuple(Choice)), lots.choice(ABOUTS))
    return statements


def test_a_choice_about_a_part_is_what_holds_for_that_part_whatever_was_before() -> None:
    lots = Random(7)
    for _ in range(rounds(1_500, 50_000)):
        before, about = drawn(lots), lots.choice([one for one in ABOUTS if one.section])
        assert about.section
        for choice in (Choice.YES, Choice.NO, Choice.EMERGENCY):
            after = choose(before, choice, about)
            assert answers(after, about, about.section) == SAYS[choice]


def test_a_no_about_the_whole_file_leaves_no_yes_for_a_part_of_it() -> None:
    lots = Random(8)
    for _ in range(rounds(1_500, 50_000)):
        before, about = drawn(lots), lots.choice(PROVIDERS)
        for section in SHAREABLE:
            assert answers(choose(before, Choice.NO, about), about, section) == SAYS[Choice.NO]
            urgent = answers(choose(before, Choice.EMERGENCY, about), about, section)
            assert urgent[0] is Answer.NO


def test_a_no_for_a_part_stays_when_the_rest_is_opened() -> None:
    whole = Scope(Category.HOSPITAL)
    letters = msgspec.structs.replace(whole, section=Section.LETTERS)
    after = choose(choose([], Choice.NO, letters), Choice.YES, whole)
    assert answers(after, whole, Section.LETTERS) == SAYS[Choice.NO]
    assert answers(after, whole, Section.RESULTS) == SAYS[Choice.YES]


def test_what_is_withdrawn_says_nothing_and_is_no_longer_among_the_choices() -> None:
    for about in ABOUTS:
        for choice in (Choice.YES, Choice.NO, Choice.EMERGENCY):
            made = choose([], choice, about)
            assert [(one.choice, one.about) for one in chosen(made, DAY)] == [(choice, about)]
            taken_back = choose(made, Choice.WITHDRAWN, about)
            assert chosen(taken_back, DAY) == []
            section = about.section or Section.RESULTS
            assert answers(taken_back, about, section) == SAYS[Choice.WITHDRAWN]


def test_taking_back_what_was_never_stated_states_nothing() -> None:
    for about in ABOUTS:
        assert stated_by(Choice.WITHDRAWN, about, []) == []


def test_a_choice_that_has_ended_is_none_and_brings_no_earlier_one_back() -> None:
    about = Scope(Category.GP)
    earlier = Statement(UUID(int=1), about, Answer.YES, date(2026, 1, 1))
    ended = Statement(UUID(int=2), about, Answer.YES, date(2026, 2, 1), date(2026, 3, 3))
    assert chosen([earlier, ended], DAY) == []
    assert len(chosen([earlier, ended], date(2026, 3, 3))) == 1
