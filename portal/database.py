"""The connection to PostgreSQL: one pool per process, and transactions that are always written out.

Nothing here is a dependency of the web framework: it would open the transaction in another context.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Literal

import asyncpg
from piccolo.conf.apps import AppConfig
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from portal.metrics.tally import CountedConnection

PICCOLO_APPS = ("consent.piccolo_app", "publishing.piccolo_app", "portal.piccolo_app")
CLOSING_SECONDS = 3.0
CONNECTING_SECONDS = 10.0


class DatabaseError(RuntimeError):
    """The database was used before it was opened and bound."""


class SafeTransaction(PostgresTransaction):
    """A transaction that gives its connection back, also when it cannot begin or commit."""

    def __init__(self, engine: PostgresEngine, *, allow_nested: bool = True) -> None:
        super().__init__(engine, allow_nested=allow_nested)
        self.afterwards: list[Callable[[], None]] = []

    async def begin(self) -> None:
        """Begin; a connection that cannot is not kept."""
        try:
            await super().begin()  # type: ignore[no-untyped-call]
        except BaseException:
            await self._give_back()
            raise

    async def commit(self) -> None:
        """Commit, then do what was to be done only if it is."""
        await super().commit()  # type: ignore[no-untyped-call]
        for call in self.afterwards:
            call()

    async def __aexit__(self, *args: object, **kwargs: object) -> Literal[False]:
        """Commit or roll back; when that fails Piccolo would keep the connection."""
        if self._parent:
            return False
        try:
            await super().__aexit__(*args, **kwargs)
        except BaseException:
            if self.engine.current_transaction.get() is self:
                self.engine.current_transaction.reset(self.context)
                await self._give_back()
            raise
        return False

    async def _give_back(self) -> None:
        try:
            if self.engine.pool:
                await self.engine.pool.release(self.connection)
            else:
                await self.connection.close()
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            self.connection.terminate()


class SafeEngine(PostgresEngine):
    """PostgreSQL as Piccolo sees it; making one connects to nothing."""

    async def check_version(self) -> None:
        """Do nothing: Piccolo would open a connection while the engine is made."""

    async def prep_database(self) -> None:
        """Do nothing: no extension is used."""

    def transaction(self, allow_nested: bool = True) -> SafeTransaction:  # noqa: FBT001, FBT002
        """Return a transaction; the signature is Piccolo's, which nests its own in migrations."""
        return SafeTransaction(engine=self, allow_nested=allow_nested)


_bound: SafeEngine | None = None


def open_engine(url: str) -> SafeEngine:
    """Return an engine for the database at ``url``; it has no pool yet and has not connected."""
    counted = {"connection_class": CountedConnection}
    return SafeEngine(config={"dsn": url, "timeout": CONNECTING_SECONDS, **counted})


def app_configs() -> list[AppConfig]:
    """Return the configurations of our three Piccolo apps, in the order of their migrations."""
    return [import_module(name).APP_CONFIG for name in PICCOLO_APPS]


def bind(engine: SafeEngine) -> None:
    """Let every table of the product and ``transaction()`` use this engine."""
    global _bound  # noqa: PLW0603 - Piccolo's tables hold one engine per process as well
    _bound = engine
    for config in app_configs():
        for table in config.table_classes:
            table._meta.db = engine  # noqa: SLF001 - Piccolo's documented place for it


def bound_engine() -> SafeEngine:
    """
    Return the engine in use.

    Raises:
        DatabaseError: none has been bound.

    """
    if _bound is None:
        raise DatabaseError("no database is open")
    return _bound


def transaction() -> SafeTransaction:
    """
    Return a new transaction for ``async with``.

    One inside another is refused (Piccolo's TransactionError): the inner one would neither commit
    nor roll back by itself.
    """
    return bound_engine().transaction(allow_nested=False)


def after_commit(call: Callable[[], None]) -> None:
    """
    Have ``call`` called when the open transaction has been committed, and only then.

    Raises:
        DatabaseError: no transaction is open.

    """
    current = bound_engine().current_transaction.get()
    if not isinstance(current, SafeTransaction):
        raise DatabaseError("no transaction is open")
    current.afterwards.append(call)


async def start_pool(engine: SafeEngine, *, smallest: int = 1, largest: int = 10) -> None:
    """Open the pool of connections."""
    await engine.start_connection_pool(
        min_size=smallest, max_size=largest, reset=_nothing_to_put_back
    )


async def _nothing_to_put_back(_connection: asyncpg.Connection) -> None:
    """
    Save the round trip by which the driver forgets locks, cursors and settings of a session.

    The product sets none outside a transaction, which ends them; the driver itself still rolls
    back what was left open. Held by a test over all statements.
    """


async def close_pool(engine: SafeEngine) -> None:
    """Close the pool within seconds; connections that are still busy then are broken off."""
    pool, engine.pool = engine.pool, None
    if pool is None:
        return
    try:
        await asyncio.wait_for(pool.close(), CLOSING_SECONDS)
    except TimeoutError:
        pool.terminate()


@asynccontextmanager
async def opened(url: str, *, largest: int = 10) -> AsyncIterator[SafeEngine]:
    """Open, bind and in the end close the database at ``url``; then bind what was bound before."""
    before, engine = _bound, open_engine(url)
    bind(engine)
    await start_pool(engine, largest=largest)
    try:
        yield engine
    finally:
        await close_pool(engine)
        if before:
            bind(before)
