"""HL7 version 2 over HTTP: acknowledged after the fact, filed as FHIR is, tests kept apart."""

import asyncio
from random import Random

import httpx
import pytest
from litestar import Litestar

from consent.register.sources import SourceKind
from integration.intake.delivering import count, rows, source_here
from portal.intake.pace import Pace
from portal.settings import Environment
from support import hl7
from support.messages import body, bundle, result
from support.messages import patient as fhir_patient
from support.stage import PatientHere, Stage, bsn, lines_of

HL7 = "/intake/hl7v2"
PDF = b"%PDF-1.4"


@pytest.fixture
async def stage(app: Litestar) -> Stage:
    """Give a practice whose letters the running portal can open."""
    made = await Stage.set()
    made.vault = app.state.vault
    return made


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    """Give the patient of the messages."""
    return await stage.patient()


@pytest.fixture
async def key(stage: Stage) -> dict[str, str]:
    """Give what a laboratory of the practice brings along."""
    _, credential = await source_here(stage, SourceKind.LABORATORY, "lab")
    return {"authorization": f"Bearer {credential}"}


def told(*segments: str, **header: str) -> bytes:
    """Give a message about Anna."""
    return hl7.body(hl7.header(**header), hl7.pid(bsn(0)), *segments)


def answered(answer: httpx.Response) -> list[list[str]]:
    """Read an acknowledgement: its segments with their fields."""
    return [line.split("|") for line in answer.content.decode().split("\r") if line]


async def sent(client: httpx.AsyncClient, key: dict[str, str], message: bytes) -> httpx.Response:
    """Deliver a message."""
    return await client.post(HL7, content=message, headers=key)


async def test_what_was_taken_whole_is_acknowledged_and_sent_again_changes_nothing(
    client: httpx.AsyncClient, key: dict[str, str], anna: PatientHere
) -> None:
    message = told(hl7.obr(), hl7.obx(), hl7.obx(2, "K^Kalium^99zon", "4.1"))
    for _ in range(2):
        answer = await sent(client, key, message)
        assert answer.status_code == 200
        (head, msa) = answered(answer)
        assert msa == ["MSA", "AA", "1001"]
        assert (head[4], head[5]) == ("LABSYS", "Lab De Zon")
    assert await count("report") == 1
    assert [row["name"] for row in await rows("select name from result order by position")] == [
        "Glucose",
        "Kalium",
    ]
    outcomes = [row["outcome"] for row in await rows("select outcome from intake_item order by id")]
    assert outcomes == ["accepted"] * 4 + ["duplicate"] * 4
    assert [one["event_subtype"] for one in await lines_of(anna.person)] == ["intake.receive"]


async def test_a_waveform_message_brings_its_results_and_its_letter(
    client: httpx.AsyncClient, key: dict[str, str], anna: PatientHere
) -> None:
    from support.messages import pdf  # noqa: PLC0415 - makes a PDF, which takes a while

    rate = hl7.obx(1, "8867-4^Hartfrequentie^LN", "62", rest="|/min|50-100|N|||F")
    ecg = hl7.obr("E1", "ECG^Hartfilm^99zon"), rate, hl7.pdf(pdf(), 2)
    answer = await sent(client, key, told(*ecg, kind="ORU^W01^ORU_W01"))
    assert answered(answer)[1][1] == "AA"
    assert [row["value"] for row in await rows("select value from result")] == ["62"]
    assert await count("letter") == 1


async def test_a_correction_is_a_version_of_the_same_result(
    client: httpx.AsyncClient, key: dict[str, str], anna: PatientHere
) -> None:
    await sent(client, key, told(hl7.obr(), hl7.obx(value="2.3")))
    corrected = hl7.obx(value="2.4", rest="|mmol/L|4.0 - 6.0|L|||C")
    await sent(client, key, told(hl7.obr(status="C"), corrected, control="1002"))
    found = await rows("select version, value, status, superseded_at from result order by version")
    assert [(one["version"], one["value"], one["status"]) for one in found] == [
        (1, "2.3", "final"),
        (2, "2.4", "corrected"),
    ]
    assert found[0]["superseded_at"]
    assert found[1]["superseded_at"] is None


