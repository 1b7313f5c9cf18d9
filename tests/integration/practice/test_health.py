"""Medicines and measurements at the practice: the preview, and why they are shown."""

import httpx

from consent.model import Function, Right, Section
from consent.statements import fetch
from integration.practice.conftest import Form, LogIn, asked
from integration.practice.test_why import closed_for
from publishing.visibility import Gate
from support.kept import item, measurement
from support.stage import Stage


async def test_who_releases_sees_them_as_the_patient_will(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await item(patient, name="Metoprolol")
    await item(patient, name="Geheim middel", visible_to_patient=False)
    hidden = await patient.episode("Somberheid", visible_to_patient=False)
    await item(patient, Section.VACCINATIONS, "Griepvaccin", episode=hidden)
    await measurement(patient)
    request = await asked(patient)
    await log_in(stage.gp)
    preview = (await client.get(f"/praktijk/aanvragen/{request}")).text.split("preview__body")[1]
    for shown in ("Metoprolol", "Griepvaccin", "81,5 kg"):
        assert shown in preview
    assert "Geheim" not in preview
    assert "/mijn/metingen/" not in preview, "it leads nowhere there"


async def test_one_of_them_is_hidden_and_shown_by_its_tick(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.released()
    medicine = await item(patient, name="Metoprolol")
    key = {"source_key": "bloeddruk"}
    upper = await measurement(patient, "148", series="systolic", **key)
    lower = await measurement(patient, "86", series="diastolic", position=1, **key)
    await log_in(stage.gp)
    everything = await client.get(f"/praktijk/patienten/{patient.id}/te-zien")
    assert "Medicijn" in everything.text
    for thing, also in ((medicine, medicine), (upper, lower)):
        page = await client.get(f"/praktijk/waarom/{thing}")
        assert "Verberg voor de pati\u00ebnt" in page.text
        form = Form(page.text)
        done = await client.post(f"/praktijk/waarom/{thing}", data=form.data)
        assert done.status_code == 303
        assert await closed_for(patient, also) == {Gate.LINE}
        form = Form((await client.get(f"/praktijk/waarom/{thing}")).text)
        await client.post(f"/praktijk/waarom/{thing}", data=form.data)
        assert await closed_for(patient, also) == set()
    noted = await fetch("select kind, visible from visibility_change order by changed_at, id")
    assert {row["kind"] for row in noted} == {"medication", "measurement"}


async def test_whoever_may_not_hide_does_not(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await patient.released()
    medicine = await item(patient)
    await log_in(await stage.employee(Function.ASSISTANT, Right.REQUESTS_SEE))
    page = await client.get(f"/praktijk/waarom/{medicine}")
    assert page.status_code == 200
    token = Form(page.text).data
    answer = await client.post(f"/praktijk/waarom/{medicine}", data={**token, "visible": "off"})
    assert answer.status_code == 403
    assert await closed_for(patient, medicine) == set()


async def test_a_measurement_of_desk_work_says_so(stage: Stage) -> None:
    patient = await stage.patient()
    await patient.released()
    hidden = await patient.episode(visible_to_patient=False)
    desk = await measurement(patient, contact=await patient.contact(kind="08"))
    assert await closed_for(patient, desk) == {Gate.CONTACT}
    assert await closed_for(patient, await measurement(patient, episode=hidden)) == {Gate.EPISODE}
    assert await closed_for(patient, await item(patient, episode=hidden)) == set()
