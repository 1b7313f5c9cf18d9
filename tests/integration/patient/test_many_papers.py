"""Many documents at once: each whole, a few at a time, and the pages go on meanwhile."""

import asyncio
import time
from contextlib import AsyncExitStack
from statistics import median

import httpx
import pytest
from litestar import Litestar

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from integration.patient.conftest import LogIn
from portal.database import bound_engine, transaction
from portal.frame import press
from soak import rounds
from support.stage import START, Stage, lines_of
from unit.paper.reading import Reading


async def test_pages_are_answered_while_many_documents_are_made(
    stage: Stage, app: Litestar, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient, number = await stage.patient(), rounds(10, 50)
    async with transaction():
        events = [
            Event(Action.RESULTS_LIST, START, patient.person) for _ in range(rounds(300, 3000))
        ]
        await accesslog.record(stage.gp, *events)
    await log_in(patient)
    await timed(client)
    quiet = [await timed(client) for _ in range(10)]
    papers = [asyncio.create_task(client.get("/mijn/logboek.pdf")) for _ in range(number)]
    busy: list[float] = []
    free, pool = [], bound_engine().pool
    while not all(one.done() for one in papers):
        busy.append(await timed(client))
        free.append(pool.get_max_size() - pool.get_size() + pool.get_idle_size())
    answers = await asyncio.gather(*papers)
    whole = [answer for answer in answers if answer.status_code == 200]
    waited = [answer for answer in answers if answer.status_code == 503]
    assert len(whole) + len(waited) == number
    assert whole
    assert len(Reading(whole[-1].content).tree.all("TR")) > len(events)
    assert all("Er worden nu veel documenten gemaakt" in answer.text for answer in waited)
    # All come in at the same moment; after that a document that waits or is made holds none.
    assert median(free) >= 5
    # No page waits for a document; the bound is wide, because other tests run beside this one.
    assert busy
    assert median(busy) < 20 * median(quiet) + 0.5
    async with asyncio.timeout(10):
        async with app.state.press.turn():
            pass


async def timed(client: httpx.AsyncClient) -> float:
    """How long a page takes."""
    began = time.perf_counter()
    assert (await client.get("/mijn/inzage")).status_code == 200
    return time.perf_counter() - began


async def test_who_has_to_wait_too_long_reads_a_sentence_and_leaves_no_line(
    stage: Stage,
    app: Litestar,
    log_in: LogIn,
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(press, "PATIENCE", 0.01)
    patient = await stage.patient()
    await log_in(patient)
    async with AsyncExitStack() as turns:
        for _ in range(app.state.settings.documents_at_once):
            await turns.enter_async_context(app.state.press.turn())
        answer = await client.get("/mijn/logboek.pdf?van=2026-01-01&wie=De+Linde&meer=x")
    assert answer.status_code == 503
    assert 'href="/mijn/logboek.pdf?van=2026-01-01&amp;wie=De+Linde"' in answer.text
    assert "meta http-equiv" not in answer.text
    assert "Er worden nu veel documenten gemaakt" in answer.text
    assert await lines_of(patient.person) == []
    assert (await client.get("/mijn/logboek.pdf")).status_code == 200
