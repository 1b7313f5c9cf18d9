"""Notes beside a file: whose they are, how they end, and that no patient ever meets one."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from consent.errors import NotFound
from consent.model import Function, Right
from consent.statements import fetch
from portal.database import transaction
from publishing.inside import notes
from publishing.inside.notes import WORKING_DAYS, Text
from publishing.visibility import Gate, NoteFacts, note_gates
from support.stage import START, PatientHere, Stage, lines_of

pytestmark = pytest.mark.usefixtures("engine")
DAY = timedelta(days=1)


@pytest.fixture
async def anna() -> PatientHere:
    """Give somebody who is enrolled here."""
    return await (await Stage.set()).patient()


async def written(patient: PatientHere, body: str, *, shared: bool = False) -> None:
    """Let the GP write a note."""
    async with transaction():
        await notes.write(patient.stage.gp, patient.id, Text(body, shared), START)


async def read(patient: PatientHere, days: int = 0) -> list[str]:
    """Give what the GP reads so many days later."""
    review = await patient.review()
    return [one.body for one in await notes.notes_of(replace(review, at=START + days * DAY))]


async def read_by_colleague(patient: PatientHere) -> list[str]:
    """Give what another employee reads."""
    nurse = await patient.stage.employee(Function.NURSE, Right.REQUESTS_SEE)
    review = await patient.review()
    return [one.body for one in await notes.notes_of(replace(review, reader=nurse))]


async def test_a_working_note_is_its_authors_alone(anna: PatientHere) -> None:
    await written(anna, "Vermoeden.")
    await written(anna, "Liever niet bellen.", shared=True)
    assert await read(anna) == ["Liever niet bellen.", "Vermoeden."]
    assert await read_by_colleague(anna) == ["Liever niet bellen."]


async def test_a_working_note_ends_and_is_wiped(anna: PatientHere) -> None:
    await written(anna, "Vermoeden.")
    assert await read(anna, WORKING_DAYS) == ["Vermoeden."]
    assert await read(anna, WORKING_DAYS + 1) == []
    async with transaction():
        later = START + (WORKING_DAYS + 1) * DAY
        await notes.write(anna.stage.gp, anna.id, Text("Nieuw."), later)
    assert [row["body"] for row in await fetch("select body from note order by id")] == [
        "",
        "Nieuw.",
    ]


async def test_what_is_shared_stays_and_colleagues_read_it(anna: PatientHere) -> None:
    await written(anna, "Vermoeden.")
    [note] = await notes.notes_of(await anna.review())
    async with transaction():
        await notes.share(anna.stage.gp, note.id, START)
    assert await read_by_colleague(anna) == ["Vermoeden."]
    assert await read(anna, 10 * WORKING_DAYS) == ["Vermoeden."]
    for step in (notes.share, notes.remove):
        with pytest.raises(NotFound):
            async with transaction():
                await step(anna.stage.gp, note.id, START)


async def test_nobody_shares_or_removes_the_note_of_another(anna: PatientHere) -> None:
    await written(anna, "Vermoeden.")
    [note] = await notes.notes_of(await anna.review())
    nurse = await anna.stage.employee(Function.NURSE, Right.REQUESTS_SEE)
    for step in (notes.share, notes.remove):
        with pytest.raises(NotFound):
            async with transaction():
                await step(nurse, note.id, START)


async def test_a_removed_note_is_wiped(anna: PatientHere) -> None:
    await written(anna, "Vermoeden.")
    [note] = await notes.notes_of(await anna.review())
    async with transaction():
        await notes.remove(anna.stage.gp, note.id, START)
    assert await read(anna) == []
    assert [row["body"] for row in await fetch("select body from note")] == [""]


async def test_no_line_of_the_patient_tells_of_a_note(anna: PatientHere) -> None:
    await written(anna, "Vermoeden.")
    assert await lines_of(anna.person) == []
    assert [line["event_subtype"] for line in await lines_of()] == ["note.write"]


async def test_a_note_beside_another_practices_file_cannot_be_written(anna: PatientHere) -> None:
    elsewhere = await Stage.set(name="De Molen")
    with pytest.raises(NotFound):
        async with transaction():
            await notes.write(elsewhere.gp, anna.id, Text("Vermoeden."), START)


async def test_a_note_is_never_for_a_patient(anna: PatientHere) -> None:
    await anna.released()
    grant = await anna.grant()
    assert await notes.notes_of(grant) == []
    assert note_gates(grant, NoteFacts(is_shared=False)) == {Gate.AUTHOR_ONLY}
    assert note_gates(grant, NoteFacts(is_shared=True)) == {Gate.PRACTICE_ONLY}
