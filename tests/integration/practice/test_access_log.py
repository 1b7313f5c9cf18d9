"""The practice reads its own log: with a reason, always on record, never another practice's."""

import csv
import json
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import httpx
import pytest

from consent import access, accesslog
from consent.access import Look
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound
from consent.model import Actor, Function, Right
from consent.oversight import reading
from consent.oversight.model import Per, Period
from consent.oversight.reading import Wanted
from integration.practice.conftest import LogIn
from integration.practice.registering import sent
from portal.database import transaction
from support.stage import START, PatientHere, Stage, lines_of

OVERVIEW, DAY = "/praktijk/logboek", "van=2026-03-04&tot=2026-03-04"
WHY = "De patiënt belde hierover."
HOUR = timedelta(hours=1)


@pytest.fixture
async def officer(stage: Stage, log_in: LogIn) -> Actor:
    """Log in somebody who may read the log and nothing else."""
    actor = await stage.employee(Function.PRACTICE_MANAGER, Right.LOG_READ)
    await log_in(actor)
    return actor


async def looked(by: Actor, patient: PatientHere, times: int = 1) -> None:
    """Let an employee look into a file this often."""
    event = Event(
        Action.RESULT_REVIEW,
        patient.stage.at,
        person=patient.person,
        practice=patient.stage.practice,
        object_id=uuid4(),
    )
    async with transaction():
        await accesslog.record(by, *[event] * times)


async def totals(officer: Actor, per: Per, **wanted: object) -> list[tuple[object, ...]]:
    day = START.date()
    async with transaction():
        found = await reading.overview(
            officer, Wanted(Period(day, day), **wanted), per, START + HOUR
        )
    return [(one.looks, one.visits, one.files, one.people) for one in found]


async def test_overviews_count_by_day_by_employee_and_by_file(stage: Stage, officer: Actor) -> None:
    anna, bert = await stage.patient(), await stage.patient(1, name="Bert Boer")
    elsewhere = await (await Stage.set(name="De Es")).patient()
    await looked(stage.gp, anna, 3)
    await looked(stage.gp, bert)
    await looked(elsewhere.stage.gp, elsewhere, 5)
    await anna.released()
    async with transaction():
        await access.open_files(Look(anna.reader, Action.RESULTS_LIST, START))
    assert await totals(officer, Per.DAY) == [(4, 1, 2, 1)]
    assert await totals(officer, Per.EMPLOYEE) == [(4, 0, 2, 1)]
    assert await totals(officer, Per.DOSSIER) == [(3, 1, 1, 1), (1, 0, 1, 1)]
    assert await totals(officer, Per.DOSSIER, by=stage.gp.id) == [(3, 0, 1, 1), (1, 0, 1, 1)]
    assert await totals(officer, Per.DAY, by=officer.id) == []
    noted = [row for row in await lines_of() if row["event_subtype"] == "log.overview"]
    assert [row["object_detail"] for row in noted] == [
        "day",
        "employee",
        "dossier",
        "dossier",
        "day",
    ]


async def test_nobody_without_a_practice_reads_a_log(stage: Stage) -> None:
    stray = Actor(stage.gp.kind, stage.gp.function)
    wanted = Wanted(Period(START.date(), START.date()))
    with pytest.raises(NotFound):
        await reading.overview(stray, wanted, Per.DAY, START)


async def test_a_log_of_one_patient_takes_a_reason_that_the_patient_reads(
    client: httpx.AsyncClient, stage: Stage, officer: Actor
) -> None:
    anna = await stage.patient()
    await looked(stage.gp, anna)
    path = f"/praktijk/patienten/{anna.id}/logboek"
    asked = await client.get(path)
    assert "Anna" not in asked.text
    assert "Waarom wilt u dit zien?" in asked.text
    short = await sent(client, path, path, reason="zomaar")
    assert (short.status_code, "Anna" in short.text) == (400, False)
    assert len(await lines_of(anna.person)) == 1
    seen = await sent(client, path, path, reason=WHY)
    assert seen.status_code == 200
    assert "Anna Bakker" in seen.text
    assert "Medewerker gp" in seen.text
    *_, line = await lines_of(anna.person)
    assert (line["event_subtype"], line["reason_text"]) == ("log.review", WHY)


