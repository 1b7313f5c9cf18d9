"""Who acts for another finds their own looks, and nothing that tells what is kept from them."""

import re
from datetime import timedelta
from uuid import uuid4

import httpx
import msgspec
import pytest

from consent import accesslog, tables
from consent.accesslog import Event
from consent.actions import Action
from consent.model import Function
from consent.queries import log as queries
from integration.patient.test_log_page import ELSEWHERE
from portal.database import transaction
from portal.identity import sessions
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from support.stage import START, PatientHere, Stage
from unit.paper.reading import Reading

TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')
PATHS = ("/mijn/logboek", "/mijn/logboek?wie=anderen", "/mijn/logboek.pdf")


def alike() -> tuple[int, int]:
    """Two people whose BSN ends in the same digits, as the PDF prints them."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    valid = [
        number
        for number in range(999900000, 999930000)
        if sum(int(d) * w for d, w in zip(str(number), weights, strict=True)) % 11 == 0
    ]
    seen: dict[int, int] = {}
    for place, number in enumerate(valid):
        if number % 1000 in seen:
            return seen[number % 1000], place
        seen[number % 1000] = place
    raise AssertionError


async def mandated(patient: PatientHere, daughter: PatientHere) -> None:
    """Let the daughter act for this patient."""
    representation = uuid4()
    row = {
        "id": representation,
        "patient": patient.id,
        "representative": daughter.person,
        "kind": "mandatee",
        "document": "mandate",
        "presence": "patient_alone",
        "starts_on": START.date() - timedelta(days=30),
        "registered_by": patient.stage.gp.id,
        "registered_at": START - timedelta(days=30),
    }
    async with transaction():
        await tables.Representation.insert(tables.Representation(**row))
    await patient.released(reader=daughter.person, representation=representation)


async def look_of(
    client: httpx.AsyncClient, patient: PatientHere, daughter: PatientHere
) -> list[bytes]:
    """What the daughter gets to see of the log of a patient, twice."""
    new = NewSession(
        kind=VisitorKind.PATIENT,
        level=25,
        language="nl",
        person=daughter.person,
        subject=patient.person,
    )
    async with transaction():
        _, token = await sessions.begin(new, START)
    client.cookies.set("portal_session", token)
    found = []
    for path in PATHS * 2:
        answer = await client.get(path)
        assert answer.status_code == 200, path
        found.append(TOKEN.sub("", answer.content.decode("latin-1")).encode("latin-1"))
    return found


async def hidden_life(patient: PatientHere) -> None:
    """Let everything happen that a proxy must not learn of."""
    stage = patient.stage
    episode = await patient.episode("GEHEIM", visible_to_patient=False)
    nurse = await stage.employee(Function.NURSE)
    async with transaction():
        for actor in (nurse, stage.gp, ELSEWHERE, patient.reader):
            for action in (Action.EPISODE_VIEW, Action.DOSSIER_VIEW, Action.VISIBILITY_SET):
                at = START - timedelta(days=3)
                event = Event(
                    action, at, patient.person, practice=stage.practice, object_id=episode
                )
                await accesslog.record(actor, event)


@pytest.fixture
async def twins(stage: Stage) -> tuple[PatientHere, PatientHere, PatientHere]:
    """Two patients who differ in hidden things alone, and who acts for both."""
    first, second = alike()
    quiet, busy = await stage.patient(first), await stage.patient(second)
    daughter = await stage.patient(400, name="Dochter Bakker")
    for patient in (quiet, busy):
        await mandated(patient, daughter)
        async with transaction():
            reader = msgspec.structs.replace(
                daughter.reader, function=Function.MANDATEE, subject=patient.person
            )
            for days in (1, 2):
                event = Event(
                    Action.RESULTS_LIST, START - timedelta(days=days), person=patient.person,
                    practice=stage.practice,
                )  # fmt: skip
                await accesslog.record(reader, event)
    await hidden_life(busy)
    return quiet, busy, daughter


async def test_two_logs_that_differ_in_hidden_things_alone_look_the_same(
    twins: tuple[PatientHere, PatientHere, PatientHere], client: httpx.AsyncClient
) -> None:
    quiet, busy, daughter = twins
    seen = await look_of(client, quiet, daughter)
    assert seen == await look_of(client, busy, daughter)
    assert "Wat anderen deden, staat er niet in." in seen[0].decode()
    assert b"vraag" not in seen[0]
    tree = Reading(seen[2]).tree
    rows = [row.all("TD") for row in tree.all("TR")]
    numbers = [int(cells[0].words()) for cells in rows if len(cells) == 7]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert "Wanneer keek ik in dit dossier?" in tree.words()


async def test_a_list_that_held_more_would_be_caught(
    twins: tuple[PatientHere, PatientHere, PatientHere],
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quiet, busy, daughter = twins
    whole = queries.WHOLE.replace("$2::uuid is null", "$2::uuid is not null")
    monkeypatch.setattr(queries, "OF_ONE", queries.statements(whole))
    first = await look_of(client, quiet, daughter)
    second = await look_of(client, busy, daughter)
    assert all(one != other for one, other in zip(first, second, strict=True))
