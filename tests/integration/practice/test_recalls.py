"""What was shared by mistake is taken back: gone at once, and who read it is told."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from consent import access
from consent.access import Look
from consent.actions import Action
from consent.model import Function
from integration.practice.conftest import Form, LogIn
from portal.database import transaction
from publishing import reading
from support.stage import START, PatientHere, Stage, lines_of

BEFORE = START - timedelta(hours=2)
PLACES = {"result": "/praktijk/uitslagen", "letter": "/praktijk/brieven"}


async def shared(patient: PatientHere, kind: str) -> UUID:
    await patient.released()
    if kind == "letter":
        return await patient.accorded(accorded_at=BEFORE)
    report = await patient.report()
    await patient.publication(report, [await patient.result(report)], visible_from=BEFORE)
    return report


async def seen(patient: PatientHere, kind: str) -> int:
    grants = [await patient.grant()]
    return len(await (reading.letters if kind == "letter" else reading.reports)(grants))


async def opened(patient: PatientHere, kind: str, thing: UUID) -> None:
    action = Action.LETTER_VIEW if kind == "letter" else Action.RESULT_VIEW
    look = Look(patient.reader, action, START - timedelta(minutes=5), thing)
    find = reading.letter if kind == "letter" else reading.report
    async with transaction():
        _, found = await access.open_item(look, lambda grants: find(grants, thing))
    assert found is not None


@pytest.mark.parametrize("kind", PLACES)
async def test_what_belongs_to_somebody_else_is_gone_at_once_and_for_good(
    kind: str, stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    thing = await shared(patient, kind)
    await opened(patient, kind, thing)
    await log_in(stage.gp)
    here = f"{PLACES[kind]}/{thing}"
    page = await client.get(f"{here}/terughalen")
    form = Form(page.text).with_("reason", "wrong_patient").with_("explanation", "Naamgenoot.")
    done = await client.post(f"{here}/terughalen", data=form.data)
    assert (done.status_code, done.headers["location"]) == (303, f"{here}/terughalen")
    assert await seen(patient, kind) == 0
    told = (await client.get(f"{here}/terughalen")).text
    assert "1 keer geopend terwijl het gedeeld was" in told
    assert "Naamgenoot." in told
    assert "Tekst voor een datalekmelding" in told
    assert 'name="reason"' not in told
    own = await client.get(here)
    assert own.status_code == 200
    assert "act" not in dict(Form(own.text).pairs)
    lines = await lines_of(patient.person)
    assert (f"{kind}.recall", "0") in {(one["event_subtype"], one["outcome"]) for one in lines}


@pytest.mark.parametrize("kind", PLACES)
async def test_what_was_shared_too_early_waits_anew(
    kind: str, stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    thing = await shared(patient, kind)
    await log_in(stage.gp)
    here = f"{PLACES[kind]}/{thing}"
    form = {**Form((await client.get(f"{here}/terughalen")).text).data, "reason": ["mistake"]}
    assert (await client.post(f"{here}/terughalen", data=form)).status_code == 303
    assert await seen(patient, kind) == 0
    told = (await client.get(f"{here}/terughalen")).text
    assert "Niemand heeft dit geopend" in told
    assert "datalekmelding" not in told
    assert str(thing) in (await client.get(PLACES[kind])).text
    late = await client.post(f"{here}/terughalen", data=form)
    assert late.status_code == 409


async def test_taking_back_needs_a_reason_and_something_shared(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    thing = await shared(patient, "result")
    await log_in(stage.gp)
    here = f"/praktijk/uitslagen/{thing}/terughalen"
    wrong = await client.post(here, data=Form((await client.get(here)).text).data)
    assert wrong.status_code == 400
    assert "Kies waarom u dit terughaalt." in wrong.text
    assert await seen(patient, "result") == 1
    waiting = await patient.report()
    page = await client.get(f"/praktijk/uitslagen/{waiting}/terughalen")
    assert "Er is niets om terug te halen." in page.text


async def test_only_who_may_share_takes_back(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    thing = await shared(patient, "result")
    await log_in(await stage.employee(Function.ASSISTANT))
    refused = await client.post(
        f"/praktijk/uitslagen/{thing}/terughalen", data={"reason": "mistake"}
    )
    assert refused.status_code == 403
    assert await seen(patient, "result") == 1
