"""Lines go when their term is past, not before, and not without a line about it."""

from datetime import timedelta

import asyncpg
import pytest

from consent import access, accesslog
from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.statements import fetch
from portal.commands import prune
from portal.database import transaction
from support.databases import Database
from support.stage import START, PatientHere, Stage, lines_of

pytestmark = pytest.mark.usefixtures("engine")
LONG_AGO = START - timedelta(days=6 * 365)


async def numbered(patient: PatientHere) -> list[tuple[int, str]]:
    """What the patient sees: numbers and actions, the newest first."""
    async with transaction():
        grant = await access.open_log(Look(patient.reader, Action.LOG_VIEW, START))
        assert grant is not None
        await accesslog.number_lines(grant)
        page = await accesslog.page(grant)
    return [(line.number, line.action.value) for line in page.lines]


async def test_only_what_is_past_goes_and_the_list_says_so(database: Database) -> None:
    stage = await Stage.set()
    anna, bert = await stage.patient(1), await stage.patient(2)
    kept = START - timedelta(days=5 * 365 - 2)
    async with transaction():
        for at in (LONG_AGO, LONG_AGO, kept):
            await accesslog.record(stage.gp, Event(Action.RESULT_REVIEW, at, person=anna.person))
        await accesslog.record(stage.gp, Event(Action.RESULT_REVIEW, kept, person=bert.person))
        await accesslog.record(stage.gp, Event(Action.PATIENT_SEARCH, LONG_AGO))
    assert await prune._prune(database.owner_url, START) == 3
    assert await prune._prune(database.owner_url, START) == 0
    assert await numbered(anna) == [
        (5, "log.view"),
        (4, "log.prune"),
        (3, "result.review"),
    ]
    assert [line["event_subtype"] for line in await lines_of(bert.person)] == ["result.review"]
    assert [line["event_subtype"] for line in await lines_of()] == ["log.prune"]


async def test_nobody_removes_what_is_not_past_its_term(database: Database) -> None:
    patient = await (await Stage.set()).patient()
    await numbered(patient)
    owner = await asyncpg.connect(database.owner_url)
    await owner.execute("select set_config('portal.prune_on', '2027-01-01', false)")
    for table in ("access_number", "access_entry"):
        for act in ("delete from {}", "truncate {} cascade"):
            with pytest.raises(asyncpg.RestrictViolationError):
                await owner.execute(act.format(table))
    await owner.close()
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await fetch("delete from access_entry returning id")
