"""The rules of consent for care providers once more, read from the text and written otherwise."""

from datetime import date

from consent.sharing.model import Answer, Question, Statement


def answer_by_the_rules(question: Question, statements: list[Statement], on: date) -> Answer:
    """Weigh every pair of statements against each other, the plain way."""
    left: list[Statement] = []
    for place, one in enumerate(statements):
        later = [other for other in statements[place + 1 :] if other.scope == one.scope]
        if one.starts_on > on or any(other.starts_on <= on for other in later):
            continue
        if one.answer == "not_stated" or (one.ends_on and one.ends_on < on):
            continue
        if _concerns(one, question):
            left.append(one)
    for one in list(left):
        if any(_beats(other, one) for other in left):
            left = [other for other in left if other is not one]
    answers = {one.answer for one in left}
    if Answer.NO in answers:
        return Answer.NO
    return Answer.YES if answers else Answer.NOT_STATED


def _concerns(one: Statement, question: Question) -> bool:
    scope = one.scope
    if scope.organisation and scope.organisation != question.organisation:
        return False
    if not scope.organisation and scope.category not in question.categories:
        return False
    if scope.section and scope.section != question.section:
        return False
    return question.emergency or not scope.emergency


def _beats(one: Statement, other: Statement) -> bool:
    points = [
        (one.scope.organisation != "") - (other.scope.organisation != ""),
        (one.scope.section is not None) - (other.scope.section is not None),
        int(one.scope.emergency) - int(other.scope.emergency),
    ]
    return min(points) >= 0 and max(points) > 0
