"""An employee gets in with the number that the staff provider states of them, and may do at this
practice what --rights says; the function only says as what they appear in the access log.
"""

import argparse

from consent.model import Function, Right
from consent.register.employees import NewEmployee, employ
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
    membership = await employ(new, await practice_of(occasion), occasion.at)
    told = sorted(right.value for right in rights)
    return Made(
        {"membership": str(membership), "rights": told},
        (f"The id of the membership: {membership}", f"Rights: {' '.join(told)}"),
    )
