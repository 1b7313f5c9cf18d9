"""A new practice starts closed: nobody can ask anything there until an employee with the right
agreements.change has switched both facilities on, in the browser, under their own name.
"""

import argparse

from consent.register.practices import NewPractice, open_practice
from portal.commands.new import Made, Occasion, add_new, make

TWICE = "There is a practice with that URA number already."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is known of a practice."""
    new = add_new(parser, "add a practice")
    new.add_argument("--name", required=True, help="as patients know it")
    new.add_argument("--phone", default="", help="where patients may call")
    new.add_argument(
        "--ura",
        metavar="NUMBER",
        help="its subscriber number; employees then get in only when their provider states it",
    )


def run(chosen: argparse.Namespace) -> int:
    """Add the practice and tell its id."""
    return make(chosen, _open, TWICE)


async def _open(occasion: Occasion) -> Made:
    chosen = occasion.chosen
    new = NewPractice(chosen.name, chosen.phone, chosen.ura)
    practice = await open_practice(new, occasion.at)
    return Made({"practice": str(practice)}, (f"The id of the practice: {practice}",))
