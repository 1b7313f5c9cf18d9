"""The address for sources: who may deliver, and how it answers."""

import asyncio

import httpx
import pytest
from litestar import Litestar

from consent.register.sources import SourceKind
from integration.intake.delivering import count, source_here
from publishing.intake.reader import MAX_BYTES
from support.messages import body, bundle, fixture, patient, result
from support.stage import Stage, bsn

FHIR = "/intake/fhir"


@pytest.fixture
async def stage(app: Litestar) -> Stage:
    made = await Stage.set()
    made.vault = app.state.vault
    return made


@pytest.fixture
async def key(stage: Stage) -> dict[str, str]:
    _, credential = await source_here(stage, SourceKind.PRACTICE_SYSTEM, "his")
    return {"authorization": f"Bearer {credential}"}


async def test_a_message_is_answered_with_its_counts(
    client: httpx.AsyncClient, key: dict[str, str]
) -> None:
    message = bundle(patient(bsn(5)), result(), result("r2", effectiveDateTime="x"))
    answer = await client.post(FHIR, content=body(message), headers=key)
    assert answer.status_code == 202
    assert answer.json() == {
        "file": "",
        "items": 3,
        "accepted": 2,
        "kept": 0,
        "duplicate": 0,
        "quarantined": 1,
        "faults": [
            {
                "path": "entry[2].resource.effectiveDateTime",
                "reason": "date_invalid",
                "text": "Dit is geen geldige datum.",
            }
        ],
    }


async def test_xml_is_as_welcome(client: httpx.AsyncClient, key: dict[str, str]) -> None:
    stated = key | {"content-type": "application/fhir+xml"}
    answer = await client.post(FHIR, content=fixture("stu3-dossier.xml"), headers=stated)
    assert (answer.status_code, answer.json()["accepted"]) == (202, 24)


@pytest.mark.parametrize("message", [b"", b"{", b"MSH|", b"<a/>"])
async def test_what_cannot_be_read_is_400(
    client: httpx.AsyncClient, key: dict[str, str], message: bytes
) -> None:
    answer = await client.post(FHIR, content=message, headers=key)
    assert (answer.status_code, answer.json()["items"]) == (400, 0)
    assert await count("intake_message") == 1, "kept all the same"


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer wrong", "Basic eDp5", "Bearer " + "x" * 5000]
)
async def test_an_unknown_source_is_401(client: httpx.AsyncClient, stage: Stage, sent: str) -> None:
    answer = await client.post(FHIR, content=b"{}", headers={"authorization": sent})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert await count("intake_message") == 0


async def test_a_patient_of_another_practice_is_403(
    client: httpx.AsyncClient, stage: Stage
) -> None:
    _, credential = await source_here(stage, SourceKind.LABORATORY, "lab")
    other = await Stage.set(name="De Molen")
    other.vault = stage.vault
    await other.patient(4)
    message = body(bundle(patient(bsn(4)), result()))
    answer = await client.post(
        FHIR, content=message, headers={"authorization": f"Bearer {credential}"}
    )
    assert answer.status_code == 403
    assert answer.json()["accepted"] == 0


async def test_too_much_is_413(client: httpx.AsyncClient, key: dict[str, str]) -> None:
    answer = await client.post(FHIR, content=b"{" + b" " * MAX_BYTES, headers=key)
    assert answer.status_code == 413


async def test_reading_is_not_offered(client: httpx.AsyncClient, key: dict[str, str]) -> None:
    assert (await client.get(FHIR, headers=key)).status_code == 405


async def test_eight_at_a_time_double_nothing(
    client: httpx.AsyncClient, key: dict[str, str]
) -> None:
    message = fixture("stu3-dossier.json")
    answers = await asyncio.gather(
        *(client.post(FHIR, content=message, headers=key) for _ in range(8))
    )
    assert {answer.status_code for answer in answers} == {202}
    assert sum(answer.json()["accepted"] for answer in answers) == 24
    assert await count("patient") == 1
