"""A mark in every field that is closed to somebody: it is on no page, in no file, log or error."""

from collections.abc import AsyncIterator
from io import BytesIO

import pikepdf
import pytest

from consent.model import Function
from integration.matrix.table.asking import addresses
from integration.matrix.table.forms import form
from integration.matrix.table.routes import PATIENT, PRACTICE, Route
from integration.matrix.world import visitors
from integration.matrix.world.marked import BEGINNING, LENGTH, Marked, closed_part, open_part
from integration.matrix.world.marked_health import closed_health, open_health
from integration.matrix.world.portal import Portal
from integration.matrix.world.things import Thing, Whose
from integration.matrix.world.visitors import Visitor
from soak import rounds
from support.stage import EVERYTHING, Stage
from unit.paper.reading import Reading

KINDS = {"report": "r", "letter": "l", "episode": "e", "measurement": "m"}
# Pages that write no line, and so carry no clinical text.
UNLOGGED = ("/mijn", "/mijn/inzage", "/praktijk", "/praktijk/aanvragen")
WORKLISTS = ("/praktijk/uitslagen", "/praktijk/brieven")
# Whoever may see nothing at all tries one in so many things at a page, others at the next.
ONE_IN = 1 if rounds(0, 1) else 4
TABS = ("", "?stand=actielijst", "?stand=gepubliceerd", "?stand=met-akkoord")


@pytest.fixture(scope="module")
async def stages(portal: Portal) -> tuple[Stage, Stage]:
    """Give two practices."""
    here, there = await Stage.set(), await Stage.set(name="De Molen")
    here.vault = there.vault = portal.app.state.vault
    return here, there


@pytest.fixture(scope="module")
async def files(stages: tuple[Stage, Stage]) -> dict[str, Marked]:
    """Give the marked files: of Anna here and (unreleased) there, of a neighbour, of a stranger."""
    here, there = stages
    made = {
        "Anna": Marked(await here.patient(0)),
        "Anna elsewhere": Marked(await there.patient(0)),
        "neighbour": Marked(await here.patient(1, name="Bram Buur")),
        "stranger": Marked(await there.patient(2, name="Vera Vreemd")),
        "waiting": Marked(await here.patient(3, name="Wim Wacht")),
        "child": Marked(await here.patient(4, born="2016-01-01", name="Kim Kind")),
    }
    for name, file in made.items():
        if name in {"Anna", "neighbour", "stranger"}:
            await file.patient.released()
        shown = await open_part(file)
        hidden = await file.episode("episode of a medicine", visible_to_patient=False)
        await open_health(file, hidden)
        if name in {"Anna", "stranger"}:
            await closed_part(file, shown)
            await closed_health(file, hidden)
    return made


async def people(portal: Portal, files: dict[str, Marked]) -> AsyncIterator[tuple[Visitor, str]]:
    """Give everybody who can come by, with the name of the file that is open to them."""
    yield Visitor("nobody"), ""
    yield await visitors.patient(portal.app, "nowhere", None), ""
    for name in ("Anna", "neighbour", "stranger"):
        yield await visitors.patient(portal.app, name, files[name].patient), name
    for name in ("waiting", "child"):
        yield await visitors.patient(portal.app, name, files[name].patient), ""


async def everything(
    portal: Portal, who: Visitor, files: dict[str, Marked], *, spread: bool = False
) -> str:
    """
    Open every page of the patient's side, for every thing of everybody, and read it all.

    With `spread` one page is opened for some things and the next for others.
    """
    routes, found = addresses(portal.app), []
    for turn, (name, route) in enumerate(PATIENT.items()):
        if routes[name].method == "GET":
            for thing in things(route, files, turn if spread else None):
                seen = await portal.visit(who, "GET", routes[name].of(thing))
                found.append(read(seen.answer.content))
    return "".join(found)


