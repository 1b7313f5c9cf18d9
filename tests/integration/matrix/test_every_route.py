"""Every route, for every visitor and thing: the status and exactly the log lines of the table."""

from typing import Any

import pytest

from consent import tables
from consent.register import leaving
from integration.matrix.table.asking import addresses, cases, differs, visit
from integration.matrix.table.expected import Case, Expected, expected
from integration.matrix.table.patients import expected_of_patient
from integration.matrix.table.routes import ROUTES, STATIC
from integration.matrix.world.build import World
from integration.matrix.world.rows import LOG, LOGINS, rows
from integration.matrix.world.things import Whose, put_back, without_request
from portal.database import transaction
from portal.identity.visitor import VisitorKind
from support.stage import START

FAULT = 400
LOGGING_IN = {"identity.login", "identity.staff_login"}
BY_CREDENTIAL = {"intake.fhir", "intake.hl7v2"}
# Tried where nobody else needs the session: tests/integration/identity/test_presence.py.
LEAVING = {"patient.sessions_end", "practice.sessions_end"}


async def test_the_table_knows_every_route_of_the_running_portal(world: World) -> None:
    found = addresses(world.portal.app)
    assert {name for name in found if not name.startswith(STATIC)} == set(ROUTES)


@pytest.mark.parametrize("name", ROUTES)
async def test_who_may_not_or_only_looks_gets_what_the_table_says_and_changes_nothing(
    name: str, world: World
) -> None:
    left_out = LOG | LOGINS if name in LOGGING_IN else LOG
    before, faults = await rows(world.portal.owner, left_out), {}
    for case in cases(world, name):
        wanted = _expected(case)
        if not _changes(case, wanted):
            faults |= differs(case, await visit(world.portal, name, case), wanted)
    assert faults == {}
    assert await rows(world.portal.owner, left_out) == before


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if not route.keeps])
async def test_who_may_does_it_with_the_lines_that_the_table_says(name: str, world: World) -> None:
    faults = {}
    for case in cases(world, name):
        if name in BY_CREDENTIAL | LEAVING or not _changes(case, _expected(case)):
            continue
        fresh = await _fresh(world, name, case)
        agreed = await tables.Practice.select().where(tables.Practice.id == fresh.who.practice)
        under_16 = _flipped(name, agreed[0]) if agreed else False
        seen = await visit(world.portal, name, fresh, under_16=under_16)
        faults |= differs(fresh, seen, _expected(fresh))
        await _put_back(world, name, fresh)
    assert faults == {}


def _flipped(name: str, agreed: dict[str, Any]) -> bool:
    """Choose what the practice did not choose last, so that a form changes one thing."""
    if name == "practice.letter_sorts_change":
        return "third_party" not in (agreed["letter_categories"] or ())
    if name == "practice.result_terms_change":
        return not agreed["shown_from"]
    return not agreed["under_16"]


def _expected(case: Case) -> Expected:
    return expected(case, expected_of_patient)


def _changes(case: Case, wanted: Expected) -> bool:
    """Tell whether this visitor gets to change something."""
    is_sent_away = case.who.actor is None and case.route.entrance != "public"
    return not case.route.keeps and wanted.status < FAULT and not is_sent_away


async def _fresh(world: World, name: str, case: Case) -> Case:
    if name in {"identity.logout", "patient.act"}:
        return case._replace(who=await world.again(case.who))
    if name == "patient.ask":
        await without_request(case.who.actor.id if case.who.actor else None)
    if case.who.kind is VisitorKind.EMPLOYEE and case.route.thing == "employee":
        return case._replace(thing=await world.colleague(case.who))
    if case.who.kind is VisitorKind.EMPLOYEE and case.route.thing:
        holder = await world.newcomer(case.who)
        if name == "practice.patient_merge":
            await world.double(case.who)
        if name == "practice.patient_death_undo":
            patient = holder.patient
            async with transaction():
                await leaving.record_death(patient.stage.gp, patient.id, START.date(), START)
        return case._replace(thing=holder.thing(case.route.thing, Whose.OWN))
    return case


async def _put_back(world: World, name: str, case: Case) -> None:
    if case.who.kind is not VisitorKind.PATIENT or name not in {"patient.ask", "patient.withdraw"}:
        return
    await without_request(case.who.actor.id if case.who.actor else None)
    for (owner, _), holder in world.holders.items():
        if owner == case.who.name and "request" in holder.things:
            await put_back(holder.things["request"])
