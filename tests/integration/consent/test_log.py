"""The access log on the real database: appended, never changed, numbered without gaps."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import asyncpg
import pytest

from consent import access, accesslog
from consent.access import Look
from consent.accesslog import Choice, Event, Who
from consent.actions import Action
from consent.model import Denied, Grant, Right
from consent.statements import NoTransactionError, fetch
from portal.database import transaction
from publishing import reading
from support.databases import Database
from support.stage import START, Stage, lines_of

pytestmark = pytest.mark.usefixtures("engine")


async def test_a_line_cannot_be_changed_or_removed_by_the_application_nor_by_the_owner(
    database: Database,
) -> None:
    patient = await (await Stage.set()).patient()
    async with transaction():
        grant = await access.open_log(Look(patient.reader, Action.LOG_VIEW, START))
        assert grant is not None
        await accesslog.number_lines(grant)
    for url, error in (
        (database.url, asyncpg.InsufficientPrivilegeError),
        (database.owner_url, asyncpg.RestrictViolationError),
    ):
        connection = await asyncpg.connect(url)
        for table in ("access_entry", "access_number"):
            for act in ("update {} set person = person", "delete from {}", "truncate {} cascade"):
                with pytest.raises(error):
                    await connection.execute(act.format(table))
        await connection.close()
    assert len(await lines_of(patient.person)) == 1


async def test_without_a_transaction_there_is_no_line() -> None:
    patient = await (await Stage.set()).patient()
    with pytest.raises(NoTransactionError):
        await accesslog.record(patient.reader, Event(Action.LOG_VIEW, START))


async def test_a_look_that_is_refused_has_its_line_too() -> None:
    patient = await (await Stage.set()).patient()
    async with transaction():
        files = await access.open_files(Look(patient.reader, Action.RESULTS_LIST, START))
    assert not files.grants
    (line,) = await lines_of(patient.person)
    assert (line["outcome"], line["checks"]) == ("8", "no_release")


async def test_something_that_is_not_there_names_nobody() -> None:
    stage = await Stage.set()
    anna, bert = await stage.patient(1), await stage.patient(2)
    await anna.released()
    letter = await bert.accorded()
    async with transaction():
        files, found = await access.open_item(
            Look(anna.reader, Action.LETTER_VIEW, START, letter),
            lambda grants: reading.letter(grants, letter),
        )
    assert (bool(files.grants), found) == (True, None)
    assert await lines_of(anna.person) == await lines_of(bert.person) == []
    (line,) = await lines_of()
    assert (line["practice"], line["object_id"]) == (stage.practice, letter)
    assert (line["outcome"], line["checks"]) == ("8", "not_found")


async def test_two_practices_give_two_grants_and_a_line_each() -> None:
    here, there = await Stage.set(name="A"), await Stage.set(name="B")
    patient, same = await here.patient(1), await there.patient(1)
    assert patient.person == same.person
    await patient.released()
    await same.released()
    async with transaction():
        files = await access.open_files(Look(patient.reader, Action.DOSSIER_VIEW, START))
    assert [grant.practice for grant in files.grants] == [here.practice, there.practice]
    assert len(await lines_of(patient.person)) == 2


async def test_a_review_is_the_patients_line_and_a_stray_number_the_practices() -> None:
    here, there = await Stage.set(), await Stage.set(name="De Es")
    patient = await here.patient()
    look = Look(there.gp, Action.REQUEST_REVIEW, START, uuid4())
    async with transaction():
        assert await access.open_review(look, Right.REQUESTS_SEE, None) is None
        foreign = await access.open_review(look, Right.REQUESTS_SEE, patient.id)
    assert isinstance(foreign, Denied)
    assert await lines_of(patient.person) == []
    mine = Look(here.gp, Action.REQUEST_REVIEW, START, uuid4())
    async with transaction():
        assert isinstance(await access.open_review(mine, Right.REQUESTS_SEE, patient.id), Grant)
    (line,) = await lines_of(patient.person)
    assert line["user_kind"] == "employee"


async def test_numbers_have_no_gap_and_never_change_whoever_looks_at_the_same_time() -> None:
    stage = await Stage.set()
    patient = await stage.patient()
    await patient.released()
    seen: dict[int, object] = {}

    async def look(n: int) -> None:
        async with transaction():
            at = START + timedelta(seconds=n)
            grant = await access.open_log(Look(patient.reader, Action.LOG_VIEW, at))
            assert grant is not None
            await accesslog.number_lines(grant)
            for line in (await accesslog.page(grant)).lines:
                assert seen.setdefault(line.number, line.at) == line.at

    async def act(n: int) -> None:
        async with transaction():
            await access.open_files(Look(patient.reader, Action.DOSSIER_VIEW, START))
            await asyncio.sleep(0.001 * (n % 5))

    await asyncio.gather(*(one(n) for n in range(20) for one in (look, act)))
    await look(99)
    assert sorted(seen) == list(range(1, 42))


async def test_the_log_is_read_in_pages_and_counted_by_who_looked() -> None:
    stage = await Stage.set()
    patient = await stage.patient()
    await patient.released()
    for _ in range(55):
        async with transaction():
            await access.open_files(Look(patient.reader, Action.RESULTS_LIST, START))
    async with transaction():
        await access.open_review(
            Look(stage.gp, Action.REQUEST_REVIEW, START, uuid4()), Right.REQUESTS_SEE, patient.id
        )
    async with transaction():
        grant = await access.open_log(Look(patient.reader, Action.LOG_VIEW, START))
        assert grant is not None
        await accesslog.number_lines(grant)
        first = await accesslog.page(grant)
        second = await accesslog.page(grant, before=first.older)
        counts = await accesslog.counts(grant)
        pieces = [piece async for piece in accesslog.every_line(grant)]
        [other] = (await accesslog.page(grant, Choice(who=Who.OTHERS))).lines
    numbers = [line.number for line in first.lines + second.lines]
    assert numbers == [line.number for piece in pieces for line in piece] == list(range(57, 0, -1))
    assert (counts.own, counts.others, counts.emergency) == (56, 1, 0)
    assert counts.organisations == ("De Linde",)
    assert (other.function, other.name, other.outside) == ("gp", "", False)


async def test_every_table_of_the_application_belongs_to_the_owner(database: Database) -> None:
    role = database.url.split("//")[1].split(":")[0]
    rows = await fetch("select tablename from pg_tables where tableowner = $1", role)
    assert rows == []
