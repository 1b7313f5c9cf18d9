"""An act of a person: one transaction for act and line, another for the line of a refusal."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.errors import ConsentError
from consent.model import Actor
from portal.database import transaction

T = TypeVar("T")


async def act(actor: Actor, attempt: Event, work: Callable[[], Awaitable[T]]) -> T:
    """
    Do the work in a transaction; when the rules refuse, write that down and raise on.

    `attempt` is what is tried (action, moment, object). A refusal rolls the work back, so its
    line needs a transaction of its own; whose log it belongs to, the refusal says.

    Raises:
        ConsentError: the rules refused; its line is committed.
    """
    try:
        async with transaction():
            done = await work()
    except ConsentError as refusal:
        line = msgspec.structs.replace(
            attempt,
            person=refusal.person,
            practice=refusal.practice or actor.practice,
            refused=refusal.reason.value,
        )
        async with transaction():
            await accesslog.record(actor, line)
        raise
    return done
