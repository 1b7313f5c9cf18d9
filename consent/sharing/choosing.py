"""
From a choice that a person makes to what it states, and back. Total functions.

A choice says all there is to say about one provider and one part of the file: "only in an
emergency" is a no at other times. A no about the whole file takes an earlier yes for a part back;
a no for a part stays when the rest is opened.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from consent.sharing.model import Answer, Choice, Scope, Statement

# What each choice states for always, and for an emergency.
MEANS = {
    Choice.YES: (Answer.YES, Answer.NOT_STATED),
    Choice.NO: (Answer.NO, Answer.NOT_STATED),
    Choice.EMERGENCY: (Answer.NO, Answer.YES),
    Choice.WITHDRAWN: (Answer.NOT_STATED, Answer.NOT_STATED),
}


def stated_by(
    choice: Choice, about: Scope, before: Sequence[Statement]
) -> list[tuple[Scope, Answer]]:
    """
    Say what a choice states; what takes nothing back is left out.

    `about` names the provider and the part; `before` are all versions so far, the oldest first.
    """
    always = msgspec.structs.replace(about, emergency=False)
    urgent = msgspec.structs.replace(about, emergency=True)
    last = {one.scope: one.answer for one in before}
    stated = list(zip((always, urgent), MEANS[choice], strict=True))
    if about.section is None and MEANS[choice][0] is Answer.NO:
        stated += [
            (scope, Answer.NOT_STATED)
            for scope, answer in last.items()
            if answer is Answer.YES and _is_part_of(scope, about)
        ]
    return [
        (scope, answer)
        for scope, answer in stated
        if answer is not Answer.NOT_STATED or last.get(scope, answer) is not answer
    ]


class Chosen(msgspec.Struct, frozen=True):
    """The last choice about one provider and one part, with the version that says so."""

    choice: Choice
    about: Scope
    statement: Statement


def chosen(statements: Sequence[Statement], on: date) -> list[Chosen]:
    """Give the choices that were neither taken back nor have ended, in the order they were made."""
    newest = {one.scope: one for one in statements}
    last = {scope: one for scope, one in newest.items() if one.ends_on is None or on <= one.ends_on}
    abouts = dict.fromkeys(msgspec.structs.replace(scope, emergency=False) for scope in last)
    found = []
    for about in abouts:
        pair = [
            last.get(msgspec.structs.replace(about, emergency=urgent)) for urgent in (False, True)
        ]
        choice = _choice(*(one.answer if one else Answer.NOT_STATED for one in pair))
        says = [one for one in pair if one and one.answer is not Answer.NOT_STATED]
        if says:
            found.append(Chosen(choice, about, says[0]))
    return found


def _choice(always: Answer, urgent: Answer) -> Choice:
    if urgent is Answer.YES and always is not Answer.YES:
        return Choice.EMERGENCY
    return {Answer.YES: Choice.YES, Answer.NO: Choice.NO}.get(always, Choice.WITHDRAWN)


def _is_part_of(scope: Scope, about: Scope) -> bool:
    same = (scope.category, scope.organisation) == (about.category, about.organisation)
    return same and scope.section is not None
