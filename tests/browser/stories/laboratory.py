"""A laboratory that delivers for De Linde: from outside, by HTTP, with its own credential."""

import json
from datetime import datetime

import httpx
import msgspec

from browser.site import Site
from consent.dates import LOCAL, today
from consent.register.sources import SourceKind, add_source, source_by_name
from portal.database import opened, transaction
from portal.demo import dossiers, messages, people
from portal.demo.dossiers import DemoReport
from support import databases


def connect(site: Site, at: datetime) -> str:
    """Let another laboratory deliver for De Linde, and give its credential."""
    given: list[str] = []
    databases.apart(_connect(site, at, given))
    return given[0]


def deliver(
    site: Site,
    credential: str,
    report: DemoReport,
    at: datetime,
    *more: DemoReport,
    status: str = "final",
) -> None:
    """Send a report about Anna, or several in one message; `status` is that of all in it."""
    anna = next(one for one in people.people().residents if one.key == "anna")
    # The ages of the demo are those of the day it was filled, which is not that of the story.
    later = today(at) - today(datetime.now(LOCAL))
    anna = msgspec.structs.replace(anna, days=anna.days + later.days)
    file = next(one for one in dossiers.files() if one.resident == "anna")
    told = [json.loads(messages.laboratory(anna, file, one, at)) for one in (report, *more)]
    told[0]["entry"] += [entry for one in told[1:] for entry in one["entry"][1:]]
    for entry in told[0]["entry"]:
        if "status" in entry["resource"]:
            entry["resource"]["status"] = status
    answer = httpx.post(
        f"{site.portal}/intake/fhir",
        content=json.dumps(told[0]),
        headers={
            "authorization": f"Bearer {credential}",
            "content-type": "application/fhir+json",
        },
    )
    assert answer.status_code == httpx.codes.ACCEPTED, answer.text
    assert answer.json()["quarantined"] == 0, answer.text


async def _connect(site: Site, at: datetime, given: list[str]) -> None:
    assert site.database is not None
    async with opened(site.database.url), transaction():
        known = await source_by_name("Laboratorium Midden")
        assert known is not None
        given.append(await add_source("Streeklab", SourceKind.LABORATORY, known.practice, at))
