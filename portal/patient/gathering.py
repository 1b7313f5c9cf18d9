"""All lines of a period for one document: read once, in one transaction, and counted while read."""

from collections.abc import Iterator

import msgspec

from consent import accesslog
from consent.accesslog import Choice, Line
from consent.model import Grant
from portal.frame.spool import IN_MEMORY, Spool

_DECODER = msgspec.msgpack.Decoder(list[Line])


class Lines:
    """Lines in the order in which they came, kept outside the memory when they are many."""

    def __init__(self) -> None:
        self._spool = Spool(IN_MEMORY // 2)
        self.number = 0

    def add(self, lines: list[Line]) -> None:
        """Keep more of them."""
        if lines:
            self._spool.add(msgspec.msgpack.encode(lines))
            self.number += len(lines)

    def __iter__(self) -> Iterator[Line]:
        for piece in self._spool.pieces():
            yield from _DECODER.decode(piece)


class Gathered:
    """The lines of others, then one's own; the figures are of the same lines."""

    def __init__(self) -> None:
        self.others, self.own = Lines(), Lines()
        self.organisations: set[tuple[str, str]] = set()
        self.emergencies = 0
        self.shows_names = False

    def add(self, lines: list[Line]) -> None:
        """Take more lines."""
        others = [one for one in lines if not one.own]
        self.others.add(others)
        self.own.add([one for one in lines if one.own])
        self.emergencies += sum(one.emergency for one in lines)
        # As they are told apart in words: the same organisation by another system is another.
        self.organisations.update(
            (one.organisation, one.system) for one in others if one.organisation
        )
        self.shows_names = self.shows_names or any(one.name for one in others)

    def __iter__(self) -> Iterator[Line]:
        yield from self.others
        yield from self.own


async def gather(grant: Grant, choice: Choice) -> Gathered:
    """Read all chosen lines, the newest first, in the open transaction."""
    gathered = Gathered()
    async for lines in accesslog.every_line(grant, choice):
        gathered.add(lines)
    return gathered
