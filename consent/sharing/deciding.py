"""
May this care provider see this? Total functions of statements to an answer.

The more specific statement counts: one organisation before a category, an emergency before
always, a section before the whole file. Where none of two is the more specific, an objection
wins; where nobody stated anything, nothing is given. Source: GF Toestemming, precedence.
"""

from collections.abc import Sequence
from datetime import date

from consent.sharing.model import Answer, Outcome, Question, Scope, Statement


def decide(question: Question, statements: Sequence[Statement], on: date) -> Outcome:
    """
    Say what follows for one question on one day in the Netherlands.

    `statements` are all versions for a file, in the order in which they were recorded.
    """
    speaking = [one for one in in_force(statements, on) if applies(one.scope, question)]
    deciding = [
        one
        for one in speaking
        if not any(is_more_specific(other.scope, one.scope) for other in speaking)
    ]
    for answer in (Answer.NO, Answer.YES):
        found = tuple(one.id for one in deciding if one.answer is answer)
        if found:
            return Outcome(answer, found)
    return Outcome(Answer.NOT_STATED)


def in_force(statements: Sequence[Statement], on: date) -> list[Statement]:
    """
    Give the answers that hold on a day: per scope the last one recorded that has begun.

    One that has ended or was taken back says nothing, and brings no earlier one back.
    """
    last = {one.scope: one for one in statements if one.starts_on <= on}
    return [
        one
        for one in last.values()
        if one.answer is not Answer.NOT_STATED and (one.ends_on is None or on <= one.ends_on)
    ]


def applies(scope: Scope, question: Question) -> bool:
    """Tell whether a statement of this scope is about who asks, what, and when."""
    is_theirs = (
        scope.organisation == question.organisation
        if scope.organisation
        else scope.category in question.categories
    )
    is_part = scope.section in {None, question.section}
    return is_theirs and is_part and (question.emergency or not scope.emergency)


def is_more_specific(one: Scope, other: Scope) -> bool:
    """Tell whether one scope says no less precisely who, what and when, and one of them more."""
    first, second = _ranks(one), _ranks(other)
    return first != second and all(a >= b for a, b in zip(first, second, strict=True))


def _ranks(scope: Scope) -> tuple[bool, bool, bool]:
    return (bool(scope.organisation), scope.section is not None, scope.emergency)
