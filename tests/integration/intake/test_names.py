"""A known patient who is called otherwise, or was born otherwise, by the word of a system."""

import pytest

from consent.register.correcting import Correction, Why, correct
from consent.register.names import RegisteredName
from consent.statements import fetch
from integration.intake.delivering import Sender
from portal.database import transaction
from support.messages import Resource, bundle, patient
from support.stage import PatientHere, Stage, bsn, lines_of


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    """Give Anna Bakker, born on 17 May 1960, who is enrolled."""
    return await stage.patient(3)


def called(family: str, born: str = "1960-05-17", given: str = "Anna") -> Resource:
    name = {"family": family, "given": [given]} if given else {"family": family}
    return bundle(patient(bsn(3), name=[name], birthDate=born))


async def known() -> tuple[str, ...]:
    (row,) = await fetch("select given, family, born from person")
    return tuple(row)


async def corrections(anna: PatientHere) -> list[tuple[str, str]]:
    return [
        (line["object_detail"], line["user_kind"])
        for line in await lines_of(anna.person)
        if line["event_subtype"] == "patient.correct"
    ]


async def test_a_changed_name_or_birth_date_is_applied_with_a_line(
    system: Sender, anna: PatientHere
) -> None:
    await system.send(called("Bakker"))
    assert await corrections(anna) == []
    await system.send(called("de Wit"))
    await system.send(called("de Wit", "1960-05-18"))
    assert await known() == ("Anna", "de Wit", "1960-05-18")
    assert await corrections(anna) == [("name", "source"), ("born", "source")]


async def test_who_goes_back_to_an_earlier_name_is_called_so_again(
    system: Sender, anna: PatientHere
) -> None:
    for name in ("Bakker", "de Wit", "Bakker"):
        await system.send(called(name))
    assert await known() == ("Anna", "Bakker", "1960-05-17")
    assert len(await corrections(anna)) == 2


async def test_what_a_system_does_not_say_leaves_what_is_known(
    system: Sender, anna: PatientHere
) -> None:
    await system.send(called("Bakker", "1960-05", given=""))
    assert await known() == ("Anna", "Bakker", "1960-05-17")
    await system.send(called("de Wit", "1960", given=""))
    assert await known() == ("Anna", "de Wit", "1960-05-17")


async def test_what_was_put_right_by_hand_stands_until_the_system_says_something_new(
    system: Sender, anna: PatientHere
) -> None:
    await system.send(called("Bakker"))
    name = RegisteredName(given="Anna", own_family="Baker")
    wanted = Correction(name=name, born="1960-05-17", why=Why.MISTAKE)
    async with transaction():
        stage = system.stage
        await correct(stage.gp, stage.vault, anna.id, wanted, stage.at)
    await system.send(called("Bakker"))
    assert await known() == ("Anna", "Baker", "1960-05-17")
    await system.send(called("de Wit"))
    assert await known() == ("Anna", "de Wit", "1960-05-17")


async def test_a_laboratory_changes_no_name(laboratory: Sender, anna: PatientHere) -> None:
    await laboratory.send(called("de Wit", "1961"))
    assert await known() == ("Anna", "Bakker", "1960-05-17")
    assert await corrections(anna) == []
