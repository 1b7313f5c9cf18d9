"""Own pace: what the patient chose keeps a result back until they open it, or have talked."""

from datetime import timedelta
from uuid import UUID

import httpx

from consent.model import ResultCategory
from integration.patient.conftest import LogIn
from portal.frame.render import CSRF_FIELD
from publishing.model import Pace
from publishing.visibility import Wish
from support.stage import START, PatientHere, Stage, lines_of

HOUR = timedelta(hours=1)
SECRET = ("Kalium", "Zouten", "5,4", "Alles is goed.")
EVERY = dict.fromkeys((one.value for one in ResultCategory), "at_once")


async def paced(patient: PatientHere, pace: Pace) -> UUID:
    """Publish a result for a patient who chose a pace an hour before."""
    await patient.released(START - 2 * HOUR)
    await patient.wishes(ResultCategory.LABORATORY, Wish(pace, START - HOUR))
    report = await patient.report("Zouten")
    result = await patient.result(report, "Kalium")
    await patient.publication(report, [result], visible_from=START - HOUR / 2)
    return report


def told(text: str) -> list[bool]:
    return [one in text for one in SECRET]


async def test_who_wants_a_warning_reads_that_there_is_a_result_and_opens_it(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await paced(patient, Pace.WARN)
    token = await log_in(patient)
    here = f"/mijn/uitslagen/{report}"
    for page in ((await client.get("/mijn/uitslagen")).text, (await client.get(here)).text):
        assert "Er is een uitslag" in page
        assert told(page) == [False] * 4
    assert here in (await client.get("/mijn")).text, "it is new"
    opened = await client.post(f"{here}/openen", data={CSRF_FIELD: token})
    assert (opened.status_code, opened.headers["location"]) == (303, here)
    assert told((await client.get(here)).text) == [True] * 4
    lines = [line["event_subtype"] for line in await lines_of(patient.person)]
    assert lines == ["results.list", "result.view", "result.open", "result.view"]


async def test_after_the_talk_it_is_there_and_not_before(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await paced(patient, Pace.AFTER_TALK)
    token = await log_in(patient)
    here = f"/mijn/uitslagen/{report}"
    listed, page = (await client.get("/mijn/uitslagen")).text, (await client.get(here)).text
    assert "Uw huisarts bespreekt deze uitslag eerst met u." in listed
    assert (told(listed), told(page)) == ([False] * 4, [False] * 4)
    assert (await client.post(f"{here}/openen", data={CSRF_FIELD: token})).status_code == 404, (
        "it is not theirs to open"
    )
    assert here not in (await client.get("/mijn")).text
    await patient.discussed(report, START)
    assert told((await client.get(here)).text) == [True] * 4


async def test_what_was_there_before_the_choice_stays(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await paced(patient, Pace.AT_ONCE)
    token = await log_in(patient)
    form = EVERY | {"laboratory": "after_talk"}
    saved = await client.post("/mijn/tempo", data=form | {CSRF_FIELD: token})
    assert saved.headers["location"] == "/mijn/tempo?gedaan=saved"
    assert told((await client.get(f"/mijn/uitslagen/{report}")).text) == [True] * 4
    again = await client.post("/mijn/tempo", data=form | {CSRF_FIELD: token})
    assert again.headers["location"] == "/mijn/tempo?gedaan=same"
    lines = [line["event_subtype"] for line in await lines_of(patient.person)]
    assert lines.count("pace.set") == 1
    assert 'value="after_talk" checked' in (await client.get("/mijn/tempo")).text


async def test_another_way_of_waiting_keeps_closed_what_waits_and_open_what_was_read(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await paced(patient, Pace.WARN)
    token = await log_in(patient)
    here, form = f"/mijn/uitslagen/{report}", EVERY | {CSRF_FIELD: token}
    await client.post("/mijn/tempo", data=form | {"laboratory": "after_talk"})
    assert told((await client.get(here)).text) == [False] * 4
    await client.post("/mijn/tempo", data=form | {"laboratory": "warn"})
    await client.post(f"{here}/openen", data={CSRF_FIELD: token})
    await client.post("/mijn/tempo", data=form | {"laboratory": "after_talk"})
    assert told((await client.get(here)).text) == [True] * 4


async def test_a_choice_left_out_changes_nothing(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    await paced(patient, Pace.WARN)
    token = await log_in(patient)
    short = {"laboratory": "at_once", CSRF_FIELD: token}
    assert (await client.post("/mijn/tempo", data=short)).status_code == 400
    assert 'id="laboratory-warn" value="warn" checked' in (await client.get("/mijn/tempo")).text
