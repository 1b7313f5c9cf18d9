"""The intake in a process of its own: `python -m bench.intake.worker GROUND MESSAGES`."""

import asyncio
import json
import sys
from collections import Counter
from typing import Any
from uuid import uuid4

import asyncpg

from bench.ground import Ground
from bench.intake.bundles import bundles, items, messages
from bench.intake.reading import reading
from bench.meter import processor_seconds, seconds_of
from consent.register.sources import Source, SourceKind, add_source, source_by_name
from portal.clock import now
from portal.database import SafeEngine, opened, transaction
from portal.intake.delivery import deliver
from portal.vault import Vault
from publishing.receive import Delivery
from support.stage import Stage, bsn

NUMBER, WARM = 7, 3


async def main() -> None:
    """Take in the messages of both kinds, then copy their bytes; tell what it all took."""
    ground, number = Ground.written(sys.argv[1]), int(sys.argv[2]) + WARM
    kinds = {"fhir": bundles(number, bsn(NUMBER)), "hl7": messages(number, bsn(NUMBER))}
    told: dict[str, Any] = {}
    async with opened(ground.database_url, largest=1) as engine:
        source = await _source(ground)
        for kind, sent in kinds.items():
            await _taken_in(sent[:WARM], source, ground.vault())
            told[kind] = await _measured(sent[WARM:], source, ground, engine)
    for kind, sent in kinds.items():
        told[kind] |= await _copied(sent[WARM:], ground) | {"reading": reading(kind, sent[WARM:])}
    print(json.dumps(told))  # noqa: T201 - it is the answer


async def _source(ground: Ground) -> Source:
    stage = await Stage.set(name="De Berk")
    stage.vault = ground.vault()
    await stage.patient(NUMBER)
    async with transaction():
        await add_source("bench", SourceKind.LABORATORY, stage.practice, now())
    source = await source_by_name("bench")
    if source is None:
        raise LookupError
    return source


async def _taken_in(sent: list[bytes], source: Source, vault: Vault) -> None:
    for body in sent:
        receipt = await deliver(Delivery(source, body), vault, now(), file="bench", language="nl")
        if receipt.quarantined or receipt.items != items(1):
            raise ValueError(receipt)


async def _measured(
    sent: list[bytes], source: Source, ground: Ground, engine: SafeEngine
) -> dict[str, Any]:
    asked: Counter[str] = Counter()
    pool: Any = engine.pool
    backend, vault = (await pool.fetch("select pg_backend_pid()"))[0][0], ground.vault()
    before, there = processor_seconds(), seconds_of(backend)
    await _taken_in(sent[1:], source, vault)
    used, used_there = processor_seconds() - before, seconds_of(backend) - there

    def ask(record: Any) -> None:
        asked.update([record.query.split(None, 1)[0]])

    async with pool.acquire() as connection:
        connection.add_query_logger(ask)
    await _taken_in(sent[:1], source, vault)
    async with pool.acquire() as connection:
        connection.remove_query_logger(ask)
    count = items(len(sent) - 1)
    return {
        "items": count,
        "messages": len(sent) - 1,
        "megabytes": sum(map(len, sent[1:])) / 1e6,
        "milliseconds": used * 1000 / count,
        "milliseconds_there": used_there * 1000 / count,
        "statements": sum(asked.values()) / items(1),
    }


async def _copied(sent: list[bytes], ground: Ground) -> dict[str, Any]:
    owner = await asyncpg.connect(ground.owner_url)
    await owner.execute("create table bench_copied (id uuid, body bytea)")
    backend = await owner.fetchval("select pg_backend_pid()")
    rounds = 200
    before, there = processor_seconds(), seconds_of(backend)
    for _ in range(rounds):
        await owner.copy_records_to_table("bench_copied", records=[(uuid4(), one) for one in sent])
    used = processor_seconds() - before + seconds_of(backend) - there
    await owner.execute("drop table bench_copied")
    await owner.close()
    return {"copied": used * 1000 / rounds / items(len(sent))}


if __name__ == "__main__":
    asyncio.run(main())
