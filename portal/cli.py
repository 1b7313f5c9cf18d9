"""The command line `portal`: reads its arguments and hands them to one command.

Each command tells on standard error what went wrong, in one sentence, without personal data.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType

from portal.commands import Failure, WrongUse
from portal.embedded import EmbeddedPostgresError
from portal.identity.oidc.configuration import ConfigurationError
from portal.keys import KeyFileError
from portal.settings import SettingsError

OK, FAILED, USAGE = 0, 1, 2
COMMANDS = {
    "demo": ("portal.commands.demo", "run the portal with invented people, on this machine alone"),
    "serve": ("portal.commands.serve", "run the portal"),
    "post": ("portal.commands.post", "send what waits in the outbox"),
    "check": ("portal.commands.check", "say what is wrong with an installation"),
    "migrate": ("portal.commands.migrate", "bring the database up to date, as its owner"),
    "intake": ("portal.intake.command", "take in files of a source"),
    "practice": ("portal.commands.practice", "add a practice"),
    "employee": ("portal.commands.employee", "let an employee work at a practice"),
    "patient": ("portal.commands.patient", "enrol a patient at a practice"),
    "source": ("portal.commands.source", "let a system deliver for a practice"),
    "keys": ("portal.commands.keys", "make the files of keys that an installation needs"),
    "backup": ("portal.commands.backup", "write the whole database to one file"),
    "prune": ("portal.commands.prune", "remove lines of the log that are past their term"),
    "restore": ("portal.commands.restore", "put a backup into an empty database"),
}
CODES = """exit codes:
  0  done
  1  failed, or part of it was put aside
  2  the command or a setting was not understood
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="portal",
        description="The portal on which patients see their own medical file.",
        epilog=CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    given = list(sys.argv[1:] if arguments is None else arguments)
    for name, (path, what) in COMMANDS.items():
        # Only the command that is asked for is loaded: the others would take seconds.
        _add(commands, name, what, import_module(path) if name in given[:1] else None)
    chosen = parser.parse_args(given)
    return _told(chosen.run, chosen)


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    what: str,
    module: ModuleType | None,
) -> None:
    told = (module and module.__doc__) or ""
    command = commands.add_parser(
        name,
        help=what,
        description=f"{what[0].upper()}{what[1:]}.\n\n{told}",
        epilog=CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if module:
        module.arguments(command)
        command.set_defaults(run=module.run)


def _told(run: Callable[[argparse.Namespace], int], chosen: argparse.Namespace) -> int:
    try:
        return run(chosen)
    except (SettingsError, KeyFileError, ConfigurationError, WrongUse) as error:
        print(f"portal: {error}", file=sys.stderr)
        return USAGE
    except (Failure, EmbeddedPostgresError) as error:
        print(f"portal: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return FAILED
