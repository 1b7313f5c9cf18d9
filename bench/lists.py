"""What a page of 20 out of 2,000 costs beside one of 20: `python -m bench.lists GROUND`.

Two people among a hundred others, the same page for both in turn. In PostgreSQL alone, as it
executes, and as the portal waits for it.
"""

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec

from bench.ground import VALUES, Ground
from bench.pages.product import started
from consent import tables as consent
from consent.model import Grant
from consent.statements import fetch
from portal.database import transaction
from publishing import tables as publishing
from publishing.letters import shown_queries as letters
from publishing.queries import reading
from publishing.showing import queries as showing
from publishing.visibility.sql import grant_rows
from support.stage import START, PatientHere, Stage

PAGE, MANY, FEW, OTHERS = 20, 2_000, 20, 100
ROUNDS, BATCH = 60, 500
# Of all that is there nothing is on its way, as in most files: that is to be found out.
NOTHING = "results to come, none"
# Each list as its statement asks for the first page of it.
LISTS: dict[str, tuple[str, Sequence[object]]] = {
    "reports": (reading.REPORTS, (None, None, PAGE)),
    NOTHING: (showing.ALL, ()),
    "episodes": (reading.EPISODES, (None, None, PAGE)),
    "notes without an episode": (reading.LOOSE_LINES, (None, None, None, PAGE)),
    "letters": (letters.LETTERS, (None, None, PAGE)),
}
Rows = Iterator[tuple[type[Any], dict[str, Any]]]


async def main() -> None:
    """Fill the files, measure, and tell the middle of each."""
    ground = Ground.written(sys.argv[1])
    async with AsyncExitStack() as stack:
        await started(ground, stack)
        few, many = await _people(ground)
        told = {name: await _list(name, few, many) for name in LISTS}
    print(json.dumps(told))  # noqa: T201 - it is the answer


async def _people(ground: Ground) -> tuple[Grant, Grant]:
    stage = await Stage.set(name="Praktijk De Lijst")
    stage.vault = ground.vault()
    sizes = [FEW, MANY, *[FEW] * OTHERS]
    patients = [await stage.patient(100 + number) for number in range(len(sizes))]
    for patient, size in zip(patients, sizes, strict=True):
        await patient.released()
        await _insert(list(_file(patient, size)))
    owner = await asyncpg.connect(ground.owner_url)
    # As autovacuum does.
    await owner.execute("vacuum analyze")
    await owner.close()
    return await patients[0].grant(), await patients[1].grant()


def _file(patient: PatientHere, size: int) -> Rows:
    for place in range(size):
        episode, day = uuid4(), START.date() - timedelta(days=place)
        yield _row(
            consent.Episode, patient, id=episode, title=f"Klacht {place}", last_contact_on=day,
            is_closed=place % 4 == 0, attention=place % 8 == 0,
        )  # fmt: skip
        yield _line(patient, day, None)
        yield _line(patient, day, episode)
        yield from _report(patient, START - timedelta(hours=place))
        yield _row(
            publishing.Letter, patient, title=f"Brief {place}", received_at=START,
            accorded_at=START - timedelta(hours=place), accorded_by=patient.stage.gp.id,
            file_sealed=b"sealed", file_size=6, file_pages=1, content_hash=b"",
        )  # fmt: skip


def _line(patient: PatientHere, day: object, episode: UUID | None) -> tuple[type[Any], Any]:
    said = {"kind": "E", "body": "Rustig beeld, controle afgesproken.", "content_hash": b""}
    return _row(publishing.JournalLine, patient, recorded_on=day, episode=episode, **said)


def _report(patient: PatientHere, shown: object) -> Rows:
    report, act = uuid4(), uuid4()
    told = {"title": "Bloed", "received_at": shown, "state": "published"}
    yield _row(publishing.Report, patient, id=report, **told)
    by = {"acted_by": patient.stage.gp.id, "acted_at": shown, "visible_from": shown}
    results = [
        _row(
            publishing.Result, patient, report=report, name=name, value=value, position=position,
            status="final", taken_at=shown, content_hash=b"",
        )
        for position, (name, _code, value) in enumerate(VALUES)
    ]  # fmt: skip
    yield from results
    said = {"act": "publish", "conclusion": "Alles is goed."}
    yield publishing.Publication, {"id": act, "report": report, "patient": patient.id, **said, **by}
    for _, result in results:
        pair = {"id": uuid4(), "publication": act, "result": result["id"]}
        yield publishing.PublishedResult, pair


def _row(table: type[Any], patient: PatientHere, **values: Any) -> tuple[type[Any], Any]:
    known = {"id": uuid4(), "patient": patient.id, "source": patient.stage.source}
    return table, {**known, "source_key": uuid4().hex, **values}


async def _insert(rows: list[tuple[type[Any], dict[str, Any]]]) -> None:
    async with transaction():
        # In the order in which one refers to the other.
        for table in dict.fromkeys(table for table, _ in rows):
            own = [table(**row) for one, row in rows if one is table]
            for start in range(0, len(own), BATCH):
                await table.insert(*own[start : start + BATCH])


async def _list(name: str, few: Grant, many: Grant) -> dict[str, float]:
    taken: dict[str, list[float]] = {key: [] for key in ("few", "many", "few_there", "many_there")}
    for _ in range(ROUNDS):
        for key, grant in (("few", few), ("many", many)):
            begun = perf_counter()
            rows = await _asked(name, grant)
            taken[key].append((perf_counter() - begun) * 1000)
            if len(rows) < PAGE - FEW // 4 and name != NOTHING:
                raise RuntimeError(name)
            taken[f"{key}_there"].append(await _there(name, grant))
    return {key: median(found) for key, found in taken.items()}


async def _asked(name: str, grant: Grant) -> Sequence[Any]:
    sql, more = LISTS[name]
    return await fetch(sql, grant_rows([grant]), grant.at, *more)


async def _there(name: str, grant: Grant) -> float:
    sql, more = LISTS[name]
    explain = f"explain (analyze, timing off, format json) {sql}"
    rows = await fetch(explain, grant_rows([grant]), grant.at, *more)
    return float(msgspec.json.decode(rows[0][0])[0]["Execution Time"])


if __name__ == "__main__":
    asyncio.run(main())