def things(route: Route, files: dict[str, Marked], turn: int | None = None) -> list[Thing | None]:
    """Give the things of everybody for a page: all, or in its turn one in so many of each file."""
    if route.thing not in KINDS:
        return [None]
    found: list[Thing | None] = []
    for file in files.values():
        ids = file.ids[KINDS[route.thing]]
        step = 1 if turn is None else min(ONE_IN, len(ids))
        found += [Thing(Whose.OTHER, one) for one in ids[(turn or 0) % step :: step]]
    return found


def read(content: bytes) -> str:
    """Give the words of an answer; of our own PDF also what it says of itself."""
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content:
        return content.decode()
    with pikepdf.open(BytesIO(content)) as pdf:
        about = f"{dict(pdf.docinfo)} {pdf.open_metadata()}"
    reading = Reading(content)
    pages = "".join(reading.furniture(number) for number in range(len(reading.pages)))
    return f"{reading.text()} {pages} {about}"


def seen(marks: dict[str, str], text: str) -> list[str]:
    # Hundreds of marks are looked for in megabytes: all but what follows their beginning is left.
    near = " ".join(BEGINNING + part[:LENGTH] for part in text.split(BEGINNING)[1:])
    return [name for name, mark in marks.items() if mark in near]


async def test_every_patient_sees_their_own_and_nothing_that_is_closed(
    portal: Portal,
    stages: tuple[Stage, Stage],
    files: dict[str, Marked],
    capfd: pytest.CaptureFixture[str],
) -> None:
    gp = await visitors.employee(portal.app, "gp", stages[0].gp)
    looked = f"/praktijk/brieven/{files['Anna'].ids['l'][0]}"
    assert (await portal.visit(gp, "GET", looked)).status == 200
    async for who, own in people(portal, files):
        text = await everything(portal, who, files, spread=not own)
        for name, file in files.items():
            assert seen(file.closed, text) == [], (who.name, name)
            assert seen(file.shown, text) == (list(file.shown) if name == own else []), (
                who.name,
                name,
            )
        assert ("huisarts" in text.lower()) >= (own == "Anna"), "the log names the function"
        assert "Medewerker gp" not in text, "and no name"
    heard = "".join(capfd.readouterr())
    assert "route=patient.result" in heard
    for file in files.values():
        assert seen(file.closed | file.shown, heard) == []


async def test_another_practice_sees_nothing_whatever_it_posts(
    portal: Portal,
    stages: tuple[Stage, Stage],
    files: dict[str, Marked],
    capfd: pytest.CaptureFixture[str],
) -> None:
    third = await Stage.set(name="De Eik")
    for actor in (
        await third.employee(Function.GP, *EVERYTHING),
        await stages[0].employee(Function.ASSISTANT),
    ):
        who, routes = await visitors.employee(portal.app, "elsewhere", actor), addresses(portal.app)
        text = await everything(portal, who, files, spread=True)
        for turn, (name, route) in enumerate(PRACTICE.items()):
            for thing in things(route, files, turn):
                method = routes[name].method
                filled = await form(name, thing) if method == "POST" else None
                answer = (await portal.visit(who, method, routes[name].of(thing), filled)).answer
                text += read(answer.content)
        text += "".join(capfd.readouterr())
        for name, file in files.items():
            assert seen(file.closed | file.shown, text) == [], name


async def test_a_page_that_writes_no_line_carries_no_clinical_text(
    portal: Portal, stages: tuple[Stage, Stage], files: dict[str, Marked]
) -> None:
    anna = await visitors.patient(portal.app, "Anna", files["Anna"].patient)
    gp = await visitors.employee(portal.app, "gp", stages[0].gp)
    lists = [f"{path}{tab}" for path in WORKLISTS for tab in TABS]
    for path in (*UNLOGGED, *lists):
        visit = await portal.visit(anna if path.startswith("/mijn") else gp, "GET", path)
        assert (visit.status, visit.lines) == (200, []), path
        for file in files.values():
            told = seen(file.closed | file.shown, visit.answer.text)
            # Where it was done is no outcome.
            assert [name for name in told if "laboratory" not in name] == [], path
