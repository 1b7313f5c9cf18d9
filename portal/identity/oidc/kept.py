"""A copy of what a provider publishes: kept an hour, or a day when it cannot be renewed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from portal.identity.errors import LoginFailed

FRESH = timedelta(hours=1)
USABLE = timedelta(hours=24)
PAUSE = timedelta(minutes=1)
# Of the time of one call: renewing may not use up the time in which the old copy can still serve.
RENEWING_SHARE = 0.5

T = TypeVar("T")


class Kept(Generic[T]):
    """One copy. `fetch` is given the moment and the share of the time of a call it may use."""

    def __init__(self, fetch: Callable[[datetime, float], Awaitable[T]]) -> None:
        self._fetch = fetch
        self._copy: T | None = None
        self._fetched_at: datetime | None = None
        self._failed_at: datetime | None = None
        self._lock = asyncio.Lock()
        self.version = 0
        """Counts the copies, so that `newer` fetches once for many who ask at the same time."""

    async def get(self, at: datetime) -> T:
        """
        Give the copy, renewed where it is old; an old one serves for a day when that fails.

        Raises:
            LoginFailed: there is no copy that may be used.

        """
        if self._copy is not None and self._serves(at):
            return self._copy
        async with self._lock:
            if self._copy is not None and self._serves(at):
                return self._copy
            return await self._renewed(at)

    async def newer(self, at: datetime, than: int) -> T:
        """
        Give a copy fetched after version `than`: what was asked for was not in that one.

        Raises:
            LoginFailed: there is no copy that may be used.

        """
        async with self._lock:
            if self._copy is not None and self.version != than:
                return self._copy
            return await self._renewed(at)

    async def _renewed(self, at: datetime) -> T:
        old = self._copy if self._is_within(at, self._fetched_at, USABLE) else None
        try:
            self._copy = await self._fetch(at, RENEWING_SHARE if old is not None else 1.0)
        except LoginFailed:
            self._failed_at = at
            if old is None:
                raise
            return old
        self._fetched_at, self._failed_at = at, None
        self.version += 1
        return self._copy

    def _serves(self, at: datetime) -> bool:
        if self._is_within(at, self._fetched_at, FRESH):
            return True
        # Not asked for again at every login while the provider is out of order.
        return self._is_within(at, self._failed_at, PAUSE) and self._is_within(
            at, self._fetched_at, USABLE
        )

    @staticmethod
    def _is_within(at: datetime, since: datetime | None, period: timedelta) -> bool:
        # A clock that was put back makes a copy look newer than now: that is not fresh.
        return since is not None and timedelta(0) <= at - since < period