async def test_a_log_of_one_patient_goes_on_page_by_page_with_the_same_reason(
    client: httpx.AsyncClient, stage: Stage, officer: Actor
) -> None:
    anna = await stage.patient()
    await looked(stage.gp, anna, reading.PAGE + 5)
    async with transaction():
        grant = await access.open_review(
            Look(officer, Action.LOG_REVIEW, START, anna.id, WHY), Right.LOG_READ, anna.id
        )
        period = Period(START.date(), START.date())
        first = await reading.of_patient(grant, period)
        second = await reading.of_patient(grant, period, first.older)
    found = [one.line.id for one in (*first.lines, *second.lines)]
    assert (len(first.lines), len(set(found)), second.older) == (
        reading.PAGE,
        reading.PAGE + 6,
        None,
    )


async def test_what_happened_at_another_practice_is_not_told(
    client: httpx.AsyncClient, stage: Stage, officer: Actor
) -> None:
    there = await Stage.set(name="GGZ De Es")
    anna, same = await stage.patient(), await there.patient()
    await looked(there.gp, same)
    own = f"/praktijk/patienten/{anna.id}/logboek"
    seen = await sent(client, own, own, reason=WHY)
    assert "GGZ De Es" not in seen.text
    for path in (
        f"/praktijk/patienten/{same.id}/logboek",
        f"/praktijk/patienten/{uuid4()}/logboek",
    ):
        assert (await client.get(path)).status_code == 404
        assert (await sent(client, own, path, reason=WHY)).status_code == 404


async def test_files_hold_every_line_and_are_lines_themselves(
    client: httpx.AsyncClient, stage: Stage, officer: Actor
) -> None:
    anna = await stage.patient(name='Anna =1+1";')
    await looked(stage.gp, anna, 3)
    path = f"/praktijk/patienten/{anna.id}/logboek"
    kept = await sent(client, path, path, reason=WHY, kind="csv")
    assert kept.headers["content-disposition"] == 'attachment; filename="toegangslog-dossier.csv"'
    rows = list(csv.reader(StringIO(kept.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1 + 3 + 1
    assert {row[2] for row in rows[2:]} == {"Huisarts Medewerker gp"}
    events = await sent(client, path, path, reason=WHY, kind="fhir")
    assert events.headers["content-type"].startswith("application/fhir+json")
    found = [one["resource"]["resourceType"] for one in json.loads(events.content)["entry"]]
    assert found == ["Patient"] + ["AuditEvent"] * 5
    file = f"{OVERVIEW}/bestand"
    whole = await sent(client, OVERVIEW, file, since="2026-03-04", kind="xlsx")
    assert whole.content.startswith(b"PK")
    exports = [row for row in await lines_of(anna.person) if row["event_subtype"] == "log.export"]
    assert [row["reason_text"] for row in exports] == [WHY, WHY]
    assert [row["event_subtype"] for row in await lines_of()][-1] == "log.export"
    assert (await sent(client, OVERVIEW, file, kind="exe")).status_code == 400


async def test_too_many_lines_for_a_file_are_said_on_the_page(
    client: httpx.AsyncClient,
    stage: Stage,
    officer: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MOST_LINES", 2)
    anna = await stage.patient()
    await looked(stage.gp, anna, 3)
    data = {"since": "2026-03-01", "kind": "csv"}
    for path, more in (
        (f"{OVERVIEW}/bestand", {}),
        (f"/praktijk/patienten/{anna.id}/logboek", {"reason": WHY}),
    ):
        answer = await sent(client, OVERVIEW, path, **data, **more)
        assert answer.status_code == 400
        assert "te veel regels" in answer.text


async def test_nonsense_in_an_address_is_as_if_not_said(
    client: httpx.AsyncClient, officer: Actor
) -> None:
    for query in ("per=x&van=nooit&tot=99&wie=ik&nummer=Pieter", DAY, "nummer=P0000010001"):
        assert (await client.get(f"{OVERVIEW}?{query}")).status_code == 200
