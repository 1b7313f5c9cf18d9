"""How things stand at the moment somebody asks: the pool, the database, and both clocks."""

import asyncio
from collections.abc import Iterator
from datetime import datetime

import asyncpg
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from portal import clock
from portal.database import DatabaseError, SafeEngine, bound_engine

# Whoever asks how things stand does not wait for a pool that is empty.
PATIENCE_SECONDS = 1.0
NOW = "select clock_timestamp()"


class Condition(Collector):
    """The gauges; `look` asks the database, the rest is known here."""

    def __init__(self) -> None:
        self._is_up = False
        self._ahead: float | None = None

    async def look(self) -> None:
        """Ask the database for its time, unless it takes too long."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                here, there = clock.now(), await database_time(bound_engine())
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, DatabaseError):
            self._is_up, self._ahead = False, None
        else:
            self._is_up, self._ahead = True, (here - there).total_seconds()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the gauges."""
        yield _gauge("portal_database_up", "Whether the database answers", int(self._is_up))
        yield _gauge(
            "portal_clock_ahead_seconds",
            "How far the clock of the portal is ahead of that of the database",
            self._ahead,
        )
        yield from _pool()


async def database_time(engine: SafeEngine) -> datetime:
    """Ask the database what time it is (UTC)."""
    found: datetime = (await engine.run_ddl(NOW))[0][0]
    return found


def _pool() -> Iterator[GaugeMetricFamily]:
    pool = _pool_in_use()
    figures = {
        "largest": ("Connections there may be", pool and pool.get_max_size()),
        "size": ("Connections there are", pool and pool.get_size()),
        "idle": ("Connections that nobody uses", pool and pool.get_idle_size()),
        "waiting": ("Requests that wait for a connection", pool and _waiting(pool)),
    }
    for name, (told, value) in figures.items():
        yield _gauge(f"portal_pool_{name}", told, value)


def _pool_in_use() -> asyncpg.Pool | None:
    try:
        return bound_engine().pool
    except DatabaseError:
        return None


def _waiting(pool: asyncpg.Pool) -> int:
    # The driver does not tell; a test notices when this place moves.
    getters = pool._queue._getters  # noqa: SLF001
    return sum(not getter.done() for getter in getters)


def _gauge(name: str, told: str, value: float | None) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, told, value=float("nan") if value is None else value)
