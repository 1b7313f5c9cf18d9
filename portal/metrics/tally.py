"""What one request costs, counted where it is spent, wherever in the code that is."""

from contextvars import ContextVar
from typing import Any

import asyncpg
import msgspec


class Tally(msgspec.Struct):
    """What was spent so far: statements sent to the database, begin and commit among them."""

    statements: int = 0


_tally: ContextVar[Tally | None] = ContextVar("tally", default=None)


def begin() -> Tally:
    """Begin to count for the work of this task and of those that it starts."""
    tally = Tally()
    _tally.set(tally)
    return tally


class CountedConnection(asyncpg.Connection):  # type: ignore[misc]
    """A connection that counts its statements; it looks at neither their text nor their values."""

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        """Count and execute."""
        _count()
        return super().execute(*args, **kwargs)

    def executemany(self, *args: Any, **kwargs: Any) -> Any:
        """Count and execute; one statement, however many rows."""
        _count()
        return super().executemany(*args, **kwargs)

    def fetch(self, *args: Any, **kwargs: Any) -> Any:
        """Count and fetch."""
        _count()
        return super().fetch(*args, **kwargs)

    def fetchrow(self, *args: Any, **kwargs: Any) -> Any:
        """Count and fetch."""
        _count()
        return super().fetchrow(*args, **kwargs)

    def fetchval(self, *args: Any, **kwargs: Any) -> Any:
        """Count and fetch."""
        _count()
        return super().fetchval(*args, **kwargs)


def _count() -> None:
    tally = _tally.get()
    if tally is not None:
        tally.statements += 1
