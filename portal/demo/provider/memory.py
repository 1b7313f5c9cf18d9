"""What the provider remembers for a while: codes, tokens, requests handed over, open pages."""

import secrets
from datetime import datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")

LARGEST = 10_000


class Memory(Generic[T]):
    """Things under keys that cannot be guessed, each for as long as was said when it was put in."""

    def __init__(self, lasts: timedelta) -> None:
        self._lasts = lasts
        self._things: dict[str, tuple[datetime, T]] = {}

    def put(self, thing: T, at: datetime, key: str | None = None) -> str:
        """Remember a thing and give its key; the oldest is forgotten where there are very many."""
        name = key or secrets.token_urlsafe(32)
        self._things[name] = (at + self._lasts, thing)
        if len(self._things) > LARGEST:
            del self._things[next(iter(self._things))]
        return name

    def get(self, key: str, at: datetime) -> T | None:
        """Give the thing, None when it is not there or too old."""
        until, thing = self._things.get(key, (at, None))
        return thing if at < until else None

    def take(self, key: str, at: datetime) -> T | None:
        """Give the thing and forget it: whoever comes second gets None."""
        thing = self.get(key, at)
        self._things.pop(key, None)
        return thing
