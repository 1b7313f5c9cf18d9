"""Rounds of disaster: four clients at work, something is killed, starts again, is checked.

A round is short, and the moment of its disaster is drawn at random. Afterwards the service has to
answer within ten seconds, everything a client saw as a whole must be in the database, and no act
may be half done.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

import asyncpg
import httpx

from faults.kills.clients import WORK, Client
from faults.kills.processes import RECOVERY_SECONDS, Portal, Postgres
from faults.kills.stock import Stock
from faults.kills.witness import Witness
from faults.sound import Broken, broken
from portal.clock import now

# A round lasts until so many answers came, and a moment longer.
MOST_ANSWERS, LONGEST_WORK, MOMENT = 20, 3.0, 0.02
STOCK = 12
# A server that is killed every few seconds never comes to count its rows, and plans as if there
# were none: it is done for it, once in so many rounds.
COUNTED = 20


class Disaster(StrEnum):
    """What happens to whom."""

    PORTAL_KILLED = "the portal is killed"
    POSTGRES_KILLED = "PostgreSQL is killed"
    POSTGRES_STOPPED = "PostgreSQL stops immediately"


# Most of what can be half done is in the portal.
LIKELY = (Disaster.PORTAL_KILLED,) * 3 + (Disaster.POSTGRES_KILLED, Disaster.POSTGRES_STOPPED)


@dataclass
class Tally:
    """What all rounds together came to."""

    disasters: Counter[Disaster] = field(default_factory=Counter)
    answers: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)


@dataclass
class Scene:
    """Everything that plays a part in a round."""

    portal: Portal
    postgres: Postgres
    stock: Stock
    camera: Callable[[], Awaitable[asyncpg.Connection]]
    chance: Random = field(default_factory=lambda: Random(2202))
    kinds: tuple[Disaster, ...] = LIKELY
    tally: Tally = field(default_factory=Tally)
    known: Broken = frozenset()

    async def begin(self) -> None:
        """Remember which rules are broken before anything happens: the stage is set by hand."""
        await self.stock.fill_up(STOCK)
        connection = await self.camera()
        self.known = await broken(connection)
        await connection.close()

    async def round(self) -> None:
        """Play one round."""
        async with httpx.AsyncClient(verify=False, timeout=RECOVERY_SECONDS) as http:  # noqa: S501
            slow = await self.portal.answers(http)
            self.tally.slowest = max(self.tally.slowest, slow)
            if slow >= RECOVERY_SECONDS:
                self.tally.faults.append("the service does not answer")
            witness = Witness(now())
            clients = [
                Client(self.portal.address, http, self.stock, self.chance, witness) for _ in WORK
            ]
            at_work = [
                asyncio.create_task(client.works(work))
                for client, work in zip(clients, WORK, strict=True)
            ]
            await self._at_some_moment(witness)
            await self._strike(clients)
            await asyncio.gather(*at_work)
        await self._check(witness)
        await self.stock.fill_up(STOCK)

    async def _at_some_moment(self, witness: Witness) -> None:
        enough = self.chance.randint(0, MOST_ANSWERS)
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_WORK):
                while witness.number < enough:  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(0.004)
        await asyncio.sleep(self.chance.uniform(0, MOMENT))

    async def _strike(self, clients: list[Client]) -> None:
        disaster = self.chance.choice(self.kinds)
        self.tally.disasters[disaster] += 1
        strike = {
            Disaster.PORTAL_KILLED: self.portal.kill,
            Disaster.POSTGRES_KILLED: self.postgres.kill,
            Disaster.POSTGRES_STOPPED: self.postgres.stop_immediately,
        }[disaster]
        await asyncio.to_thread(strike)
        if disaster is not Disaster.PORTAL_KILLED:
            # The clients go on meanwhile: pages without a database may show nothing.
            await asyncio.to_thread(self.postgres.start)
        for client in clients:
            client.stopped = True
        if disaster is Disaster.PORTAL_KILLED:
            self.portal.start()

    async def _check(self, witness: Witness) -> None:
        self.tally.answers += witness.number
        connection = await self.camera()
        try:
            if self.tally.disasters.total() % COUNTED == 0:
                await connection.execute("analyze")
            self.tally.faults += await witness.contradicts(connection)
            found = await broken(connection)
        finally:
            await connection.close()
        self.tally.faults += [rule for rule, _ in found - self.known]
        self.tally.faults += [f"answered {status}" for status in witness.refused]
        self.known |= found
