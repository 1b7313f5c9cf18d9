"""The terms of results: ticks per sort, an hour and margins, with who chose them and in the log."""

from datetime import timedelta
from uuid import UUID

import httpx

from consent.model import Function, Right
from integration.practice.conftest import Form, LogIn
from publishing import reading
from support.stage import START, PatientHere, Stage, lines_of

HERE = "/praktijk/werkafspraken/uitslagen"
GLUCOSE = {"code": "3208", "code_system": "nhg45", "value": "6.2"}


async def glucose(stage: Stage, number: int) -> tuple[PatientHere, UUID]:
    """Publish a glucose just above its limit."""
    patient = await stage.patient(number)
    await patient.released(START - timedelta(days=1))
    report = await patient.report()
    await patient.publication(report, [await patient.result(report, **GLUCOSE)])
    return patient, report


async def test_terms_are_chosen_ticked_and_told(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(stage.gp)
    token = ("csrf_token", dict(Form((await client.get(HERE)).text).pairs)["csrf_token"])
    wrong = {"publish_from": "vijf", "pending": "laboratory", token[0]: token[1]}
    page = await client.post(HERE, data=wrong)
    assert page.status_code == 400
    assert "Vul een tijd in, zoals 17:00." in page.text
    assert 'id="pending-laboratory" value="laboratory"' in page.text
    right = {**wrong, "publish_from": "17.00", "preliminary": ["imaging", "other"]}
    done = await client.post(HERE, data=right)
    assert done.headers["location"] == f"{HERE}?gedaan=agreements_saved"
    again = await client.post(HERE, data=right)
    assert again.headers["location"].endswith("agreements_same")
    after = (await client.get(HERE)).text
    assert after.count("Gekozen door Medewerker gp op 4 maart 2026") == 3
    assert after.count(" checked") == 3
    details = [line["object_detail"] for line in await lines_of()]
    assert details == [
        "preliminary.imaging",
        "preliminary.other",
        "pending.laboratory",
        "publish_from",
    ]
    other = await client.get("/praktijk/werkafspraken")
    assert HERE in other.text


async def test_a_margin_softens_the_word_until_it_is_taken_away(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient, report = await glucose(stage, 1)
    await glucose(stage, 2)
    await log_in(stage.gp)
    token = dict(Form((await client.get(HERE)).text).pairs)["csrf_token"]
    form = {"determination": "nhg45|3208", "amount": "60", "kind": "percent", "csrf_token": token}
    few = await client.post(f"{HERE}/marges", data=form | {"amount": "10"})
    assert few.status_code == 400, "of two patients each would know the other"
    await glucose(stage, 3)
    wrong = await client.post(f"{HERE}/marges", data=form)
    assert (wrong.status_code, "tussen 0 en 50" in wrong.text) == (400, True)
    none = await client.post(f"{HERE}/marges", data=form | {"determination": "nhg45|1"})
    assert (none.status_code, "Kies een bepaling" in none.text) == (400, True)
    seen = [await slight(patient, report)]
    await client.post(f"{HERE}/marges", data=form | {"amount": "0,5", "kind": "unit"})
    assert "0,5 mmol/L" in (await client.get(HERE)).text
    seen.append(await slight(patient, report))
    await client.post(f"{HERE}/marges", data=form | {"amount": ""})
    seen.append(await slight(patient, report))
    assert seen == [False, True, False]
    assert [line["object_detail"] for line in await lines_of()] == ["margin", "margin"]


async def slight(patient: PatientHere, report: UUID) -> bool:
    """Tell whether a margin goes along with the value that the patient reads."""
    found = await reading.report([await patient.grant()], report)
    assert found is not None
    return found.results[0].margin is not None


async def test_who_may_not_change_agreements_changes_nothing(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(await stage.employee(Function.NURSE, Right.RESULTS_PUBLISH))
    assert (await client.get(HERE)).status_code == 403
