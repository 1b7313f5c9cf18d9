"""Every reason why a file stays closed to its own patient, at every page that would show it."""

from typing import NamedTuple

import pytest

from consent import tables
from consent.model import Agreements
from integration.matrix.table.asking import addresses
from integration.matrix.table.routes import PATIENT
from integration.matrix.world import visitors
from integration.matrix.world.portal import Portal
from integration.matrix.world.rows import rows
from integration.matrix.world.things import Holder, Thing, Whose, filled
from portal.database import transaction
from support.stage import OPEN, START, Stage

OFF = Agreements(journal_from=OPEN.journal_from)
ONE = Agreements(results=True, journal_from=OPEN.journal_from)
SHOWING = [name for name, route in PATIENT.items() if route.opens in {"each", "one"}]
ACTING = {
    "patient.ask",
    "patient.result_open",
    "patient.session_end",
    "patient.sessions_end",
    "patient.withdraw",
}
LOOKING = [name for name in SHOWING if name not in ACTING]


class Closed(NamedTuple):
    """How a file is, and the reason that its patient reads and the log keeps ("": it is open)."""

    reason: str
    born: str = "1960-05-17"
    release: str = "active"
    agreements: Agreements = OPEN
    is_enrolled: bool = True


FILES = {
    "released": Closed(""),
    "with results alone": Closed("", agreements=ONE),
    "ended": Closed("no_release", release="ended"),
    "with both facilities off": Closed("facility_off", agreements=OFF),
    "released, of a child": Closed("under_12", born="2014-03-05"),
    "released, of somebody who became 12 today": Closed("", born="2014-03-04"),
    "of somebody who left": Closed("not_enrolled", is_enrolled=False),
}


@pytest.fixture(scope="module")
def numbers() -> dict[str, int]:
    """Give everybody a number of their own."""
    return {name: number for number, name in enumerate(FILES)}


async def made(portal: Portal, closed: Closed, number: int) -> Holder:
    stage = await Stage.set(closed.agreements)
    stage.vault = portal.app.state.vault
    patient = await stage.patient(number, closed.born)
    release = await patient.released()
    holder = await filled(patient, asking=False)
    async with transaction():
        table = tables.Release
        values = {table.status: closed.release, table.reason: closed.reason}
        await table.update(values).where(table.id == release)
        if not closed.is_enrolled:
            file = tables.Patient
            await file.update({file.ended_at: START}).where(file.id == patient.id)
    return holder


@pytest.mark.parametrize("name", FILES)
async def test_a_file_stays_closed_at_every_page_for_the_same_reason(
    name: str, portal: Portal, numbers: dict[str, int]
) -> None:
    closed = FILES[name]
    holder = await made(portal, closed, numbers[name])
    who = await visitors.patient(portal.app, name, holder.patient)
    before = await rows(portal.owner)
    for route in LOOKING:
        kind = PATIENT[route].thing
        thing = Thing(Whose.OWN, holder.things[kind]) if kind else None
        seen = await portal.visit(who, "GET", addresses(portal.app)[route].of(thing))
        is_off = closed.agreements == ONE and kind == "episode"
        assert seen.status == (403 if closed.reason else 404 if is_off else 200), route
        [line] = seen.lines
        assert line.refused == (closed.reason or ("not_found" if is_off else "")), route
        assert (line.person is None) == (line.refused in {"not_enrolled", "not_found"}), route
    assert await rows(portal.owner) == before


async def test_a_section_that_is_off_is_empty_and_the_others_are_not(
    portal: Portal, numbers: dict[str, int]
) -> None:
    holder = await made(portal, FILES["with results alone"], len(numbers))
    who = await visitors.patient(portal.app, "partly", holder.patient)
    shown = {
        path: words in (await portal.visit(who, "GET", path)).answer.text
        for path, words in (
            ("/mijn/uitslagen", "Bloedonderzoek"),
            ("/mijn/brieven", "Brief van de cardioloog"),
            ("/mijn/dossier", "Hoge bloeddruk"),
        )
    }
    assert shown == {"/mijn/uitslagen": True, "/mijn/brieven": True, "/mijn/dossier": False}
