"""A mark in every field that is kept from who acts for another: it reaches them in no form."""

from uuid import UUID

import pytest

from consent.model import Actor, Standing
from consent.register.people import acting_for, person_by_id
from consent.representation import choosing, registering
from consent.representation.model import Document
from consent.representation.registering import Block, Registration
from integration.matrix.test_marks import everything, read, seen
from integration.matrix.world import visitors
from integration.matrix.world.marked import WORDS, Marked, closed_part, open_part
from integration.matrix.world.portal import Portal
from integration.matrix.world.visitors import Visitor
from portal.database import transaction
from support.family import PARENTS, reader_of, registration
from support.stage import START, PatientHere, Stage

FORMS = ("pdf", "csv", "fhir")
# No page says the kind of a letter; the file that patients take home, and nobody for them, does.
TAKEN_HOME = {"youth": "accorded kind", "kept": "kept letter kind"}


async def acting(stage: Stage, patient: PatientHere, new: Registration) -> tuple[Actor, UUID]:
    """Register somebody at the desk, release the file to them, and give them with the number."""
    async with transaction():
        one = await registering.register(stage.gp, stage.vault, patient.id, new, START)
    reader = await reader_of(one)
    await patient.released(reader=reader, representation=one)
    known = await person_by_id(reader)
    assert known is not None
    return acting_for(known, patient.person, new.kind, ""), one


async def left_out(file: Marked) -> Marked:
    """Fill an episode with what its youth keeps from a parent, and give the marks of it."""
    kept = Marked(file.patient)
    episode = await kept.episode("kept episode", shown=True)
    contact = await kept.contact("kept contact")
    await kept.line("kept line", shown=True, episode=episode, contact=contact)
    await kept.letter("kept letter", shown=True, episode=episode)
    report = await file.patient.report(kept.mark("kept title", shown=True))
    result = await kept.result(report, "kept result", shown=True, episode=episode)
    words = {key: kept.mark(f"kept {key}", shown=True) for key in WORDS}
    await file.patient.publication(report, [result], **words)
    kept.ids["r"].append(report)
    return kept


async def all_of(portal: Portal, who: Visitor, files: dict[str, Marked]) -> str:
    """Open every page for every thing, and take the file home in every form."""
    text = await everything(portal, who, files)
    for form in FORMS:
        path = f"/mijn/opslaan/bestand?vorm={form}"
        text += read((await portal.visit(who, "GET", path)).answer.content)
    return text


async def test_who_acts_for_another_finds_no_mark_of_what_is_kept_from_them(
    portal: Portal, capfd: pytest.CaptureFixture[str]
) -> None:
    stage = await Stage.set(PARENTS)
    stage.vault = portal.app.state.vault
    youth = Marked(await stage.patient(0, "2011-10-10", "Jip Bos"))
    adult = Marked(await stage.patient(1))
    for file in (youth, adult):
        await file.patient.released()
        await closed_part(file, await open_part(file))
    kept = await left_out(youth)
    agreed = {"youth_agrees": True}
    parent, one = await acting(stage, youth.patient, registration(50, **agreed))
    other, no = await acting(stage, youth.patient, registration(51, **agreed))
    blocked, out = await acting(stage, youth.patient, registration(52, **agreed))
    mandate = registration(53, kind=Standing.MANDATEE, document=Document.MANDATE)
    mandatee, _ = await acting(stage, adult.patient, mandate)
    async with transaction():
        youthful = youth.patient.reader
        await choosing.choose(youthful, one, kept.ids["e"], START)
        await choosing.choose(youthful, no, None, START)
        await registering.block(stage.gp, Block(out, youth.mark("block reason")), START)
    files = {"youth": youth, "kept": kept, "adult": adult}
    sees = {
        "youth": (youth.patient.reader, {"youth", "kept"}),
        "parent": (parent, {"youth"}),
        "other parent": (other, set[str]()),
        "blocked": (blocked, set[str]()),
        "mandatee": (mandatee, {"adult"}),
    }
    for name, (actor, open_to_them) in sees.items():
        if name == "youth":
            who = await visitors.patient(portal.app, name, youth.patient)
        else:
            who = await visitors.representative(portal.app, name, actor)
        text = await all_of(portal, who, files)
        for owner, file in files.items():
            found = seen(file.closed, text)
            assert found == ([TAKEN_HOME[owner]] if name == "youth" and owner in TAKEN_HOME else [])
            expected = list(file.shown) if owner in open_to_them else []
            assert seen(file.shown, text) == expected, (name, owner)
    heard = "".join(capfd.readouterr())
    for file in files.values():
        assert seen(file.closed | file.shown, heard) == []
