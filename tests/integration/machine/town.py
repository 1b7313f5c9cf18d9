"""Two practices, six people and their files, and the acts that are tried on them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from consent.model import Actor, ActorKind, Function, Parents, PersonName, Standing
from consent.register.people import NewPerson, known_or_new
from consent.representation import registering
from consent.representation.model import Document, Presence, Representation
from consent.representation.registering import Registration
from integration.publishing.random_files import File
from portal.database import transaction
from publishing.model import LineKind
from publishing.visibility import (
    Belongs,
    ContactFacts,
    EpisodeFacts,
    LetterFacts,
    LineFacts,
    ReportFacts,
    ResultFacts,
)
from support.stage import OPEN, START, PatientHere, Stage, bsn
from unit.oracle.law import day_of

AGREED = replace(OPEN, parents=Parents.UNDER_16)
BORN = {
    "child": "2014-04-10",
    "youth": "2012-06-15",
    "teen": "2010-03-20",
    "adult": "1960-05-17",
    "parent": "1985-02-03",
    "mandatee": "1970-01-01",
}
ENROLLED = (
    ("here", "child"),
    ("here", "youth"),
    ("here", "teen"),
    ("here", "adult"),
    ("there", "adult"),
)
RECORDED = date(2026, 2, 1)
FileName = tuple[str, str]


@dataclass
class Right:
    """What the model knows of one reader of one file."""

    released_at: datetime | None = None
    request: UUID | None = None
    one: Representation | None = None
    blocked: bool = False


@dataclass
class Town:
    """The world and the model of it side by side."""

    now: datetime
    stages: dict[str, Stage]
    agreed: dict[str, Any]
    files: dict[FileName, File] = field(default_factory=dict)
    closed: dict[FileName, str] = field(default_factory=dict)
    people: dict[str, Actor] = field(default_factory=dict)
    rights: dict[tuple[str, FileName], Right] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day it is, in the Netherlands."""
        return day_of(self.now)

    def is_open(self, file: FileName) -> bool:
        """Tell whether somebody is enrolled: not taken off the list, not dead."""
        return file not in self.closed

    def actor(self, reader: str, subject: str) -> Actor:
        """Give somebody as who they come for."""
        me = self.people[reader]
        if reader == subject:
            return me
        return replace(me, subject=self.people[subject].id)

    def gp(self, file: FileName) -> Actor:
        """Give the GP of the practice of a file."""
        return self.stages[file[0]].gp


async def settled(first: int) -> Town:
    """Found the town, with people of numbers that nobody had before."""
    here, there = await Stage.set(AGREED), await Stage.set(AGREED, "De Molen")
    town = Town(START, {"here": here, "there": there}, {"here": AGREED, "there": AGREED})
    for place, name in enumerate(BORN):
        town.numbers[name] = first + place
    for where, name in ENROLLED:
        patient = await town.stages[where].patient(town.numbers[name], BORN[name], f"P {name}")
        town.people[name] = patient.reader
        file = (where, name)
        town.files[file] = await filled(patient)
        town.rights[name, file] = Right()
    for name, born in BORN.items():
        if name not in town.people:
            new = NewPerson(bsn(town.numbers[name]), PersonName("P", "", name), born)
            async with transaction():
                person = await known_or_new(here.vault, new, START)
            kind, role = ActorKind.PERSON, Function.PATIENT
            town.people[name] = Actor(kind, role, id=person, name=f"P {name}")
    for reader, name in (
        ("parent", "child"),
        ("parent", "youth"),
        ("parent", "teen"),
        ("mandatee", "adult"),
    ):
        town.rights[reader, ("here", name)] = Right()
    return town


async def filled(patient: PatientHere) -> File:
    """Fill a file with something of each kind: shown, hidden and waiting."""
    file = File(patient)
    seen = await file.episode()
    over = await file.episode(EpisodeFacts(is_closed=True))
    at_home = Belongs((seen,))
    consult, memo = ContactFacts("03"), ContactFacts("11")
    await file.line(LineFacts(LineKind.EVALUATION, RECORDED, at_home, consult))
    await file.line(LineFacts(LineKind.SUBJECTIVE, RECORDED, at_home, consult))
    await file.line(LineFacts(LineKind.PLAN, RECORDED, Belongs((over,)), memo))
    await file.line(LineFacts(LineKind.PLAN, RECORDED, Belongs(), consult))
    await file.report(ReportFacts(None, invited=False, results=(ResultFacts(False, at_home),)))
    await file.letter(LetterFacts(None, Belongs((over,))))
    return file


def registration(town: Town, reader: str, name: str, *, agrees: bool | None) -> Registration:
    """Fill in the form of the desk."""
    adult = name == "adult" or reader == "mandatee"
    return Registration(
        bsn=bsn(town.numbers[reader]),
        name=PersonName("P", "", reader),
        born=BORN[reader],
        kind=Standing.MANDATEE if adult else Standing.PARENT,
        document=Document.MANDATE if adult else Document.AUTHORITY_REGISTER,
        presence=Presence.TOGETHER,
        starts_on=date(2026, 1, 1),
        youth_agrees=agrees,
    )


async def registered(town: Town, reader: str, file: FileName, *, agrees: bool | None) -> UUID:
    """Register somebody at the desk, and give the number."""
    new = registration(town, reader, file[1], agrees=agrees)
    stage, patient = town.stages[file[0]], town.files[file].patient.id
    return await registering.register(stage.gp, stage.vault, patient, new, town.now)
