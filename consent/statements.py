"""Reading by SQL text, and the promise that nothing is written outside a transaction."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

from consent.tables import Practice


class NoTransactionError(Exception):
    """A write was tried outside a transaction: the act and its log line could come apart."""


async def fetch(sql: str, *arguments: object) -> Sequence[Any]:
    """
    Run a reading statement ($1 style) in the current transaction, else on the pool.

    Rows are asyncpg records. Text instead of the query builder: a page's time goes into
    building queries otherwise, and arrays and joins stay readable.
    """
    engine: Any = Practice._meta.db  # noqa: SLF001 - Piccolo's documented place for it
    current = engine.current_transaction.get()
    if current is not None:
        rows: Sequence[Any] = await current.connection.fetch(sql, *arguments)
        return rows
    return list(await engine.pool.fetch(sql, *arguments))


async def fetch_one(sql: str, *arguments: object) -> Any | None:
    """Run a reading statement and give its first row, None if there is none."""
    rows = await fetch(sql, *arguments)
    return rows[0] if rows else None


async def stream(sql: str, *arguments: object, size: int = 500) -> AsyncIterator[Sequence[Any]]:
    """
    Run a reading statement in the open transaction and give its rows piece by piece.

    All of them are as they were when the first was read, however many there are.

    Raises:
        NoTransactionError: no transaction is open.

    """
    require_transaction()
    engine: Any = Practice._meta.db  # noqa: SLF001 - Piccolo's documented place for it
    connection = engine.current_transaction.get().connection
    cursor = await connection.cursor(sql, *arguments)
    while rows := await cursor.fetch(size):
        yield rows


def require_transaction() -> None:
    """Raise NoTransactionError unless a transaction is open; every write begins with this."""
    engine: Any = Practice._meta.db  # noqa: SLF001 - Piccolo's documented place for it
    if not engine.transaction_exists():
        raise NoTransactionError


async def hold(thing: UUID) -> None:
    """
    Wait until no other transaction holds this file or practice; hold it until this one ends.

    Whoever decides by what is there now holds it first: what comes meanwhile would be overlooked.
    """
    require_transaction()
    await fetch("select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 4010))", thing)
