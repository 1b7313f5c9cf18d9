"""What a source states that decides about showing: attention values, kinds of contact, secrecy."""

from typing import Any

import pytest
from msgspec.structs import replace

from integration.intake.delivering import Sender, rows
from publishing import reading
from support.messages import EPISODE, Resource, bundle, contact, episode, line, patient, result
from support.stage import PatientHere, Stage, bsn

SECRECY = "http://hl7.org/fhir/v3/Confidentiality"
NHG14 = "https://referentiemodel.nhg.org/tabellen/nhg-tabel-14-contactwijze"
BELONGS = [{"url": EPISODE, "valueReference": {"reference": "EpisodeOfCare/e1"}}]


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    return await stage.patient(3)


def flag(status: str = "active", about: str = "EpisodeOfCare/e1") -> Resource:
    detail = "http://hl7.org/fhir/StructureDefinition/flag-detail"
    return {
        "resourceType": "Flag",
        "id": "f1",
        "identifier": [{"system": "urn:his:flags", "value": "f1"}],
        "extension": [{"url": detail, "valueReference": {"reference": about}}],
        "status": status,
        "code": {"text": "Let op"},
        "subject": {"reference": "Patient/p1"},
    }


def secret(code: str) -> dict[str, Any]:
    return {"meta": {"security": [{"system": SECRECY, "code": code}]}}


async def has_attention() -> bool:
    [row] = await rows("select attention from episode")
    return bool(row["attention"])


@pytest.mark.parametrize("flag_first", [True, False])
async def test_a_flag_gives_its_episode_an_attention_value(
    system: Sender, anna: PatientHere, *, flag_first: bool
) -> None:
    messages = [bundle(patient(bsn(3)), flag()), bundle(patient(bsn(3)), episode())]
    for message in messages if flag_first else reversed(messages):
        await system.send(message)
    assert await has_attention()


async def test_an_attention_value_goes_and_comes_back(system: Sender, anna: PatientHere) -> None:
    await system.send(bundle(patient(bsn(3)), episode(), flag()))
    for status, attention in (("inactive", False), ("active", True), ("entered-in-error", False)):
        await system.send(bundle(patient(bsn(3)), flag(status)))
        assert await has_attention() is attention


async def test_a_flag_about_something_else_is_kept(system: Sender, anna: PatientHere) -> None:
    receipt = await system.send(bundle(patient(bsn(3)), episode(), flag(about="Condition/c1")))
    assert receipt.quarantined == 0
    assert not await has_attention()


async def test_what_is_restricted_arrives_hidden_and_stays_as_it_was_put(
    system: Sender, anna: PatientHere
) -> None:
    made = bundle(patient(bsn(3)), episode(**secret("R")), line(**secret("R")))
    await system.send(made)
    found = await rows(
        "select visible_to_patient, confidentiality from episode"
        " union all select visible_to_patient, confidentiality from journal_line"
    )
    assert found == [{"visible_to_patient": False, "confidentiality": "R"}] * 2


async def test_what_is_very_restricted_is_never_shown(system: Sender, anna: PatientHere) -> None:
    await anna.released()
    await system.send(
        bundle(
            patient(bsn(3)),
            episode(),
            line(extension=BELONGS, **secret("V")),
            line(key="l2", extension=BELONGS, context={"reference": "Encounter/c1"}),
            line(key="l3", text="Te zien.", extension=BELONGS),
            contact(**secret("V")),
            result(**secret("V")),
        )
    )
    grants = [await anna.grant()]
    [shown] = await reading.with_lines(grants, await reading.episodes(grants))
    assert [one.body for one in shown.lines] == ["Te zien."]
    [kept] = await rows("select confidentiality from result")
    assert kept["confidentiality"] == "V"


async def test_desk_work_is_shown_where_the_practice_chose_so(
    system: Sender, anna: PatientHere
) -> None:
    await anna.released()
    kind = {"type": [{"coding": [{"system": NHG14, "code": "08"}]}]}
    written = line(extension=BELONGS, context={"reference": "Encounter/c1"})
    await system.send(bundle(patient(bsn(3)), episode(), contact(**kind), written))
    grants = [await anna.grant()]
    [shown] = await reading.with_lines(grants, await reading.episodes(grants))
    assert shown.lines == ()
    [grant] = grants
    chose = [replace(grant, agreements=replace(grant.agreements, without_contact=True))]
    [shown] = await reading.with_lines(chose, await reading.episodes(chose))
    assert [one.body for one in shown.lines] == ["Rustig beeld."]


async def test_a_very_restricted_report_keeps_its_lines(system: Sender, anna: PatientHere) -> None:
    report = {
        "resourceType": "Composition",
        "id": "v1",
        "status": "final",
        "type": {"coding": [{"system": "http://loinc.org", "code": "67781-5"}]},
        "subject": {"reference": "Patient/p1"},
        "date": "2026-02-10",
        "section": [{"entry": [{"reference": "Observation/l1"}]}],
        **secret("V"),
    }
    await system.send(bundle(patient(bsn(3)), report, line()))
    [found] = await rows("select confidentiality from journal_line")
    assert found["confidentiality"] == "V"
