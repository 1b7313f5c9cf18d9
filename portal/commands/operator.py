"""Who runs a command on the machine of the installation, as the access log names them."""

import getpass
import os
from uuid import UUID

from consent.model import Actor, ActorKind, Function


def actor(practice: UUID) -> Actor:
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
