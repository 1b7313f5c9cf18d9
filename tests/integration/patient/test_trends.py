"""A result with what came before it: one year at first, all of it when asked, one line per look."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx

from integration.patient.conftest import LogIn
from support.stage import START, PatientHere, Stage, lines_of

CHART = "Lijngrafiek van Kalium"


async def a_course(patient: PatientHere, *days: int) -> UUID:
    """Publish a value of so many days ago, each in a report of its own; give the last report."""
    await patient.released()
    report = UUID(int=0)
    for ago in days:
        at = START - timedelta(days=ago)
        report = await patient.report("Zouten", taken_at=at)
        told: dict[str, Any] = {"code": "2823-3", "value": f"4.{ago}", "taken_at": at}
        result = await patient.result(report, "Kalium", **told)
        await patient.publication(report, [result])
    return report


async def test_one_year_is_shown_and_all_of_it_when_asked(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await a_course(patient, 800, 500, 40, 1)
    await log_in(patient)
    year = await client.get(f"/mijn/uitslagen/{report}")
    everything = f"/mijn/uitslagen/{report}?periode=alles"
    assert "U ziet de 12 maanden voor deze uitslag." in year.text
    assert ("4,40" in year.text, "4,500" in year.text, CHART in year.text) == (True, False, False)
    assert f'href="{everything}"' in year.text
    whole = await client.get(everything)
    assert ("4,800" in whole.text, CHART in whole.text) == (True, True)
    assert "U ziet alle eerdere uitslagen." in whole.text
    assert everything not in whole.text


async def test_a_course_takes_no_line_of_its_own(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await a_course(patient, 3, 2, 1)
    await log_in(patient)
    assert CHART in (await client.get(f"/mijn/uitslagen/{report}")).text
    assert [line["event_subtype"] for line in await lines_of(patient.person)] == ["result.view"]


async def test_any_other_stretch_is_one_year(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report = await a_course(patient, 500, 1)
    await log_in(patient)
    page = await client.get(f"/mijn/uitslagen/{report}", params={"periode": "<script>"})
    assert page.status_code == 200
    assert "<script>" not in page.text
    assert "4,500" not in page.text
