"""
Removing lines that are past their term, which is itself a line in the same log.

Runs as the owner of the tables: the application can remove nothing, and the database itself
refuses to remove what is not past its term. Source: Stcrt 2019-38007, at least five years.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from consent.accesslog.writing import Event, record
from consent.actions import Action
from consent.dates import today
from consent.model import Actor, ActorKind, Function
from consent.queries import log, log_retention

AT_ONCE = 100
TERM = Actor(ActorKind.RULE, Function.RULE)


class Past(msgspec.Struct, frozen=True):
    """
    Whose lines are past their term.

    `now` is who they became when a double registration was merged; None names nobody.
    """

    person: UUID | None
    now: UUID | None


async def past_their_term(at: datetime) -> Sequence[Past]:
    """Give whose lines are past their term today, at most a hundred of them."""
    rows = await log_retention.whose(today(at), AT_ONCE)
    return [Past(row["person"], row["now"]) for row in rows]


async def prune(past: Past, at: datetime) -> int:
    """
    Remove what is past its term today and write the line about it; return how many went.

    Numbers are given first: the list goes on after them, and none is given twice.
    """
    await record(TERM, Event(Action.LOG_PRUNE, at, person=past.now))
    if past.now:
        await log.number_lines(past.now)
    return await log_retention.remove(past.person, today(at))
