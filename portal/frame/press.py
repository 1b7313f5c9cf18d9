"""Makes long documents beside the pages: a few at once, one thread for all, slow readers in no way.

A document is made whether or not somebody reads on, so that nobody holds a place by reading slowly.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter, to_thread

from portal.frame.spool import Spool

PATIENCE = 10.0
LEAST = 64 * 1024
TURN = 0.0005
WAITING_MEMORY = 1024 * 1024


class Crowded(Exception):  # noqa: N818 - what somebody reads on a page, not a fault
    """So many documents are being made that this one would wait too long."""


class Document:
    """A document in the making; what is done can be read meanwhile."""

    def __init__(self) -> None:
        self._spool = Spool(WAITING_MEMORY)
        self._news = asyncio.Event()
        self._ended = False
        self._fault: Exception | None = None

    async def make(self, pages: Iterator[bytes], thread: CapacityLimiter) -> None:
        """Take all pages, each piece in the thread that all documents share."""
        # The first page at once, to show that something comes; then no thread is asked for each.
        least = 1
        try:
            while part := await to_thread.run_sync(_gathered, pages, least, limiter=thread):
                self._spool.add(part)
                self._news.set()
                least = LEAST
        except Exception as fault:  # noqa: BLE001 - raised where it is read
            self._fault = fault
        finally:
            self._ended = True
            self._news.set()

    async def parts(self) -> AsyncIterator[bytes]:
        """
        Give the document as far as it is made, then what comes.

        Raises:
            Exception: what went wrong while it was made.

        """
        read = 0
        while True:
            while read < len(self._spool):
                yield self._spool.piece(read)
                read += 1
            if self._ended:
                break
            self._news.clear()
            await self._news.wait()
        if self._fault:
            raise self._fault


class Turn:
    """The place of one document among those that are made."""

    def __init__(self, press: "Press") -> None:
        self._press = press
        self.making: asyncio.Task[None] | None = None

    def begin(self, pages: Iterator[bytes]) -> Document:
        """Begin to make; the place is free again when it is done."""
        document = Document()
        self.making = asyncio.create_task(document.make(pages, self._press.thread))
        return document


class Press:
    """`most` documents are made at once."""

    def __init__(self, most: int) -> None:
        # Pages wait for nothing but this thread's turn: half a millisecond instead of five.
        sys.setswitchinterval(TURN)
        self.thread = CapacityLimiter(1)
        self._places = asyncio.Semaphore(most)
        self._making: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Turn]:
        """
        Wait for a place, before anything is read.

        Raises:
            Crowded: no place came free in ten seconds.

        """
        try:
            async with asyncio.timeout(PATIENCE):
                await self._places.acquire()
        except TimeoutError:
            raise Crowded from None
        turn = Turn(self)
        try:
            yield turn
        finally:
            if turn.making:
                self._making.add(turn.making)
                turn.making.add_done_callback(self._done)
            else:
                self._places.release()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._making.discard(task)
        self._places.release()


def _gathered(pages: Iterator[bytes], least: int) -> bytes:
    gathered = bytearray()
    for page in pages:
        gathered += page
        if len(gathered) >= least:
            break
    return bytes(gathered)
