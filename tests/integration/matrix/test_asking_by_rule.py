"""Asking at a practice whose rule lets people in at once: two lines, one release, one moment."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from consent import tables
from consent.model import Agreements, Handling
from integration.matrix.world import visitors
from integration.matrix.world.browser import ask, filled
from integration.matrix.world.portal import Line, Portal, Seen
from integration.matrix.world.visitors import Visitor
from support.stage import OPEN, START, PatientHere, Stage

AUTOMATIC = Agreements(
    journal=True, results=True, handling=Handling.AUTOMATIC, journal_from=OPEN.journal_from
)
# 4 March begins in Amsterdam; whoever was born on 4 March 2010 is 16 from then on.
MIDNIGHT = datetime(2026, 3, 3, 23, tzinfo=UTC)
BEFORE, AFTER = MIDNIGHT - timedelta(minutes=1), MIDNIGHT + timedelta(minutes=1)


@pytest.fixture(scope="module")
async def practice(portal: Portal) -> Stage:
    """Give a practice whose rule decides."""
    made = await Stage.set(AUTOMATIC)
    made.at = BEFORE - timedelta(days=1)
    return made


async def asks(portal: Portal, who: Visitor, patient: PatientHere) -> Seen:
    form = {"praktijk": str(patient.id)}
    return await portal.visit(who, "POST", "/mijn/inzage", form)


async def test_a_rule_lets_in_with_a_line_of_its_own_in_the_same_request(
    portal: Portal, practice: Stage
) -> None:
    portal.at(START)
    patient = await practice.patient(1)
    who = await visitors.patient(portal.app, "by rule", patient)
    seen = await asks(portal, who, patient)
    assert seen.status == 303
    assert [line._replace(about=None) for line in seen.lines] == [
        Line("request.ask", "", patient.person, practice.practice),
        Line("request.approve", "", patient.person, practice.practice),
    ]
    assert (await portal.visit(who, "GET", "/mijn/dossier")).status == 200


async def test_who_asks_twice_at_once_is_let_in_once(portal: Portal, practice: Stage) -> None:
    portal.at(START)
    patient = await practice.patient(2)
    who = await visitors.patient(portal.app, "hasty", patient)
    kind, form = filled({"praktijk": str(patient.id), "csrf_token": who.csrf}, {})
    sent = {**who.cookie, "content-type": kind}
    # Connections that are there already, so that nobody has to wait for one.
    await asyncio.gather(*(ask(portal, "GET", "/mijn", who.cookie) for _ in range(6)))
    answers = await asyncio.gather(
        *(ask(portal, "POST", "/mijn/inzage", sent, form) for _ in range(6))
    )
    assert sorted(answer.status_code for answer in answers) == [303, *[403] * 5]
    table = tables.Release
    assert len(await table.select().where(table.patient == patient.id)) == 1


async def test_who_turns_16_at_midnight_waits_a_minute_before_and_is_let_in_a_minute_after(
    portal: Portal, practice: Stage
) -> None:
    early = await practice.patient(3, born="2010-03-04")
    late = await practice.patient(4, born="2010-03-04")
    for patient, at, lines, outcome, dossier in (
        (early, BEFORE, ["request.ask"], "sent", 403),
        (late, AFTER, ["request.ask", "request.approve"], "opened", 200),
    ):
        portal.at(at)
        who = await visitors.patient(portal.app, "turning 16", patient, at)
        seen = await asks(portal, who, patient)
        assert seen.answer.headers["location"] == f"/mijn/inzage?gedaan={outcome}"
        assert [line.action for line in seen.lines] == lines
        assert (await portal.visit(who, "GET", "/mijn/dossier")).status == dossier
    # What was asked before is not decided anew because somebody's age changed.
    who = await visitors.patient(portal.app, "16 now", early, AFTER)
    assert (await portal.visit(who, "GET", "/mijn/dossier")).status == 403
    assert (await asks(portal, who, early)).status == 403