async def test_a_fault_is_told_with_its_place_and_the_rest_is_taken(
    client: httpx.AsyncClient, key: dict[str, str], anna: PatientHere
) -> None:
    answer = await sent(client, key, told(hl7.obr(), hl7.obx(rest="||||||Q"), hl7.obx(2, "K^K^L")))
    (_, msa, error) = answered(answer)
    assert msa[:2] == ["MSA", "AE"]
    assert error[2:5] == ["OBX^1^11", "103^^HL70357", "E"]
    assert error[5] == "status_invalid"
    assert await count("result") == 1


@pytest.mark.parametrize(
    ("message", "status"),
    [
        (b"", 400),
        (b"PID|1", 400),
        (b"MSH|", 400),
        (hl7.body(hl7.header("ADT^A01"), hl7.pid(bsn(0))), 200),
    ],
)
async def test_what_is_no_message_of_ours_is_rejected_and_kept(
    message: bytes,
    status: int,
    client: httpx.AsyncClient,
    key: dict[str, str],
    anna: PatientHere,
) -> None:
    answer = await sent(client, key, message)
    assert (answer.status_code, answered(answer)[1][1]) == (status, "AR")
    assert await count("intake_message") == 1


async def test_every_message_of_a_batch_has_its_own_answer(
    client: httpx.AsyncClient, key: dict[str, str], anna: PatientHere
) -> None:
    first = told(hl7.obr(), hl7.obx())
    second = told(hl7.obr("A2"), hl7.obx(rest="||||||Q"), control="1002")
    lines = answered(await sent(client, key, first + second))
    assert [line[1:3] for line in lines if line[0] == "MSA"] == [["AA", "1001"], ["AE", "1002"]]


async def test_a_batch_of_which_nothing_was_read_is_acknowledged_nowhere(
    client: httpx.AsyncClient, key: dict[str, str], anna: PatientHere
) -> None:
    batch = b"".join(told(hl7.obr(), hl7.obx(), control=str(number)) for number in range(3))
    for spoiled in (b"\0" + batch, batch + b"MSH|\r"):
        answer = await sent(client, key, spoiled)
        codes = {line[1] for line in answered(answer) if line[0] == "MSA"}
        assert (answer.status_code, "AA" in codes) == (400, False)
    assert await count("result") == 0


@pytest.mark.parametrize("processing", ["T", "D"])
async def test_a_test_message_reaches_nobody_in_production(
    app: Litestar,
    client: httpx.AsyncClient,
    key: dict[str, str],
    anna: PatientHere,
    processing: str,
) -> None:
    message = told(hl7.obr(), hl7.obx(), processing=processing)
    real = app.state.settings
    object.__setattr__(app.state.settings, "environment", Environment.PRODUCTION)
    (_, msa, *errors) = answered(await sent(client, key, message))
    assert msa[1] == "AE"
    assert {one[5] for one in errors} == {"test_message"}
    assert await count("result") == 0
    object.__setattr__(real, "environment", Environment.DEVELOPMENT)
    assert answered(await sent(client, key, message))[1][1] == "AA"


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        ({"born": "19610517"}, "born_contradicts"),
        ({"name": "Jansen^Piet^^^^^L"}, "name_contradicts"),
    ],
)
async def test_what_contradicts_the_bsn_is_put_aside_as_a_whole(
    person: dict[str, str],
    reason: str,
    client: httpx.AsyncClient,
    key: dict[str, str],
    anna: PatientHere,
) -> None:
    message = hl7.body(hl7.header(), hl7.pid(bsn(0), **person), hl7.obr(), hl7.obx())
    (_, _, *errors) = answered(await sent(client, key, message))
    assert [one[5] for one in errors] == [reason] * 3
    assert bsn(0) not in str(errors)
    assert await count("result") == 0
    assert await lines_of(anna.person) == []


