"""What Prometheus reads: how much, how fast, how often refused; never whom."""

import asyncio
import math
import re
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx
import pytest
from litestar import Litestar
from prometheus_client.parser import text_string_to_metric_families

from browser import site
from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.register.sources import SourceKind, add_source
from integration.door.test_command_line import environ_of
from portal.database import bound_engine, transaction
from portal.identity import sessions
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from portal.metrics.page import create_page
from portal.post import outbox
from portal.post.model import Kind, Message
from portal.settings import Settings
from support import canary
from support.databases import Database
from support.messages import body, bundle, patient, result
from support.stage import START, Stage, bsn

Read = Callable[[], Awaitable[dict[tuple[str, ...], float]]]
SOMEBODY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{32}|/mijn|zoek|Bakker|De Linde")


@pytest.fixture
async def stage(app: Litestar) -> Stage:
    """Give a practice."""
    made = await Stage.set()
    made.vault = app.state.vault
    return made


@pytest.fixture
async def page(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """Give what reads the figures."""
    transport = httpx.ASGITransport(create_page(app.state.figures))
    async with httpx.AsyncClient(transport=transport, base_url="http://metrics") as client:
        yield client


@pytest.fixture
def read(page: httpx.AsyncClient) -> Read:
    """Give the figures, each under its name and the values of its labels (by name of label)."""

    async def figures() -> dict[tuple[str, ...], float]:
        answer = await page.get("/metrics")
        assert answer.status_code == 200
        assert not SOMEBODY.search(answer.text)
        # How far a clock is off may look like anything.
        canary.heard("\n".join(line for line in answer.text.splitlines() if "clock" not in line))
        return {
            (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
        }

    return figures


async def test_requests_are_counted_by_route_and_class(
    client: httpx.AsyncClient, read: Read
) -> None:
    for path in ("/gezond", "/gezond", "/mijn/uitslagen", "/Jan_Jansen?zoek=1", "/klaar"):
        await client.get(path)
    found = await read()
    assert found["portal_requests_total", "public.health", "2xx"] == 2
    assert found["portal_requests_total", "patient.results", "3xx"] == 1
    assert found["portal_requests_total", "none", "4xx"] == 1
    assert found["portal_request_seconds_count", "public.health"] == 2
    assert found["portal_request_seconds_sum", "public.health"] > 0
    assert found["portal_request_statements_sum", "public.health"] == 0
    assert found["portal_request_statements_sum", "public.ready"] == 1


async def test_a_refused_look_is_counted_by_its_reason(
    client: httpx.AsyncClient, stage: Stage, read: Read
) -> None:
    here = await stage.patient()
    await _log_in(client, here.person)
    assert (await client.get("/mijn/uitslagen")).status_code == 403
    found = await read()
    assert found["portal_refusals_total", "results.list", "no_release"] == 1
    assert found["portal_log_lines_total",] == 1
    assert found["portal_request_statements_sum", "patient.results"] > 3


async def test_a_look_at_somebodys_thing_names_nobody(
    client: httpx.AsyncClient, stage: Stage, read: Read
) -> None:
    here, other = await stage.patient(), await stage.patient(1)
    await here.released()
    await _log_in(client, here.person)
    assert (await client.get(f"/mijn/uitslagen/{await other.report()}")).status_code == 404
    assert (await read())["portal_refusals_total", "result.view", "not_found"] == 1


async def test_only_lines_that_were_committed_are_counted(stage: Stage, read: Read) -> None:
    event = Event(Action.RESULTS_LIST, START)
    async with transaction():
        await accesslog.record(stage.gp, event, event)
        assert ("portal_log_lines_total",) in await read()
        assert (await read())["portal_log_lines_total",] == 0
    with pytest.raises(RuntimeError):
        await _undone(stage, event)
    assert (await read())["portal_log_lines_total",] == 2


async def test_a_reason_that_is_no_code_is_counted_without_it(stage: Stage, read: Read) -> None:
    async with transaction():
        await accesslog.record(
            stage.gp, Event(Action.SESSION_LOGIN, START, refused="Jansen, 12-03-1950")
        )
    assert (await read())["portal_refusals_total", "session.login", "other"] == 1


async def test_a_login_is_counted_by_kind(stage: Stage, read: Read) -> None:
    async with transaction():
        await accesslog.record(stage.gp, Event(Action.SESSION_LOGIN, START))
    assert (await read())["portal_sessions_begun_total", "employee"] == 1


async def test_what_comes_in_is_counted_by_how_it_ended(
    client: httpx.AsyncClient, stage: Stage, read: Read
) -> None:
    async with transaction():
        credential = await add_source("his", SourceKind.PRACTICE_SYSTEM, stage.practice, START)
    key = {"authorization": f"Bearer {credential}"}
    message = body(bundle(patient(bsn(5)), result(), result("r2", effectiveDateTime="x")))
    for content in (message, message, b"no message"):
        await client.post("/intake/fhir", content=content, headers=key)
    found = await read()
    counted = {
        key[1]: value for key, value in found.items() if "items" in key[0] and "system" in key[2]
    }
    assert counted["accepted"] + counted["kept"] == 2
    assert (counted["duplicate"], counted["quarantined"]) == (2, 2)
    assert found["portal_intake_messages_total", "read", "practice_system"] == 2
    assert found["portal_intake_messages_total", "unreadable", "practice_system"] == 1


async def test_a_pool_that_is_empty_shows_who_waits(app: Litestar, read: Read) -> None:
    assert app.state.figures
    pool = bound_engine().pool
    assert pool is not None
    held = [await pool.acquire() for _ in range(pool.get_max_size())]
    waiting = [asyncio.ensure_future(pool.acquire()) for _ in range(3)]
    await asyncio.sleep(0)
    began = asyncio.get_running_loop().time()
    found = await read()
    assert asyncio.get_running_loop().time() - began < 5
    assert found["portal_pool_size",] == found["portal_pool_largest",] == len(held)
    assert (found["portal_pool_idle",], found["portal_pool_waiting",]) == (0, 3)
    assert math.isnan(found["portal_clock_ahead_seconds",])
    for connection in held:
        await pool.release(connection)
    for late in waiting:
        await pool.release(await late)
    found = await read()
    assert (found["portal_pool_waiting",], found["portal_database_up",]) == (0, 1)


async def test_mail_that_waits_is_told(app: Litestar, moment: datetime, read: Read) -> None:
    assert (await read())["portal_mail_waiting",] == 0
    message = Message(kind=Kind.NEWS, subject="x", address="anna@example.org", name="Anna Bakker")
    async with transaction():
        await outbox.put(app.state.vault, message, moment - timedelta(minutes=20))
    found = await read()
    assert (found["portal_mail_waiting",], found["portal_mail_oldest_seconds",]) == (1, 1200)


async def test_the_distance_between_the_clocks_is_told(read: Read, clock_file: Path) -> None:
    clock_file.write_text("+600")  # noqa: ASYNC240 - a file in memory
    found = await read()
    assert found["portal_database_up",] == 1
    assert found["portal_clock_ahead_seconds",] == pytest.approx(600, abs=30)


async def test_figures_are_there_while_the_database_is_not(read: Read, database: Database) -> None:
    name = database.url.split("?")[0].rsplit("/", 1)[1]
    owner = await asyncpg.connect(database.owner_url)
    await owner.execute(f"revoke connect on database {name} from public")
    await owner.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where usename = 'portal_app' and datname = current_database()"
    )
    await owner.close()
    assert (await read())["portal_database_up",] == 0


def test_the_figures_have_a_port_of_their_own(settings: Settings) -> None:
    with site.listening() as port:
        pass
    environ = {**environ_of(settings), "PORTAL_METRICS_PORT": str(port)}
    with site.served(environ) as address:
        urllib.request.urlopen(f"{address}/gezond").close()  # noqa: S310 - our own
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            told = answer.read().decode()
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{address}/metrics")  # noqa: S310 - our own
    assert 'portal_requests_total{route="public.health",status="2xx"} 1.0' in told


async def _undone(stage: Stage, event: Event) -> None:
    async with transaction():
        await accesslog.record(stage.gp, event)
        raise RuntimeError


async def _log_in(client: httpx.AsyncClient, person: UUID) -> None:
    new = NewSession(kind=VisitorKind.PATIENT, level=25, language="nl", person=person)
    async with transaction():
        _, token = await sessions.begin(new, START)
    client.cookies.set("portal_session", token)
