"""Which episode a thing belongs to, whichever of them came first; what is not known is hidden."""

import itertools
from uuid import UUID

import pytest

from integration.intake.delivering import Sender, rows
from publishing import reading
from support.messages import EPISODE, Resource, bundle, contact, episode, line, patient, result
from support.stage import PatientHere, Stage, bsn

BELONGS = [{"url": EPISODE, "valueReference": {"reference": "EpisodeOfCare/e1"}}]
REPORT = {
    "resourceType": "Composition",
    "id": "v1",
    "status": "final",
    "type": {"coding": [{"system": "http://loinc.org", "code": "67781-5"}]},
    "subject": {"reference": "Patient/p1"},
    "date": "2026-02-10",
    "section": [
        {"entry": [{"reference": "Observation/l1"}, {"reference": "EpisodeOfCare/e1"}]},
    ],
}


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    return await stage.patient(3)


async def placed() -> tuple[UUID | None, bool]:
    [row] = await rows(
        "select episode, has_unknown_episode from journal_line where superseded_at is null"
    )
    return row["episode"], row["has_unknown_episode"]


async def known() -> UUID:
    [row] = await rows("select id from episode")
    found: UUID = row["id"]
    return found


async def test_a_line_of_an_episode_we_do_not_have_is_hidden(
    system: Sender, anna: PatientHere
) -> None:
    await system.send(bundle(patient(bsn(3)), line(extension=BELONGS)))
    assert await placed() == (None, True)
    await anna.released()
    assert await reading.loose_lines([await anna.grant()]) == []


async def test_the_episode_may_come_later(system: Sender, anna: PatientHere) -> None:
    await system.send(bundle(patient(bsn(3)), line(extension=BELONGS)))
    await system.send(bundle(patient(bsn(3)), episode()))
    assert await placed() == (await known(), False)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
async def test_files_may_come_in_any_order(
    system: Sender, anna: PatientHere, order: tuple[int, ...]
) -> None:
    files = [
        line(context={"reference": "Encounter/c1"}),
        contact(episodes=["e1"]),
        episode(),
    ]
    for place in order:
        await system.send(files[place], anna)
        if place == 0 and 1 not in order[: order.index(0)]:
            assert await placed() == (None, True), "its contact may name an episode"
    assert await placed() == (await known(), False)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
async def test_a_report_may_say_it_in_any_order(
    system: Sender, anna: PatientHere, order: tuple[int, ...]
) -> None:
    files: list[Resource] = [line(), REPORT, episode()]
    for place in order:
        await system.send(files[place], anna)
    assert await placed() == (await known(), False)


async def test_a_line_of_two_episodes_belongs_to_both(system: Sender, anna: PatientHere) -> None:
    other = {"url": EPISODE, "valueReference": {"reference": "EpisodeOfCare/e2"}}
    await system.send(
        bundle(patient(bsn(3)), episode("e1"), episode("e2"), line(extension=[*BELONGS, other]))
    )
    [found] = await rows("select episode, other_episodes, has_unknown_episode from journal_line")
    both = {row["id"] for row in await rows("select id from episode")}
    assert {found["episode"], *found["other_episodes"]} == both
    assert not found["has_unknown_episode"]


async def test_a_line_that_moves_remembers_where_it_stood(
    system: Sender, anna: PatientHere
) -> None:
    other = [{"url": EPISODE, "valueReference": {"reference": "EpisodeOfCare/e2"}}]
    await system.send(
        bundle(patient(bsn(3)), episode("e1"), episode("e2"), line(extension=BELONGS))
    )
    [before] = await rows("select episode from journal_line")
    await system.send(bundle(patient(bsn(3)), line(text="Anders.", extension=other)))
    [after] = await rows(
        "select episode, former_episodes from journal_line where superseded_at is null"
    )
    assert after["episode"] != before["episode"]
    assert after["former_episodes"] == [before["episode"]]


async def test_a_line_of_a_contact_that_did_not_come_is_hidden_until_it_does(
    system: Sender, anna: PatientHere
) -> None:
    stated = line(extension=BELONGS, context={"reference": "Encounter/c1"})
    await system.send(bundle(patient(bsn(3)), episode(), stated))
    assert await placed() == (await known(), True)
    await system.send(bundle(patient(bsn(3)), contact()))
    assert await placed() == (await known(), False)


async def test_a_line_without_an_episode_belongs_to_none(system: Sender, anna: PatientHere) -> None:
    await system.send(bundle(patient(bsn(3)), line()))
    assert await placed() == (None, False)


async def test_a_new_version_says_anew_where_it_belongs(system: Sender, anna: PatientHere) -> None:
    await system.send(bundle(patient(bsn(3)), episode(), line(extension=BELONGS)))
    await system.send(bundle(patient(bsn(3)), line(text="Anders.")))
    assert await placed() == (None, False)


async def test_an_episode_of_somebody_else_is_not_ours(system: Sender, anna: PatientHere) -> None:
    await system.stage.patient(4)
    await system.send(bundle(patient(bsn(4)), episode()))
    receipt = await system.send(bundle(patient(bsn(3)), line(extension=BELONGS)))
    assert receipt.quarantined == 0
    assert await placed() == (None, True)
    stolen = await system.send(bundle(patient(bsn(3)), episode(title="Van mij")))
    assert [fault.reason for fault in stolen.faults] == ["key_of_other_patient"]


async def test_a_hidden_episode_stays_hidden_when_it_is_sent_again(
    system: Sender, anna: PatientHere
) -> None:
    await system.send(bundle(patient(bsn(3)), episode()))
    await rows("update episode set visible_to_patient = false")
    await system.send(bundle(patient(bsn(3)), episode(title="Nieuwe titel", status="finished")))
    [row] = await rows("select title, is_closed, visible_to_patient from episode")
    assert row == {"title": "Nieuwe titel", "is_closed": True, "visible_to_patient": False}


async def test_a_result_belongs_to_the_episode_it_names(system: Sender, anna: PatientHere) -> None:
    await system.send(bundle(patient(bsn(3)), result(extension=BELONGS)))
    [before] = await rows("select episode, has_unknown_episode from result")
    assert before == {"episode": None, "has_unknown_episode": True}
    await system.send(bundle(patient(bsn(3)), episode()))
    [after] = await rows("select episode, has_unknown_episode from result")
    assert after == {"episode": await known(), "has_unknown_episode": False}
