"""The pool and its transactions: nothing leaks, nothing nests, everything closes."""

import time

import asyncpg
import pytest
from piccolo.engine.exceptions import TransactionError

from portal.database import (
    SafeEngine,
    bound_engine,
    close_pool,
    open_engine,
    start_pool,
    transaction,
)
from support.databases import Database

DEFERRED = """
create table seat (number int, constraint seat_number_key unique (number)
    deferrable initially deferred)
"""


async def test_a_failed_commit_gives_its_connection_back(database: Database) -> None:
    engine = open_engine(database.owner_url)
    await start_pool(engine, smallest=2, largest=2)
    await engine.run_ddl(DEFERRED)
    for _ in range(5):
        with pytest.raises(asyncpg.UniqueViolationError):
            async with engine.transaction():
                await engine.run_ddl("insert into seat values (1), (1)")
        assert engine.current_transaction.get() is None
        assert engine.pool.get_idle_size() == 2
    await close_pool(engine)


async def test_a_connection_that_breaks_in_a_transaction_is_replaced(engine: SafeEngine) -> None:
    for _ in range(3):
        with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
            async with transaction():
                await engine.run_ddl("select pg_terminate_backend(pg_backend_pid())")
        assert engine.current_transaction.get() is None
    assert (await engine.run_ddl("select 1"))[0][0] == 1


async def test_a_transaction_that_cannot_begin_keeps_no_connection(database: Database) -> None:
    engine = open_engine(database.url)
    await start_pool(engine, largest=1)
    broken = engine.transaction()
    broken.connection = await broken.get_connection()
    broken.transaction = broken.connection.transaction()
    await broken.connection.execute("begin")  # asyncpg refuses to begin a second time
    with pytest.raises(asyncpg.InterfaceError):
        await broken.begin()
    assert engine.pool.get_idle_size() == 1
    await close_pool(engine)


async def test_a_transaction_inside_another_is_refused(engine: SafeEngine) -> None:
    async with transaction():
        with pytest.raises(TransactionError):
            transaction()


async def test_a_pool_with_a_busy_connection_closes_within_seconds(database: Database) -> None:
    engine = open_engine(database.url)
    await start_pool(engine)
    await engine.pool.acquire()
    before = time.monotonic()
    await close_pool(engine)
    assert time.monotonic() - before < 30


async def test_every_table_uses_the_bound_engine(engine: SafeEngine) -> None:
    assert bound_engine() is engine
    async with transaction():
        assert engine.transaction_exists()
    assert not engine.transaction_exists()
