"""An employee gets in with the number that the staff provider states of them, and may do at this
practice what --rights says; the function only says as what they appear in the access log.
"""

import argparse
from datetime import datetime
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.model import Function, Right
from consent.register.employees import NewEmployee, employ
from portal.commands import operator
from portal.commands.new import Made, Occasion, add_new, add_practice, make, practice_of

TWICE = "This employee works at that practice already."
ALL = "all"
FUNCTIONS = (Function.ASSISTANT, Function.GP, Function.NURSE, Function.PRACTICE_MANAGER)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add who, as what, and which rights."""
    new = add_new(parser, "let an employee work at a practice")
    add_practice(new)
    new.add_argument("--uzi", required=True, metavar="NUMBER", help="what their provider states")
    new.add_argument("--name", required=True, help="as colleagues write it")
    new.add_argument("--function", required=True, choices=[one.value for one in FUNCTIONS])
    new.add_argument(
        "--rights",
        required=True,
        nargs="+",
        choices=[ALL, *(right.value for right in Right)],
        metavar="RIGHT",
        help=f"{ALL}, or any of: {' '.join(right.value for right in Right)}",
    )


def run(chosen: argparse.Namespace) -> int:
    """Let the employee in and tell the membership."""
    return make(chosen, _employ, TWICE)


async def _employ(occasion: Occasion) -> Made:
    chosen = occasion.chosen
    rights = frozenset(Right if ALL in chosen.rights else map(Right, chosen.rights))
    new = NewEmployee(chosen.uzi, chosen.name, Function(chosen.function), rights)
    practice = await practice_of(occasion)
    membership = await employ(new, practice, occasion.at)
    await _record(practice, membership, new, occasion.at)
    told = sorted(right.value for right in rights)
    return Made(
        {"membership": str(membership), "rights": told},
        (f"The id of the membership: {membership}", f"Rights: {' '.join(told)}"),
    )


async def _record(practice: UUID, membership: UUID, new: NewEmployee, at: datetime) -> None:
    acts = [(Action.EMPLOYEE_ADD, "add")]
    acts += [(Action.RIGHT_GIVE, right.value) for right in sorted(new.rights)]
    events = [
        Event(action, at, practice=practice, object_id=membership, detail=detail)
        for action, detail in acts
    ]
    await accesslog.record(operator(practice), *events)
