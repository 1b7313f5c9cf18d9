"""The copy of a whole file: all that the law gives, what the portal hides too, and on record."""

from uuid import uuid4

import httpx
import pytest

from consent.model import Actor, Function, Right
from integration.practice.conftest import LogIn
from integration.practice.registering import sent
from portal.database import transaction
from publishing import copying, tables
from support.kept import item, measurement
from support.stage import START, PatientHere, Stage, lines_of
from unit.paper.reading import Reading

WHY = "U vroeg om een kopie van uw hele dossier."


@pytest.fixture
async def assistant(stage: Stage, log_in: LogIn) -> Actor:
    """Log in somebody who decides about requests."""
    actor = await stage.employee(Function.ASSISTANT, Right.REQUESTS_DECIDE)
    await log_in(actor)
    return actor


async def filled(patient: PatientHere) -> None:
    """Fill a file with what a patient sees, with what they do not, and with notes."""
    hidden = await patient.episode("Depressie", visible_to_patient=False)
    await patient.line("S", "Zegt slecht te slapen.", episode=hidden)
    await patient.line("O", "Oogt moe.", episode=hidden)
    await patient.line("E", "Een losse regel.")
    report = await patient.report("Bloedonderzoek")
    await patient.result(report, "Glucose", value="7.8")
    await patient.letter("Brief van de cardioloog", file_sealed=None, file_size=None)
    await item(patient, name="Verborgen middel", visible_to_patient=False, episode=hidden)
    await item(patient, name="Oude versie", superseded_at=START)
    await measurement(patient, remark="Na inspanning.", episode=hidden)
    note = {"patient": patient.id, "author": patient.stage.gp.id, "written_at": START}
    async with transaction():
        for body, more in (
            ("Alleen voor mij.", {"expires_on": START.date()}),
            ("Gedeeld met de praktijk.", {"shared_at": START}),
        ):
            await tables.Note.insert(tables.Note(id=uuid4(), body=body, **note, **more))


async def test_all_of_a_file_is_in_it_but_nobodys_working_notes(
    client: httpx.AsyncClient, stage: Stage, assistant: Actor
) -> None:
    anna = await stage.patient()
    await filled(anna)
    path = f"/praktijk/patienten/{anna.id}/kopie"
    form = await client.get(path)
    assert "Anna" not in form.text
    answer = await sent(client, path, path, explanation=WHY)
    assert answer.headers["content-disposition"] == 'attachment; filename="kopie-dossier.pdf"'
    heard = Reading(answer.content).text()
    for told in (
        WHY,
        "Anna Bakker",
        "Depressie",
        "Zegt slecht te slapen.",
        "Oogt moe.",
        "Een losse regel.",
        "Glucose",
        "7,8",
        "Brief van de cardioloog",
        "geen bestand ontvangen",
        "Gedeeld met de praktijk.",
        "Verborgen middel",
        "81,5 kg",
        "Na inspanning.",
    ):
        assert told in heard, told
    assert "Alleen voor mij." not in heard
    assert "Oude versie" not in heard
    (line,) = await lines_of(anna.person)
    assert (line["event_subtype"], line["event_code"], line["reason_text"]) == (
        "copy.give",
        "110106",
        WHY,
    )


async def test_without_an_explanation_nothing_is_read(
    client: httpx.AsyncClient, stage: Stage, assistant: Actor
) -> None:
    anna = await stage.patient()
    path = f"/praktijk/patienten/{anna.id}/kopie"
    answer = await sent(client, path, path, explanation="kort")
    assert answer.status_code == 400
    assert await lines_of(anna.person) == []


async def test_a_copy_is_of_ones_own_practice_alone(
    client: httpx.AsyncClient, stage: Stage, mill: Stage, assistant: Actor
) -> None:
    own, there = await stage.patient(), await mill.patient()
    path = f"/praktijk/patienten/{there.id}/kopie"
    assert (await client.get(path)).status_code == 404
    answer = await sent(client, f"/praktijk/patienten/{own.id}/kopie", path, explanation=WHY)
    assert answer.status_code == 404
    assert await lines_of(there.person) == []


async def test_a_patients_own_grant_opens_no_copy_of_the_whole(stage: Stage) -> None:
    anna = await stage.patient()
    await anna.released()
    with pytest.raises(ValueError, match="preview"):
        await copying.whole(await anna.grant())
