"""Medicines, hypersensitivities, vaccinations and measurements find their place in a file."""

from datetime import timedelta
from typing import Any

import pytest

from consent.model import Section
from consent.statements import fetch
from integration.intake.delivering import Sender
from portal.database import transaction
from portal.intake.again import Reading, read_again
from publishing import tables
from publishing.filing import aside
from publishing.filing.desk import Terms
from publishing.filing.health import kept
from publishing.measuring import reading as measuring
from publishing.summary import reading as summary
from support.health import blood_pressure, hypersensitivity, medication, use, vaccination, weight
from support.messages import bundle, contact, episode, patient
from support.stage import START, PatientHere, Stage, bsn


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    found = await stage.patient(3)
    await found.released()
    return found


async def names(who: PatientHere, section: Section = Section.MEDICATION) -> list[str]:
    return [one.name for one in await summary.items([await who.grant()], section)]


async def values(who: PatientHere) -> list[str]:
    return [one.value.value for one in await measuring.every([await who.grant()])]


async def test_each_kind_has_its_place(system: Sender, anna: PatientHere) -> None:
    everything = (medication(), use(), hypersensitivity(), vaccination(), blood_pressure())
    receipt = await system.send(bundle(patient(bsn(3)), *everything))
    assert (receipt.accepted, receipt.kept) == (6, 0)
    assert set(await names(anna)) == {"METOPROLOL 50MG TABLET", "Paracetamol 500 mg"}
    assert await names(anna, Section.HYPERSENSITIVITIES) == ["Penicilline"]
    assert await names(anna, Section.VACCINATIONS) == ["Griepvaccin"]
    assert sorted(await values(anna)) == ["148.0", "86.0"]
    again = await system.send(bundle(patient(bsn(3)), *everything))
    assert (again.accepted, again.duplicate) == (0, 6)


async def test_a_new_word_replaces_and_an_error_takes_away(
    system: Sender, anna: PatientHere
) -> None:
    await system.send(bundle(patient(bsn(3)), medication(), weight()))
    stopped = medication(status="stopped")
    await system.send(bundle(patient(bsn(3)), stopped, weight(value=79.0, status="corrected")))
    [one] = await summary.items([await anna.grant()], Section.MEDICATION)
    assert not one.is_current
    assert await values(anna) == ["79.0"]
    # It is taken up again, in the very words of before.
    await system.send(bundle(patient(bsn(3)), medication()))
    [one] = await summary.items([await anna.grant()], Section.MEDICATION)
    assert one.is_current
    wrong = medication(status="entered-in-error")
    await system.send(bundle(patient(bsn(3)), wrong, weight(status="entered-in-error")))
    assert await names(anna) == await values(anna) == []
    assert len(await fetch("select from summary_item")) == 3, "every version is still there"


async def test_one_bad_entry_leaves_the_others(system: Sender, anna: PatientHere) -> None:
    bad = medication("m2", medicationReference={})
    receipt = await system.send(bundle(patient(bsn(3)), bad, medication()))
    [fault] = receipt.faults
    assert fault.path == "entry[1].resource.medicationCodeableConcept"
    assert await names(anna) == ["METOPROLOL 50MG TABLET"]


async def test_a_key_is_of_one_kind(system: Sender, anna: PatientHere) -> None:
    await system.send(bundle(patient(bsn(3)), medication()))
    same = hypersensitivity(identifier=medication()["identifier"])
    receipt = await system.send(bundle(patient(bsn(3)), same))
    assert [fault.reason for fault in receipt.faults] == ["key_repeated"]
    assert await names(anna) == ["METOPROLOL 50MG TABLET"]


async def test_a_measurement_follows_its_contact_and_a_medicine_does_not(
    system: Sender, anna: PatientHere
) -> None:
    where = {"context": {"reference": "Encounter/c1"}}
    await system.send(bundle(patient(bsn(3)), weight(**where), medication(**where)))
    assert await values(anna) == [], "what it refers to is not here"
    assert await names(anna) == ["METOPROLOL 50MG TABLET"]
    await system.send(bundle(patient(bsn(3)), contact("c1", ["e1"]), episode("e1")))
    assert await values(anna) == ["81.5"]
    async with transaction():
        await fetch("update episode set visible_to_patient = false")
    assert await values(anna) == [], "its contact stands in a hidden episode"
    assert await names(anna) == ["METOPROLOL 50MG TABLET"]


async def test_what_a_colleague_hid_stays_hidden_in_its_next_version(
    system: Sender, anna: PatientHere
) -> None:
    await system.send(bundle(patient(bsn(3)), medication(), weight()))
    async with transaction():
        await fetch("update summary_item set visible_to_patient = false")
        await fetch("update measurement set visible_to_patient = false")
    await system.send(bundle(patient(bsn(3)), medication(status="on-hold"), weight(value=80.0)))
    assert await names(anna) == await values(anna) == []


async def test_what_is_restricted_arrives_hidden(system: Sender, anna: PatientHere) -> None:
    system_ = "http://hl7.org/fhir/v3/Confidentiality"
    label = {"meta": {"security": [{"system": system_, "code": "R"}]}}
    await system.send(bundle(patient(bsn(3)), medication(**label), vaccination(**label)))
    assert await names(anna) == await names(anna, Section.VACCINATIONS) == []


async def _kept_as_before(message: dict[str, Any], system: Sender) -> None:
    """Leave a message as it was taken in when its kinds had no rows yet."""
    await system.send(message)
    async with transaction():
        await tables.IntakeItem.update({tables.IntakeItem.is_kept: True}).where(
            tables.IntakeItem.kind != "Patient"
        )
        for table in (tables.SummaryItem, tables.Measurement):
            await table.update({table.superseded_at: START}, force=True)


async def _again(system: Sender) -> list[int]:
    how = Reading(START + timedelta(days=1), "nl", Terms())
    filed = []
    for message in await kept.messages(system.source.id):
        found = await aside.aside(message)
        assert found is not None
        receipt = await read_again(system.stage.vault, found, how, await kept.whole(message))
        filed.append(receipt.accepted)
    return filed


async def test_what_was_kept_whole_is_filed_when_it_is_read_again(
    system: Sender, anna: PatientHere
) -> None:
    message = bundle(patient(bsn(3)), medication(), hypersensitivity(), blood_pressure())
    await _kept_as_before(message, system)
    assert await names(anna) == []
    assert await _again(system) == [3]
    assert await names(anna) == ["METOPROLOL 50MG TABLET"]
    assert len(await values(anna)) == 2
    assert await _again(system) == [], "once"
    again = await system.send(message)
    assert (again.accepted, again.duplicate) == (0, 4)


async def test_what_was_kept_whole_and_comes_again_is_filed(
    system: Sender, anna: PatientHere
) -> None:
    await _kept_as_before(bundle(patient(bsn(3)), medication()), system)
    receipt = await system.send(bundle(patient(bsn(3)), medication()))
    assert receipt.accepted == 1
    assert await names(anna) == ["METOPROLOL 50MG TABLET"]
    assert await _again(system) == [], "what came later says more"
