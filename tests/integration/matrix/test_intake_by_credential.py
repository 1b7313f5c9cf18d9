"""POST /intake/fhir, for every credential and whose patient a message is about."""

from typing import NamedTuple
from uuid import UUID

import pytest

from consent.register.sources import SourceKind, add_source
from integration.matrix.table.routes import PATIENTS
from integration.matrix.world.build import PEOPLE, World
from integration.matrix.world.portal import Line
from integration.matrix.world.rows import rows
from integration.matrix.world.visitors import Visitor
from portal.database import transaction
from support import messages
from support.stage import START, bsn

FHIR, JSON = "/intake/fhir", "application/fhir+json"
RELEASED, ELSEWHERE, UNKNOWN = PEOPLE.index("released"), len(PEOPLE), 60
NEW = messages.patient(bsn(UNKNOWN + 1))
# What is said of somebody has to fit who is registered.
OWN = messages.patient(bsn(RELEASED), name=[{"family": "Released", "given": ["Anna"]}])
MESSAGES = {
    "own patient": messages.bundle(OWN, messages.result("own")),
    "another's patient": messages.bundle(messages.patient(bsn(ELSEWHERE)), messages.result("far")),
    "nobody we know": messages.bundle(messages.patient(bsn(UNKNOWN)), messages.result("none")),
    "somebody new": messages.bundle(NEW, messages.result("new")),
    "unreadable": None,
}


class Answer(NamedTuple):
    """What a source gets: status, accepted items, and the line it leaves ("": none)."""

    status: int
    accepted: int = 0
    line: str = ""


# A laboratory may not enrol: of people that it alone knows nothing is taken.
TABLE = {
    ("laboratory", "own patient"): Answer(202, 2, "own"),
    ("laboratory", "another's patient"): Answer(403, 0, "patient_not_here"),
    ("laboratory", "nobody we know"): Answer(202),
    ("laboratory", "unreadable"): Answer(400),
    ("practice_system", "own patient"): Answer(202, 2, "own"),
    ("practice_system", "somebody new"): Answer(202, 2, "new"),
    ("practice_system", "unreadable"): Answer(400),
}


@pytest.fixture(scope="module")
async def credentials(world: World) -> dict[str, str]:
    """Give the credential of a source of each kind, all of the practice here."""
    found = {}
    async with transaction():
        for kind in SourceKind:
            name = f"matrix-{kind}"
            found[kind.value] = await add_source(name, kind, world.here.practice, START)
    return found


def told(message: str) -> bytes:
    body = MESSAGES[message]
    return messages.body(body) if body else b"{"


def bearing(credential: str, scheme: str = "Bearer") -> dict[str, str]:
    return {"authorization": f"{scheme} {credential}", "content-type": JSON}


@pytest.mark.parametrize(("kind", "message"), TABLE)
async def test_a_source_gets_what_its_kind_may(
    kind: str, message: str, world: World, credentials: dict[str, str]
) -> None:
    expected, owner = TABLE[kind, message], world.portal.owner
    seen = await world.portal.visit(
        Visitor("source"), "POST", FHIR, content=told(message), headers=bearing(credentials[kind])
    )
    assert (seen.status, seen.answer.json()["accepted"]) == (expected.status, expected.accepted)
    newest: UUID = await owner.fetchval("select id from intake_message order by id desc limit 1")
    line = Line("intake.receive", "", None, world.here.practice, newest)
    if expected.line == "own":
        line = line._replace(person=world.holders["released", "here"].patient.person)
    elif expected.line == "new":
        line = line._replace(
            person=await owner.fetchval(
                "select id from person where family = 'Bakker' order by id desc limit 1"
            )
        )
    else:
        line = line._replace(refused=expected.line)
    assert seen.lines == ([line] if expected.line else [])


@pytest.mark.parametrize("scheme", ["none", "nonsense", "Basic", "empty"])
async def test_without_a_right_credential_nothing_is_kept(
    scheme: str, world: World, credentials: dict[str, str]
) -> None:
    right = credentials["laboratory"]
    headers = {
        "none": {"content-type": JSON},
        "nonsense": bearing(f"{right}x"),
        "Basic": bearing(right, "Basic"),
        "empty": bearing(""),
    }[scheme]
    before = await rows(world.portal.owner)
    for name in ("nobody", *PATIENTS, "all rights"):
        seen = await world.portal.visit(
            world.visitors[name], "POST", FHIR, content=told("own patient"), headers=headers
        )
        assert (seen.status, seen.lines) == (401, []), name
        assert seen.answer.headers["www-authenticate"] == "Bearer"
    assert await rows(world.portal.owner) == before


async def test_a_source_is_nobody_at_every_other_door(
    world: World, credentials: dict[str, str]
) -> None:
    headers = bearing(credentials["practice_system"])
    for path, login in (("/mijn/uitslagen", "/inloggen"), ("/praktijk", "/medewerkers/inloggen")):
        seen = await world.portal.visit(Visitor("source"), "GET", path, headers=headers)
        assert (seen.status, seen.lines) == (303, [])
        assert seen.answer.headers["location"].startswith(login)
