"""A page has a fixed number of statements, whatever it shows: 1, 20 or 200 things."""

import pytest

from integration.matrix.world import visitors
from integration.matrix.world.crowd import Crowd, crowded
from integration.matrix.world.portal import Portal
from integration.matrix.world.visitors import Visitor
from portal.database import bound_engine

SIZES = (1, 20, 200)
# What opens, closes and cleans a connection is no question about the page.
AROUND = ("begin", "commit", "select pg_advisory_unlock_all")
PATIENT = {
    "/mijn": 6,
    "/mijn/inzage": 3,
    "/mijn/uitslagen": 6,
    "/mijn/uitslagen/{report}": 6,
    "/mijn/uitslagen/{full}": 6,
    "/mijn/brieven": 4,
    "/mijn/brieven/{letter}": 5,
    "/mijn/brieven/{letter}/bestand": 4,
    "/mijn/dossier": 5,
    "/mijn/dossier/{episode}": 5,
    "/mijn/medicijnen": 4,
    "/mijn/allergieen": 4,
    "/mijn/vaccinaties": 4,
    "/mijn/metingen": 4,
    "/mijn/metingen/{measurement}": 5,
    "/mijn/logboek": 12,
    "/mijn/logboek.pdf": 10,
}
PRACTICE = {
    "/praktijk": 11,
    "/praktijk/aanvragen": 8,
    "/praktijk/aanvragen/{request}": 23,
    "/praktijk/aanvragen/{request}/weigeren": 8,
    "/praktijk/uitslagen": 8,
    "/praktijk/uitslagen?stand=actielijst": 8,
    "/praktijk/uitslagen/{waiting}": 34,
    "/praktijk/uitslagen/{waiting}/actie": 12,
    "/praktijk/cijfers": 9,
    "/praktijk/brieven": 7,
    "/praktijk/brieven/{unread}": 14,
    "/praktijk/brieven/{unread}/bestand": 6,
    "/praktijk/werkafspraken": 7,
    "/praktijk/werkafspraken/brieven": 7,
    "/praktijk/logboek": 7,
    "/praktijk/logboek?per=dossier": 7,
    "/praktijk/steekproef": 9,
}


@pytest.fixture(scope="module", params=SIZES)
async def crowd(portal: Portal, request: pytest.FixtureRequest) -> Crowd:
    """Give a practice with so many of everything."""
    return await crowded(portal, request.param)


async def statements(portal: Portal, who: Visitor, path: str) -> list[str]:
    # One visitor at a time gets the same connection, which asks once what types there are.
    await portal.visit(who, "GET", path)
    said: list[str] = []
    pool = bound_engine().pool
    assert pool

    def note(record: object) -> None:
        said.append(str(record.query))  # type: ignore[attr-defined]

    async with pool.acquire() as connection:
        connection.add_query_logger(note)
    seen = await portal.visit(who, "GET", path)
    async with pool.acquire() as connection:
        connection.remove_query_logger(note)
    assert seen.status == 200, path
    return [one for one in said if not one.strip().lower().startswith(AROUND)]


async def test_a_page_of_a_patient_asks_as_often_for_one_thing_as_for_two_hundred(
    portal: Portal, crowd: Crowd
) -> None:
    who = await visitors.patient(portal.app, "crowded", crowd.patient)
    found = {path: len(await statements(portal, who, path.format(**crowd.ids))) for path in PATIENT}
    assert found == PATIENT


async def test_a_page_of_the_practice_asks_as_often_for_one_thing_as_for_two_hundred(
    portal: Portal, crowd: Crowd
) -> None:
    who = await visitors.employee(portal.app, "crowded", crowd.stage.gp)
    found = {
        path: len(await statements(portal, who, path.format(**crowd.ids))) for path in PRACTICE
    }
    assert found == PRACTICE
