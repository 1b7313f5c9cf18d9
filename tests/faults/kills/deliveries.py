"""Eight systems that deliver everything twice to a portal that is killed again and again."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random

import asyncpg
import httpx

from consent.register.sources import SourceKind
from faults.kills.processes import RECOVERY_SECONDS, Portal
from integration.intake.delivering import source_here
from portal.frame.links import link
from publishing.intake.faults import Unreadable
from publishing.intake.hl7.reader import is_hl7
from publishing.intake.reader import read
from support.stage import Stage

SENDERS = 8
MOST_SECONDS, LONGEST_FILING = 60.0, 600.0
UNFILED = "select count(*) from intake_message where filed_at is null"
# A message has as many ends as things in it, or a reason why nothing of it could be read.
MESSAGES = """
select m.source, m.sha256, m.unreadable, count(i.id) as items
from intake_message m left join intake_item i on i.message = m.id group by m.id
"""
THINGS = "select distinct source, kind, item_key, path from intake_item"
# Names and attention values may go back to what they were; all else is taken once.
TWICE = """
select source, kind, item_key, count(*) as number from intake_item
where outcome = 'accepted' and kind not in ('Patient', 'Flag')
group by source, kind, item_key, content_hash, patient having count(*) > 1
union all
select source, 'version', source_key, count(*) from result
group by source, patient, source_key, version having count(*) > 1
"""


@dataclass
class Deliveries:
    """What is sent, in an order of its own for each sender, and what came of it."""

    portal: Portal
    messages: Sequence[bytes]
    chance: Random
    kills: int
    answered: Counter[int] = field(default_factory=Counter)
    broken_off: int = 0
    killed: int = 0

    async def play(self, stage: Stage) -> None:
        """Let all of them send all of it twice, and the portal be killed meanwhile."""
        keys = [
            (await source_here(stage, SourceKind.PRACTICE_SYSTEM, f"system {number}"))[1]
            for number in range(SENDERS)
        ]
        limits = httpx.Limits(max_keepalive_connections=0)
        async with httpx.AsyncClient(timeout=MOST_SECONDS, limits=limits) as http:
            await self._start(http)
            senders = [asyncio.create_task(self._send(http, key)) for key in keys]
            killer = asyncio.create_task(self._kill(http))
            await asyncio.gather(*senders)
            killer.cancel()
            with suppress(asyncio.CancelledError):
                await killer
            # What was filed at the very end may be broken off as well.
            self.portal.kill()
            await self._start(http)

    def told(self) -> str:
        """Tell what happened."""
        counts = f"{len(self.messages)} messages, {SENDERS} senders, {self.killed} kills"
        return f"{counts}, {self.broken_off} broken off, answers {dict(self.answered)}"

    async def _send(self, http: httpx.AsyncClient, key: str) -> None:
        for again in (False, True):
            for message in self.chance.sample(self.messages, len(self.messages)):
                # The first time some give up, as systems do; the second time nobody does.
                while not await self._sent(http, key, message):
                    if not again and self.chance.random() < 0.1:
                        break
                    await asyncio.sleep(0.1)

    async def _sent(self, http: httpx.AsyncClient, key: str, message: bytes) -> bool:
        name = "intake.hl7v2" if is_hl7(message) else "intake.fhir"
        headers = {"authorization": f"Bearer {key}"}
        try:
            answer = await http.post(
                self.portal.address + link(name), content=message, headers=headers
            )
        except httpx.TransportError:
            self.broken_off += 1
            return False
        self.answered[answer.status_code] += 1
        return True

    async def _kill(self, http: httpx.AsyncClient) -> None:
        while self.killed < self.kills:
            await asyncio.sleep(self.chance.uniform(0.05, 0.8))
            self.portal.kill()
            self.killed += 1
            await self._start(http)

    async def _start(self, http: httpx.AsyncClient) -> None:
        self.portal.start()
        async with asyncio.timeout(MOST_SECONDS):
            while await self.portal.answers(http) >= RECOVERY_SECONDS:
                pass

    async def contradicted(self, connection: asyncpg.Connection) -> list[str]:
        """Give everything in the database that should not be so, once all is filed."""
        async with asyncio.timeout(LONGEST_FILING):
            while await connection.fetchval(UNFILED):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.1)
        expected = {sha256(one).digest(): read(one) for one in self.messages}
        found = [f"{row['number']} times a {row['kind']}" for row in await connection.fetch(TWICE)]
        for row in await connection.fetch(MESSAGES):
            items = expected[bytes(row["sha256"])]
            number = 0 if isinstance(items, Unreadable) else len(items)
            if row["items"] != number or bool(row["unreadable"]) is not isinstance(
                items, Unreadable
            ):
                found.append(f"{row['items']} ends of {number}")
        things = Counter(row["source"] for row in await connection.fetch(THINGS))
        there = {
            (one.kind, one.key, one.path)
            for items in expected.values()
            if not isinstance(items, Unreadable)
            for one in items
        }
        if set(things.values()) != {len(there)} or len(things) != SENDERS:
            found.append(f"{things.values()} of {len(there)} things")
        return found
