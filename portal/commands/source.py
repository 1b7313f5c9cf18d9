"""A source is a system that delivers for one practice, with a credential of its own that is shown
once and kept as a hash. Only a practice_system may enrol patients.
"""

import argparse

from consent.register.sources import SourceKind, add_source, source_by_name, take_log_of
from portal.commands import Failure
from portal.commands.new import Made, Occasion, add_practice, add_verb, make, practice_of

TWICE = "There is a source of that name already."
SYSTEMS = tuple(kind.value for kind in SourceKind if kind.is_system)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add which system."""
    verbs = parser.add_subparsers(metavar="new|log", dest="verb", required=True)
    log = add_verb(verbs, "log", "take over who looked in a system, from now on")
    log.add_argument("--name", required=True, help="the system, as it was named")
    new = add_verb(verbs, "new", "let a system deliver for a practice")
    add_practice(new)
    new.add_argument("--name", required=True, help="how `portal intake --source` calls it")
    new.add_argument("--kind", required=True, choices=SYSTEMS)
    new.add_argument(
        "--log", action="store_true", help="it sends who looked there, as AuditEvents, from now on"
    )


def run(chosen: argparse.Namespace) -> int:
    """Add the source and show its credential, or take over its log as well."""
    return make(chosen, _log if chosen.verb == "log" else _add, TWICE)


async def _log(occasion: Occasion) -> Made:
    source = await source_by_name(occasion.chosen.name)
    if source is None:
        raise Failure("There is no source of that name.")
    since = await take_log_of(source, occasion.at)
    said = f"Who looked in {source.name} is taken over since {since.isoformat()}."
    return Made({"source": source.name, "log_since": since.isoformat()}, (said,))


async def _add(occasion: Occasion) -> Made:
    chosen = occasion.chosen
    practice = await practice_of(occasion)
    kind = SourceKind(chosen.kind)
    credential = await add_source(chosen.name, kind, practice, occasion.at, logs=chosen.log)
    return Made(
        {"source": chosen.name, "credential": credential},
        (f"Its credential, which is shown this once: {credential}",),
    )
