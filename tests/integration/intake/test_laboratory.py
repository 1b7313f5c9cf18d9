"""Results over time: versions, corrections, reports that gather them."""

from datetime import timedelta

import pytest

from consent.register.episodes import Ticks
from integration.intake.delivering import Sender, rows
from portal.database import transaction
from publishing import inbox, reading
from publishing.model import Act
from publishing.policy import Decision
from support.messages import body, bundle, fixture, patient, result
from support.stage import PatientHere, Stage, bsn

NUMBER = "999900237"


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    return await stage.patient(3)


async def reports() -> list[dict[str, object]]:
    return await rows(
        "select rp.id, rp.title, rp.laboratory, rp.state,"
        " array_agg(r.source_key order by r.position)"
        " filter (where r.superseded_at is null) as results"
        " from report rp left join result r on r.report = rp.id group by rp.id order by rp.id"
    )


async def publish(stage: Stage, patient_here: PatientHere) -> None:
    [report] = await inbox.worklist(stage.gp, inbox.Pile.NEW, stage.at)
    seen = frozenset(one.id for one in report.results)
    decision = Decision(Act.PUBLISH, Ticks(seen, seen), conclusion="Alles goed.")
    async with transaction():
        await inbox.decide(stage.gp, report.id, decision, stage.at)
    assert patient_here.id == report.patient


async def test_a_report_holds_its_results_and_the_rest_is_gathered(
    system: Sender, laboratory: Sender
) -> None:
    known = {"name": [{"family": "Oudejans"}], "birthDate": "1949-04-30"}
    await system.send(patient(NUMBER, **known))
    receipt = await laboratory.send(fixture("r4-laboratory.json"))
    assert [fault.reason for fault in receipt.faults] == ["status_unknown"]
    found = await reports()
    assert [row["title"] for row in found] == ["Bloedonderzoek", "Bloedkweek, Creatinine"]
    assert found[0]["laboratory"] == "Laboratorium De Pipet"
    keys = [f"urn:oid:2.999.7.1|{number}" for number in range(2001, 2007)]
    assert [row["results"] for row in found] == [keys[:4], keys[4:]]


async def test_a_correction_is_a_version_and_reopens_its_report(
    laboratory: Sender, anna: PatientHere
) -> None:
    stage = laboratory.stage
    await laboratory.send(bundle(patient(bsn(3)), result()))
    await publish(stage, anna)
    await anna.released()
    assert len(await reading.reports([await anna.grant()])) == 1
    corrected = result(status="corrected", valueQuantity={"value": "4.20", "unit": "mmol/l"})
    await laboratory.send(bundle(patient(bsn(3)), corrected))
    [current] = await rows("select version, value, status from result where superseded_at is null")
    assert current == {"version": 2, "value": "4.20", "status": "corrected"}
    assert [row["state"] for row in await reports()] == ["received"]
    shown = await reading.reports([await anna.grant()])
    assert [one.value for report in shown for one in report.results] == [], "the old value is gone"


async def test_a_withdrawn_result_is_seen_no_more(laboratory: Sender, anna: PatientHere) -> None:
    await laboratory.send(bundle(patient(bsn(3)), result()))
    await publish(laboratory.stage, anna)
    await anna.released()
    await laboratory.send(bundle(patient(bsn(3)), result(status="entered-in-error")))
    assert await reading.reports([await anna.grant()]) == []


async def test_a_preliminary_result_does_not_undo_the_final_one(
    laboratory: Sender, anna: PatientHere
) -> None:
    await laboratory.send(bundle(patient(bsn(3)), result()))
    early = result(status="preliminary", valueQuantity={"value": 9, "unit": "mmol/l"})
    receipt = await laboratory.send(bundle(patient(bsn(3)), early))
    assert [fault.reason for fault in receipt.faults] == ["status_older"]
    [current] = await rows("select value from result where superseded_at is null")
    assert current["value"] == "4.1"


async def test_a_result_is_no_further_than_its_report(
    laboratory: Sender, anna: PatientHere
) -> None:
    for status, expected in (("preliminary", "preliminary"), ("final", "final")):
        report = {
            "resourceType": "DiagnosticReport",
            "id": "d",
            "status": status,
            "code": {"text": "Bloed"},
            "subject": {"reference": "Patient/p1"},
            "result": [{"reference": "Observation/r1"}],
        }
        await laboratory.send(bundle(patient(bsn(3)), report, result()))
        [current] = await rows("select status from result where superseded_at is null")
        assert current["status"] == expected


async def test_a_report_that_comes_later_takes_its_results_over(
    laboratory: Sender, anna: PatientHere
) -> None:
    await laboratory.send(bundle(patient(bsn(3)), result()))
    report = {
        "resourceType": "DiagnosticReport",
        "id": "d",
        "status": "final",
        "code": {"text": "Bloed"},
        "subject": {"reference": "Patient/p1"},
        "result": [{"identifier": {"system": "urn:lab", "value": "r1"}}],
    }
    await laboratory.send(bundle(patient(bsn(3)), report))
    assert [(row["title"], row["results"]) for row in await reports()] == [
        ("Bloed", ["urn:lab|r1"])
    ]


async def test_a_report_that_came_first_waits_for_its_results(
    laboratory: Sender, anna: PatientHere
) -> None:
    report = {
        "resourceType": "DiagnosticReport",
        "id": "d",
        "identifier": [{"system": "urn:lab:reports", "value": "7"}],
        "status": "final",
        "code": {"text": "Bloed"},
        "subject": {"reference": "Patient/p1"},
        "result": [{"reference": "Observation/r1"}, {"reference": "Observation/r2"}],
    }
    assert (await laboratory.send(bundle(patient(bsn(3)), report))).kept == 1
    for key in ("r1", "r2"):
        await laboratory.send(bundle(patient(bsn(3)), result(key)))
    [held] = await rows("select source_key from report")
    assert held["source_key"] == "urn:lab:reports|7"


async def test_the_same_result_in_a_message_made_anew_is_known(
    laboratory: Sender, anna: PatientHere
) -> None:
    first = bundle(patient(bsn(3), "p1"), result("r", "p1"))
    second = bundle(patient(bsn(3), "p77"), result("r", "p77", meta={"versionId": "2"}))
    await laboratory.send(first)
    again = await laboratory.send(second, at=laboratory.stage.at + timedelta(days=1))
    assert again.duplicate == 1
    assert len(await rows("select id from result")) == 1


async def test_numbers_are_stored_as_written(laboratory: Sender, anna: PatientHere) -> None:
    message = body(bundle(patient(bsn(3)), result())).replace(b"4.1", b"4.10")
    await laboratory.send(message)
    [row] = await rows("select value, unit, code, code_system from result")
    assert row == {"value": "4.10", "unit": "mmol/l", "code": "513", "code_system": "nhg45"}
