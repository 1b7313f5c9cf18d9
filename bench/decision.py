"""What the decision costs within a page: `python -m bench.decision GROUND`.

The facts, the policy, the line, the grants as they travel to the database, and there the condition
of visibility: each by itself, in processor time, beside the page as a whole.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from statistics import median
from typing import Any

from litestar import Litestar

from bench.ground import FULL, Ground
from bench.meter import processor_seconds
from bench.pages.contestant import ADDRESSES, called
from bench.pages.product import started
from consent import access, accesslog, policy
from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.facts import FileFacts
from consent.files import facts_of_person
from consent.model import Actor, ActorKind, Function, Grant
from consent.statements import fetch
from portal.clock import now
from portal.database import transaction
from publishing.queries import reading
from publishing.visibility.sql import EPISODE_SHOWN, LINE_SHOWN, REPORT_SHOWN, grant_rows

TIMES, ROUNDS = 60, 7
CONDITIONS = {
    "reports": (reading.whole(reading.REPORT), REPORT_SHOWN, "pb.ended_at is null"),
    "episodes": (reading.whole(reading.EPISODE), EPISODE_SHOWN, "true"),
    "lines": (
        reading.whole(f"{reading.LINE} and l.episode is null"),
        LINE_SHOWN,
        "true",
    ),
}
Step = Callable[[], Awaitable[object]]


async def main() -> None:
    """Measure each part, in turn and repeatedly, and tell the middle of each."""
    ground = Ground.written(sys.argv[1])
    async with AsyncExitStack() as stack:
        app = await started(ground, stack)
        reader = Actor(ActorKind.PERSON, Function.PATIENT, id=ground.people[FULL])
        facts = await facts_of_person(ground.people[FULL])
        parts = _pages(app, ground) | _parts(reader, facts)
        measured: dict[str, list[float]] = {name: [] for name in parts}
        for _ in range(ROUNDS):
            for name, step in parts.items():
                measured[name].append(await _milliseconds(step))
        told: dict[str, Any] = {name: median(found) for name, found in measured.items()}
        grants = _granted(reader, facts)
        told["conditions"] = {name: await _condition(name, grants) for name in CONDITIONS}
    print(json.dumps(told))  # noqa: T201 - it is the answer


def _pages(app: Litestar, ground: Ground) -> dict[str, Step]:
    token = ground.tokens[FULL]
    return {page: partial(called, app, path, token) for page, path in ADDRESSES.items()}


def _parts(reader: Actor, facts: list[FileFacts]) -> dict[str, Step]:
    grants = _granted(reader, facts)
    return {
        "transaction": _nothing,
        "facts": partial(_in_transaction, partial(facts_of_person, facts[0].patient.person)),
        "policy": partial(_policy, reader, facts),
        "line": partial(_in_transaction, partial(_line, reader, facts)),
        "grants": partial(_grants, grants),
        "open_files": partial(_in_transaction, partial(_open, reader)),
    }


def _granted(reader: Actor, facts: list[FileFacts]) -> list[Grant]:
    decisions = [policy.open_file(reader, one, now()) for one in facts]
    return [one for one in decisions if isinstance(one, Grant)]


async def _milliseconds(step: Step) -> float:
    before = processor_seconds()
    for _ in range(TIMES):
        await step()
    return (processor_seconds() - before) * 1000 / TIMES


async def _nothing() -> None:
    async with transaction():
        pass


async def _in_transaction(step: Step) -> None:
    async with transaction():
        await step()


async def _open(reader: Actor) -> object:
    return await access.open_files(Look(reader, Action.RESULTS_LIST, now()))


async def _policy(reader: Actor, facts: list[FileFacts]) -> None:
    for one in facts:
        policy.open_file(reader, one, now())


async def _line(reader: Actor, facts: list[FileFacts]) -> None:
    file = facts[0].patient
    event = Event(Action.RESULTS_LIST, now(), file.person, file.practice, file.id)
    await accesslog.record(reader, event)


async def _grants(grants: list[Grant]) -> None:
    grant_rows(grants)


async def _condition(name: str, grants: list[Grant]) -> dict[str, float]:
    sql, condition, instead = CONDITIONS[name]
    base = grant_rows(grants), now()
    without = sql.replace(condition, f"{instead} and $2::timestamptz is not null")
    taken: dict[str, list[float]] = {"with": [], "without": []}
    for _ in range(ROUNDS * 3):
        for key, statement in (("with", sql), ("without", without)):
            rows = await fetch(f"explain (analyze, timing off, format json) {statement}", *base)
            taken[key].append(json.loads(rows[0][0])[0]["Execution Time"])
    return {key: median(found) for key, found in taken.items()}


if __name__ == "__main__":
    asyncio.run(main())