async def test_a_fhir_laboratory_that_contradicts_is_put_aside_just_so(
    client: httpx.AsyncClient, key: dict[str, str], anna: PatientHere
) -> None:
    message = body(bundle(fhir_patient(bsn(0), birthDate="1961-01-01"), result()))
    answer = (await client.post("/intake/fhir", content=message, headers=key)).json()
    assert [one["reason"] for one in answer["faults"]] == ["born_contradicts"] * 2


async def test_a_letter_of_an_mdm_message_waits_for_accord(
    client: httpx.AsyncClient, key: dict[str, str], anna: PatientHere
) -> None:
    from support.messages import pdf  # noqa: PLC0415 - makes a PDF, which takes a while

    segments = hl7.txa(), hl7.pdf(pdf())
    answer = await sent(client, key, told(*segments, kind="MDM^T02^MDM_T02"))
    assert answered(answer)[1][1] == "AA"
    (letter,) = await rows("select title, author, accorded_at, file_pages from letter")
    assert letter["title"] == "Verslag van het onderzoek"
    assert letter["accorded_at"] is None


async def test_a_wrong_character_set_is_noticed_and_the_text_is_right(
    client: httpx.AsyncClient, key: dict[str, str], anna: PatientHere
) -> None:
    message = told(hl7.obr(), hl7.obx(value="geïnfecteerd", kind="ST"), charset="8859/1")
    await sent(client, key, message)
    (found,) = await rows("select value_text from result")
    assert found["value_text"] == "geïnfecteerd"
    assert [one["note"] for one in await rows("select note from intake_message")] == [
        "encoding_differs"
    ]


async def test_who_sends_too_fast_waits_and_nothing_is_kept(
    app: Litestar, client: httpx.AsyncClient, key: dict[str, str], anna: PatientHere
) -> None:
    app.state.pace = Pace(messages=1)
    message = told(hl7.obr(), hl7.obx())
    assert (await sent(client, key, message)).status_code == 200
    for path in (HL7, "/intake/fhir"):
        answer = await client.post(path, content=message, headers=key)
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) > 0
    assert await count("intake_message") == 1


async def test_without_a_credential_nothing_is_taken(client: httpx.AsyncClient) -> None:
    answer = await client.post(HL7, content=told(hl7.obr(), hl7.obx()))
    assert answer.status_code == 401


async def test_eight_senders_at_once_in_any_order_file_everything_once(
    client: httpx.AsyncClient, key: dict[str, str], anna: PatientHere
) -> None:
    told_all = [
        told(
            hl7.obr(f"A{number}"),
            hl7.obx(1, value=f"{number}.1"),
            hl7.obx(2, "K^Kalium^99zon", "4.1" if number % 3 else "vier"),
            control=str(number),
        )
        for number in range(6)
    ]
    lots = Random(3)
    orders = [lots.sample(told_all, len(told_all)) for _ in range(8)]

    async def send_all(order: list[bytes]) -> None:
        for message in order:
            assert answered(await sent(client, key, message))[1][1] == "AA"

    await asyncio.gather(*(send_all(order) for order in orders))
    (found,) = await rows("select count(*), count(distinct source_key) as keys from result")
    assert (found["count"], found["keys"]) == (12, 12)
    ended = await rows("select outcome, count(*) from intake_item group by 1 order by 1")
    # The description of one and the same patient is in all of them.
    assert sum(one["count"] for one in ended) == 8 * 6 * 4
    assert {one["outcome"]: one["count"] for one in ended}["accepted"] == 6 * 3 + 1


@pytest.mark.parametrize(
    ("field", "stated"), [(5, "S"), (27, "^^^^^A"), (5, "R"), (27, "^^^^^R"), (5, "")]
)
async def test_what_its_sender_calls_urgent_is_kept_as_urgent(
    client: httpx.AsyncClient,
    key: dict[str, str],
    anna: PatientHere,
    field: int,
    stated: str,
) -> None:
    request = (hl7.obr() + "||").split("|")
    request[field] = stated
    await sent(client, key, told("|".join(request), hl7.obx()))
    [report] = await rows("select is_urgent from report where patient = $1", anna.id)
    assert report["is_urgent"] == any(sign in stated for sign in "SA")
