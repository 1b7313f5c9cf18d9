"""Spoiled messages by the thousand: each is answered, each item has one end, nothing grows."""

import asyncio
import resource
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from litestar import Litestar

from consent.register.sources import SourceKind
from integration.intake.delivering import count, rows, source_here
from portal.intake.pace import Pace
from soak import rounds
from support.mutants import mutant
from support.stage import Stage

NUMBER = rounds(150, 100_000)
ADDRESSES = {"json": "/intake/fhir", "xml": "/intake/fhir", "hl7": "/intake/hl7v2"}
BAD = 400
ANSWERS = {200, 202, BAD, 403}
# Generous: a machine with much to do may let PostgreSQL wait as well.
LONGEST_SECONDS = 30.0
# What all of them together may leave behind in memory, once the first have been there.
MOST_KILOBYTES = 64 * 1024
LAST = """
select m.unreadable, m.filed_at is not null as is_filed, count(i.id) as items,
       count(distinct i.path) as paths, count(i.id) filter (where i.reason <> '') as aside
from intake_message m left join intake_item i on i.message = m.id
where m.id = (select id from intake_message order by id desc limit 1) group by m.id
"""


@pytest.fixture
async def keys(app: Litestar) -> list[dict[str, str]]:
    """Give what the practice's own system and its laboratory bring along."""
    app.state.pace = Pace(messages=10**9, size=10**15)
    stage = await Stage.set()
    stage.vault = app.state.vault
    await stage.patient()
    made = [await source_here(stage, kind, kind.value) for kind in SourceKind]
    return [{"authorization": f"Bearer {credential}"} for _, credential in made]


@pytest.fixture
def stand_at(clock_file: Path) -> Callable[[datetime], None]:
    """Give what sets the clock: each has a moment of its own, so that the last one is known."""

    def stand(at: datetime) -> None:
        clock_file.write_text(at.isoformat())

    return stand


async def test_whatever_comes_is_answered_and_has_an_end(
    client: httpx.AsyncClient,
    keys: list[dict[str, str]],
    stand_at: Callable[[datetime], None],
    moment: datetime,
) -> None:
    chance, before = Random(6), 0
    for number in range(NUMBER):
        kind, body = mutant(chance)
        stand_at(moment + timedelta(milliseconds=number))
        async with asyncio.timeout(LONGEST_SECONDS):
            answer = await client.post(ADDRESSES[kind], content=body, headers=chance.choice(keys))
        assert answer.status_code in ANSWERS
        [kept] = await rows(LAST)
        assert kept["is_filed"]
        assert kept["items"] == kept["paths"]
        assert not (kept["items"] and kept["unreadable"])
        _agree(answer, kind, kept)
        if number == NUMBER // 5:
            before = _kilobytes()
    assert await count("intake_message") == NUMBER, "the bytes of each are kept"
    assert _kilobytes() - before < MOST_KILOBYTES


def _agree(answer: httpx.Response, kind: str, kept: dict[str, Any]) -> None:
    """What the sender is told is what is kept."""
    assert (answer.status_code == BAD) is bool(kept["unreadable"])
    if kind == "hl7":
        lines = answer.content.decode().split("\r")
        codes = {line.split("|")[1] for line in lines if line.startswith("MSA|")}
        assert codes
        assert (codes == {"AA"}) is not bool(kept["aside"] or kept["unreadable"])
        return
    told = answer.json()
    assert (told["items"], told["quarantined"]) == (kept["items"], kept["aside"])
    assert told["items"] == told["accepted"] + told["duplicate"] + told["quarantined"]


def _kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
