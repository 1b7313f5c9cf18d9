"""Broken twins of the portal: what a harness must find, or it would find nothing.

Nothing of this is in the product. Each makes one mistake that is easily made, for as long as it
lasts and in the process that asks for it.
"""

import asyncio
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from contextvars import Context
from typing import Any
from unittest.mock import patch

from consent import accesslog
from portal import acts
from portal.database import SafeTransaction, bound_engine, transaction

LATE_SECONDS = 0.03
_tasks: set[asyncio.Task[None]] = set()


@contextmanager
def line_after_the_answer() -> Iterator[None]:
    """Write log lines in a task of their own, a moment later: the answer may have left by then."""
    record = accesslog.record

    async def later(*line: Any) -> None:
        await asyncio.sleep(LATE_SECONDS)
        # A task that nobody waits for fails unheard: that is what is wrong with it.
        with suppress(Exception):
            async with transaction():
                await record(*line)

    async def recorded(*line: Any) -> None:
        task = asyncio.get_running_loop().create_task(later(*line), context=Context())
        _tasks.add(task)
        task.add_done_callback(_tasks.discard)

    with patch.object(accesslog, "record", recorded):
        yield


class Nothing:
    """Stands where asyncpg's transaction stands, and begins, commits and undoes nothing."""

    async def start(self) -> None:
        """Begin nothing."""

    commit = rollback = start


class NoTransaction(SafeTransaction):
    """Looks like a transaction and is none: every statement stands by itself."""

    async def begin(self) -> None:
        """Begin nothing."""
        self.transaction = Nothing()
        await super().begin()


@contextmanager
def act_without_transaction() -> Iterator[None]:
    """Let the statements of an act come true one by one, and its line a moment after the rest."""
    record = accesslog.record

    async def slowly(*line: Any) -> None:
        await asyncio.sleep(LATE_SECONDS)
        await record(*line)

    with (
        patch.object(
            acts, "transaction", lambda: NoTransaction(bound_engine(), allow_nested=False)
        ),
        patch.object(accesslog, "record", slowly),
    ):
        yield


TWINS: dict[str, Any] = {
    "late": line_after_the_answer,
    "split": act_without_transaction,
    "sound": nullcontext,
}


def twin(name: str) -> AbstractContextManager[None]:
    """Become one of the twins; "sound" is the product itself."""
    made: AbstractContextManager[None] = TWINS[name]()
    return made
