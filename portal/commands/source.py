"""A source is a system that delivers for one practice, with a credential of its own that is shown
once and kept as a hash. Only a practice_system may enrol patients.
"""

import argparse

from consent.register.sources import SourceKind, add_source
from portal.commands.new import Made, Occasion, add_new, add_practice, make, practice_of

TWICE = "There is a source of that name already."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add which system."""
    new = add_new(parser, "let a system deliver for a practice")
    add_practice(new)
    new.add_argument("--name", required=True, help="how `portal intake --source` calls it")
    new.add_argument("--kind", required=True, choices=[kind.value for kind in SourceKind])
    new.add_argument(
        "--log", action="store_true", help="it sends who looked there, as AuditEvents, from now on"
    )


def run(chosen: argparse.Namespace) -> int:
    """Add the source and show its credential."""
    return make(chosen, _add, TWICE)


async def _add(occasion: Occasion) -> Made:
    chosen = occasion.chosen
    practice = await practice_of(occasion)
    kind = SourceKind(chosen.kind)
    credential = await add_source(chosen.name, kind, practice, occasion.at, logs=chosen.log)
    return Made(
        {"source": chosen.name, "credential": credential},
        (f"Its credential, which is shown this once: {credential}",),
    )
