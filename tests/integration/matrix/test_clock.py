"""What is planned becomes visible at its moment, everywhere at once, with no job running."""

import re
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

import pytest

from integration.matrix.world import visitors
from integration.matrix.world.portal import Portal
from integration.matrix.world.things import asked
from integration.matrix.world.visitors import Visitor
from support.stage import START, PatientHere, Stage
from unit.paper.reading import Reading

CONCLUSION = "Uw suiker is goed."
# 9.30 in UTC is 10.30 in Amsterdam.
PLANNED = {"when": "later", "day": "2026-03-04", "time": "10:31"}
SHOWN = START + timedelta(minutes=1)
JUST_BEFORE = SHOWN - timedelta(milliseconds=1)
TIMES = re.compile(r"(\d+) keer")


class Look(NamedTuple):
    """What there is to see of one result at one moment."""

    news: int
    listed: bool
    status: int
    counted: bool
    looks: int


@pytest.fixture(scope="module")
async def stage(portal: Portal) -> Stage:
    """Give a practice."""
    made = await Stage.set()
    made.vault = portal.app.state.vault
    return made


async def planned(portal: Portal, stage: Stage, patient: PatientHere) -> UUID:
    """Let the GP publish a result for a minute from now, by the form."""
    report = await patient.report("Bloedonderzoek")
    result = str(await patient.result(report))
    gp = await visitors.employee(portal.app, "gp", stage.gp)
    form = {"act": "publish", "conclusion": CONCLUSION, "seen": result, "share": result, **PLANNED}
    sent = await portal.visit(gp, "POST", f"/praktijk/uitslagen/{report}/publiceren", form)
    assert sent.answer.headers["location"] == "/praktijk/uitslagen?gedaan=result_planned"
    return report


async def look(portal: Portal, who: Visitor, gp: Visitor, report: UUID, request: UUID) -> Look:
    """Look at every place where a result can be seen, or counted."""
    home = await portal.visit(who, "GET", "/mijn")
    listed = await portal.visit(who, "GET", "/mijn/uitslagen")
    detail = await portal.visit(who, "GET", f"/mijn/uitslagen/{report}")
    assert (CONCLUSION in detail.answer.text) == (detail.status == 200)
    desk = await portal.visit(gp, "GET", f"/praktijk/aanvragen/{request}")
    return Look(
        news=home.answer.text.count("Een nieuwe uitslag"),
        listed=CONCLUSION in listed.answer.text,
        status=detail.status,
        counted="Ook zichtbaar: 1 uitslag." in desk.answer.text,
        looks=await on_paper_and_on_the_page(portal, who),
    )


async def on_paper_and_on_the_page(portal: Portal, who: Visitor) -> int:
    """Check that page and PDF count alike, and give how often somebody looked at the result."""
    page = (await portal.visit(who, "GET", "/mijn/logboek")).answer.text
    # Fetching the PDF is one look more than the page counted.
    others, own = (int(found) for found in TIMES.findall(page)[:2])
    read = Reading((await portal.visit(who, "GET", "/mijn/logboek.pdf")).answer.content)
    tables = [read.table(title) for title in ("Anderen die keken", "Uw eigen bezoeken")]
    rows = [[cell.text for cell in row.kids] for table in tables for row in table.all("TR")]
    numbers = sorted(int(row[0]) for row in rows if row[0].isdigit())
    assert numbers == list(range(1, others + own + 2))
    return sum("Bekeken: uitslag" in row for row in rows)


async def test_a_planned_result_is_there_from_its_moment_on_in_all_places_alike(
    portal: Portal, stage: Stage
) -> None:
    portal.at(START)
    patient = await stage.patient()
    request = await asked(patient)
    released = await stage.patient(1, name="Bram Buur")
    await released.released()
    report = await planned(portal, stage, released)
    other = await planned(portal, stage, patient)
    who = await visitors.patient(portal.app, "planned", released)
    gp = await visitors.employee(portal.app, "gp", stage.gp)
    assert other != report
    found = []
    for moment in (START, JUST_BEFORE, SHOWN):
        portal.at(moment)
        found.append(await look(portal, who, gp, report, request))
    nothing = Look(news=0, listed=False, status=404, counted=False, looks=0)
    assert found[:2] == [nothing, nothing]
    assert found[2] == Look(news=1, listed=True, status=200, counted=True, looks=1)


async def test_a_moment_that_has_passed_cannot_be_planned(portal: Portal, stage: Stage) -> None:
    patient = await stage.patient(2)
    report = await patient.report()
    result = str(await patient.result(report))
    form = {"act": "publish", "conclusion": CONCLUSION, "seen": result, "share": result, **PLANNED}
    portal.at(SHOWN)
    gp = await visitors.employee(portal.app, "gp", stage.gp, SHOWN)
    sent = await portal.visit(gp, "POST", f"/praktijk/uitslagen/{report}/publiceren", form)
    assert (sent.status, [line.action for line in sent.lines]) == (400, ["result.review"])
