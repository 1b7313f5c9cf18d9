"""A practice with clinicians who work at the same time, and new patients without end."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from uuid import UUID

from consent.access import Look, open_log
from consent.accesslog import number_lines, page
from consent.actions import Action
from consent.model import Actor, ActorKind, Function, PersonName
from consent.register.people import NewPerson, enrol
from consent.statements import fetch
from portal.database import SafeEngine, transaction
from support.stage import EVERYTHING, START, PatientHere, Stage

ELEVEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


@dataclass
class Crowd:
    """One practice on one database for all rounds of a module."""

    engine: SafeEngine
    stage: Stage
    colleague: Actor
    numbers: Iterator[str]
    chance: Random

    @classmethod
    async def set(cls, engine: SafeEngine) -> "Crowd":
        """Open the practice, with a second GP."""
        stage = await Stage.set()
        colleague = await stage.employee(Function.GP, *EVERYTHING)
        return cls(engine, stage, colleague, numbers(), Random(7513))

    @property
    def gp(self) -> Actor:
        """The first GP."""
        return self.stage.gp

    async def newcomer(self) -> PatientHere:
        """Enrol somebody new."""
        new = NewPerson(next(self.numbers), PersonName("Anna", "", "Bakker"), "1960-05-17")
        async with transaction():
            file = await enrol(self.stage.vault, new, self.stage.practice, START)
        (row,) = await fetch("select person from patient where id = $1", file)
        reader = Actor(ActorKind.PERSON, Function.PATIENT, id=row["person"], name="Anna Bakker")
        return PatientHere(self.stage, file, row["person"], reader)


def numbers() -> Iterator[str]:
    """Give invented BSNs (9999xxxxx), each once, as long as there are any."""
    for candidate in itertools.count(999900000):
        digits = map(int, str(candidate))
        if sum(digit * weight for digit, weight in zip(digits, ELEVEN, strict=True)) % 11 == 0:
            yield str(candidate)


async def reads_log(patient: PatientHere) -> dict[int, UUID]:
    """Let the patient look who looked; gives what each number stands for."""
    async with transaction():
        grant = await open_log(Look(patient.reader, Action.LOG_VIEW, START))
        assert grant is not None
        await number_lines(grant)
        shown = await page(grant)
    stored = await fetch("select number, entry from access_number where person = $1", grant.person)
    seen = {row["number"]: row["entry"] for row in stored}
    assert {line.number for line in shown.lines} <= set(seen)
    return seen


async def numbers_hold(patient: PatientHere, early: object) -> None:
    """Check that numbers given during a race still stand, and that none is missing or double."""
    assert isinstance(early, dict)
    final = await reads_log(patient)
    assert sorted(final) == list(range(1, len(final) + 1))
    assert early.items() <= final.items()
    assert len(set(final.values())) == len(final)
