"""
The commands of `portal`, one per module: `arguments(parser)` and `run(chosen)` -> exit code.

Whoever runs one on the machine of the installation is named in the access log.
"""

import getpass
import os
from uuid import UUID

from consent.model import Actor, ActorKind, Function


class Failure(Exception):  # noqa: N818 - it reads as what happened
    """A command could not do its work; the message is a sentence for standard error."""


class WrongUse(Exception):  # noqa: N818 - idem
    """What a command was given is not understood; the message is a sentence, exit code 2."""


def operator(practice: UUID) -> Actor:
    """Give whoever runs this command as somebody who acts at a practice."""
    return Actor(
        kind=ActorKind.OPERATOR, function=Function.OPERATOR, practice=practice, name=user_name()
    )


def user_name() -> str:
    """Give the account of whoever runs this command; its number where it has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a number without a name, as in a container
        return f"uid {os.geteuid()}"
