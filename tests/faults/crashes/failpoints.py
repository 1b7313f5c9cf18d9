"""Counts what one act sends to PostgreSQL, and lets the n-th of it go wrong.

The methods of asyncpg's own connection are wrapped, so that what counts is what really goes over
the wire: BEGIN, each statement, COMMIT or ROLLBACK, and the reset with which a connection returns
to the pool. The product knows nothing of this.
"""

import os
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import asyncpg

COMMIT, ROLLBACK = "COMMIT;", "ROLLBACK;"
# A statement that only reads, or waits for its turn.
READS = re.compile(r"(?is)\s*(select|with)\b(?!.*\b(insert into|update|delete from)\b)")
DIED = 86
WRAPPED = ("execute", "executemany", "fetch", "fetchrow", "fetchval")


class How(StrEnum):
    """In which way the n-th statement goes wrong."""

    INSTEAD = "an error instead of the statement"
    AFTER = "an error after the statement, which was done"
    LOST = "the connection breaks before the statement"
    DIES = "the process ends before the statement"
    DIES_AFTER = "the process ends after the statement, before it hears so"


class Injected(asyncpg.PostgresError):
    """An error that a test put there."""


@dataclass
class FailPoint:
    """
    The statement at which an act goes wrong: the one of this `number`, 1 for the first.

    Number 0 lets all of them pass. `sent` collects what came by, `commits` counts the
    transactions that were committed; `at_commit` is awaited after each.
    """

    number: int = 0
    how: How = How.INSTEAD
    at_commit: Callable[[], Awaitable[None]] | None = None
    sent: list[str] = field(default_factory=list)
    commits: int = 0
    armed: bool = False

    @property
    def was_reached(self) -> bool:
        """Whether the act was long enough to come to this statement."""
        return 0 < self.number <= len(self.sent)

    async def passes(
        self, connection: Any, statement: str, go: Callable[[], Awaitable[Any]]
    ) -> Any:
        """Let a statement pass, or go wrong when its turn has come."""
        if not self.armed:
            return await go()
        self.sent.append(statement)
        if len(self.sent) != self.number:
            return await self._done(statement, go)
        if self.how is How.DIES:
            os._exit(DIED)
        if self.how is How.LOST:
            connection.terminate()
        if self.how is How.INSTEAD:
            await self._refused(connection, statement)
            raise Injected("instead")
        answer = await self._done(statement, go)
        if self.how is How.DIES_AFTER:
            os._exit(DIED)
        if self.how is How.AFTER:
            raise Injected("after")
        return answer

    async def _done(self, statement: str, go: Callable[[], Awaitable[Any]]) -> Any:
        answer = await go()
        if statement == COMMIT:
            self.commits += 1
            if self.at_commit:
                self.armed = False
                await self.at_commit()
                self.armed = True
        return answer

    async def _refused(self, connection: Any, statement: str) -> None:
        # A COMMIT that PostgreSQL refuses ends the transaction all the same.
        if statement == COMMIT:
            self.armed = False
            await connection.execute(ROLLBACK)
            self.armed = True


@contextmanager
def armed(point: FailPoint) -> Iterator[FailPoint]:
    """Let every connection of this process pass by the fail-point, while it lasts."""
    kept = {name: getattr(asyncpg.Connection, name) for name in WRAPPED}

    def wrapped(original: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def method(self: Any, query: str, *args: Any, **named: Any) -> Any:
            return await point.passes(self, query, lambda: original(self, query, *args, **named))

        return method

    for name, original in kept.items():
        setattr(asyncpg.Connection, name, wrapped(original))
    point.armed = True
    try:
        yield point
    finally:
        point.armed = False
        for name, original in kept.items():
            setattr(asyncpg.Connection, name, original)
