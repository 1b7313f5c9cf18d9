"""How things stand at the moment somebody asks: the pool, the database, the clocks, the mail."""

import asyncio
from collections.abc import Iterator
from datetime import datetime

import asyncpg
import msgspec
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from portal import clock
from portal.database import DatabaseError, SafeEngine, bound_engine
from portal.post import queries

# Whoever asks how things stand does not wait for a pool that is empty.
PATIENCE_SECONDS = 1.0
NOW = "select clock_timestamp()"


class Known(msgspec.Struct, frozen=True):
    """What the database told: how far our clock is ahead of its own, and what waits to be sent."""

    ahead: float | None = None
    mail_waiting: int | None = None
    mail_oldest: float | None = None


UNKNOWN = Known()


class Condition(Collector):
    """The gauges; `look` asks the database, the rest is known here."""

    def __init__(self) -> None:
        self._known: Known | None = None

    async def look(self) -> None:
        """Ask the database, unless it takes too long."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                self._known = await _ask(bound_engine())
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, DatabaseError):
            self._known = None

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the gauges; one that is not known is no number."""
        known = self._known or UNKNOWN
        yield _gauge("portal_database_up", "Whether the database answers", known is not UNKNOWN)
        yield _gauge(
            "portal_clock_ahead_seconds",
            "How far the clock of the portal is ahead of that of the database",
            known.ahead,
        )
        yield _gauge("portal_mail_waiting", "Messages that wait to be sent", known.mail_waiting)
        yield _gauge(
            "portal_mail_oldest_seconds",
            "How long the oldest of them waits, 0 when there is none",
            known.mail_oldest,
        )
        yield from _pool()


async def database_time(engine: SafeEngine) -> datetime:
    """Ask the database what time it is (UTC)."""
    found: datetime = (await engine.run_ddl(NOW))[0][0]
    return found


async def _ask(engine: SafeEngine) -> Known:
    here, there = clock.now(), await database_time(engine)
    mail = await queries.waiting()
    waits = (here - (mail["oldest"] or here)).total_seconds()
    return Known((here - there).total_seconds(), mail["number"], waits)


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
