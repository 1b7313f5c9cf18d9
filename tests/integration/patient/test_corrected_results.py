"""A result that the laboratory corrected: said while it waits, and told once it is there again."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx

from integration.patient.conftest import LogIn
from support.stage import START, PatientHere, Stage, lines_of

BEFORE, CORRECTED = START - timedelta(hours=2), START - timedelta(hours=1)
KNOWN: dict[str, Any] = {"source_key": "potassium"}


async def corrected(patient: PatientHere, **act: Any) -> tuple[UUID, UUID]:
    """Publish a value and let it be corrected; give the report and the version of now."""
    await patient.released(BEFORE - timedelta(hours=1))
    report = await patient.report("Zouten")
    old = await patient.result(report, "Kalium", superseded_at=CORRECTED, **KNOWN)
    shown = {"visible_from": BEFORE, "acted_at": BEFORE, **act}
    await patient.publication(report, [old], **shown)
    new = await patient.result(
        report, "Kalium", value="9.9", version=2, status="corrected", **KNOWN
    )
    return report, new


async def test_while_it_waits_list_and_page_say_so_and_hold_nothing_of_it(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report, _ = await corrected(patient)
    await log_in(patient)
    listed = (await client.get("/mijn/uitslagen")).text
    page = await client.get(f"/mijn/uitslagen/{report}")
    assert f'href="/mijn/uitslagen/{report}"' in listed
    assert "wordt opnieuw bekeken" in listed
    assert page.status_code == 200
    assert "Het laboratorium heeft deze uitslag op 4 maart 2026 gecorrigeerd." in page.text
    for word in ("Kalium", "Zouten", "5,4", "9,9", "Alles is goed."):
        assert (word in listed, word in page.text) == (False, False)
    lines = [line["event_subtype"] for line in await lines_of(patient.person)]
    assert lines == ["results.list", "result.view"]


async def test_published_again_it_tells_the_value_that_it_replaced(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report, new = await corrected(patient, ended_at=START)
    await patient.publication(report, [new], conclusion="Uw kalium is te hoog.")
    await log_in(patient)
    listed = (await client.get("/mijn/uitslagen")).text
    page = (await client.get(f"/mijn/uitslagen/{report}")).text
    assert ("5,4" in listed, "opnieuw bekeken" in listed) == (False, False)
    assert "9,9" in page
    assert "gecorrigeerd</span>" in page
    assert "Tot 4 maart 2026 om 09.30 uur stond hier: 5,4 mmol/L." in page


async def test_of_what_was_never_seen_there_is_no_page(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    report, _ = await corrected(patient, visible_from=CORRECTED)
    await log_in(patient)
    assert (await client.get(f"/mijn/uitslagen/{report}")).status_code == 404
    assert "opnieuw bekeken" not in (await client.get("/mijn/uitslagen")).text
