"""A mark in every field of a file: what is kept as a file holds no more than the pages do."""

import zipfile
from io import BytesIO

import pytest

from consent.model import Function, Right
from integration.matrix.test_marks import read, seen
from integration.matrix.world import visitors
from integration.matrix.world.marked import Marked, closed_part, open_part
from integration.matrix.world.portal import Portal
from integration.matrix.world.visitors import Visitor
from support.stage import START, Stage

OWN_FILE = [f"/mijn/opslaan/bestand?vorm={form}" for form in ("pdf", "csv", "fhir")]
OWN_LOG = ["/mijn/logboek.pdf", "/mijn/logboek.csv", "/mijn/logboek.json"]
# No page says the kind of a letter; the file that its patient takes home does.
KIND = "accorded kind"


@pytest.fixture
async def stage(portal: Portal) -> Stage:
    """Give a practice."""
    made = await Stage.set()
    made.vault = portal.app.state.vault
    return made


async def full(stage: Stage, number: int, name: str) -> Marked:
    """Give somebody whose file is released and full of marks."""
    file = Marked(await stage.patient(number, name=name))
    await file.patient.released()
    await closed_part(file, await open_part(file))
    return file


async def got(portal: Portal, who: Visitor, path: str, form: dict[str, str] | None = None) -> str:
    """Give the words of a file; a workbook is read part by part."""
    visit = await portal.visit(who, "POST" if form else "GET", path, form)
    assert visit.status == 200, (path, form)
    content = visit.answer.content
    if not content.startswith(b"PK"):
        return read(content)
    with zipfile.ZipFile(BytesIO(content)) as book:
        return "".join(book.read(part).decode() for part in book.namelist())


async def test_what_patients_take_home_holds_what_they_see_and_nothing_else(
    portal: Portal, stage: Stage
) -> None:
    anna, bram = await full(stage, 0, "Anna Bakker"), await full(stage, 1, "Bram Buur")
    who = await visitors.patient(portal.app, "Anna", anna.patient)
    for path in (*OWN_FILE, *OWN_LOG):
        text = await got(portal, who, path)
        assert set(seen(anna.closed, text)) <= ({KIND} if path in OWN_FILE else set()), path
        assert seen(bram.closed | bram.shown, text) == [], path
        assert bool(seen(anna.shown, text)) is (path in OWN_FILE), path


async def test_who_reads_the_log_of_a_practice_reads_nothing_of_a_file(
    portal: Portal, stage: Stage
) -> None:
    anna = await full(stage, 2, "Anja Bakker")
    own = await visitors.patient(portal.app, "Anna", anna.patient)
    gp = await visitors.employee(portal.app, "gp", stage.gp)
    for path in (*OWN_FILE, *(f"/mijn/uitslagen/{one}" for one in anna.ids["r"])):
        await portal.visit(own, "GET", path)
    for one in anna.ids["r"]:
        await portal.visit(gp, "GET", f"/praktijk/uitslagen/{one}")
    reader = await visitors.employee(
        portal.app, "reader", await stage.employee(Function.ASSISTANT, Right.LOG_READ)
    )
    day, log = f"{START:%Y-%m-%d}", f"/praktijk/patienten/{anna.patient.id}/logboek"
    told = {"reason": "Vraag van de patient zelf.", "since": day, "until": day}
    asked = [("/praktijk/logboek", None)]
    asked += [("/praktijk/logboek/bestand", {"kind": kind}) for kind in ("csv", "xlsx")]
    asked += [(log, {**told, "kind": kind}) for kind in ("", "csv", "xlsx", "fhir")]
    for path, form in asked:
        text = await got(portal, reader, path, form)
        assert seen(anna.closed | anna.shown, text) == [], (path, form)
