"""A courier that keeps what it is given, in memory: the post box of the demo."""

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from portal.post.courier import Answer, Envelope, Outcome

KEPT = 50


class Sink:
    """Takes every message and keeps the latest, newest first."""

    def __init__(self) -> None:
        self.kept: deque[Envelope] = deque(maxlen=KEPT)

    @asynccontextmanager
    async def line(self) -> AsyncIterator["Sink"]:
        """Open nothing."""
        yield self

    async def hand_over(self, envelope: Envelope, last: Callable[[], Awaitable[bool]]) -> Answer:
        """Keep a message."""
        if not await last():
            return Answer(Outcome.UNSENT)
        self.kept.appendleft(envelope)
        return Answer(Outcome.ACCEPTED)
