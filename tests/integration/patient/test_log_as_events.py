"""The log for another program: every line once, of the person who takes it home and nobody else."""

import json
from datetime import timedelta

import httpx

from consent import access
from consent.access import Look
from consent.actions import Action
from consent.model import Right
from integration.patient.conftest import LogIn
from portal.database import transaction
from support.stage import START, Stage, bsn, lines_of


async def test_every_line_stands_once_in_the_bundle_and_taking_it_is_a_line(
    client: httpx.AsyncClient, stage: Stage, log_in: LogIn
) -> None:
    anna = await stage.patient(1)
    for number in range(30):
        look = Look(stage.gp, Action.REQUEST_REVIEW, START - timedelta(hours=number), anna.id)
        async with transaction():
            await access.open_review(look, Right.REQUESTS_SEE, anna.id)
    await log_in(anna)
    answer = await client.get("/mijn/logboek.json")
    assert answer.headers["content-type"].startswith("application/fhir+json")
    whole = json.loads(answer.content)
    resources = [entry["resource"] for entry in whole["entry"]]
    events = [one for one in resources if one["resourceType"] == "AuditEvent"]
    rows = await lines_of(anna.person)
    assert sorted(one["id"] for one in events) == sorted(str(row["id"]) for row in rows)
    assert rows[-1]["event_subtype"] == "log.download"
    assert bsn(1) not in answer.text
    assert "Medewerker" not in answer.text, "the practice shows no names"
