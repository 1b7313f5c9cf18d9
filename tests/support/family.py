"""A child, a parent who acts for them, and the desk that registered it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from consent import tables
from consent.model import Actor, Agreements, Parents, PersonName, Standing
from consent.register.episodes import Ticks
from consent.register.people import acting_for, person_by_id
from consent.representation import registering
from consent.representation.model import Document, Presence
from consent.representation.registering import Registration
from consent.requests import asking, deciding
from portal.database import transaction
from support.stage import OPEN, START, PatientHere, Stage, bsn

PARENTS: Agreements = msgspec.structs.replace(OPEN, parents=Parents.UNDER_16)


@dataclass
class Family:
    """One patient and one representative of theirs; `parent` acts for the patient."""

    stage: Stage
    child: PatientHere
    parent: Actor
    representation: UUID

    async def released(self, at: datetime = START) -> None:
        """Let the parent ask and the practice approve, with every episode ticked."""
        table = tables.Episode
        rows = await table.select(table.id).where(table.patient == self.child.id)
        every = frozenset(UUID(str(row["id"])) for row in rows)
        async with transaction():
            request = await asking.ask(self.parent, self.child.id, at)
        async with transaction():
            await deciding.approve(self.stage.gp, request.id, Ticks(every, every), "", at)


def registration(number: int = 50, **other: object) -> Registration:
    """Fill in the form of a parent with an extract of the register, who came along."""
    new = Registration(
        bsn=bsn(number),
        name=PersonName("Wim", "", "Bos"),
        born="1985-02-03",
        kind=Standing.PARENT,
        document=Document.AUTHORITY_REGISTER,
        presence=Presence.TOGETHER,
        starts_on=date(2026, 1, 1),
    )
    return msgspec.structs.replace(new, **other)


async def family(
    stage: Stage, born: str, at: datetime = START, number: int = 50, **other: object
) -> Family:
    """Enrol a child and register a parent, or whom else is said, at the desk."""
    child = await stage.patient(number + 1, born, "Finn Bos")
    new = registration(number, **other)
    async with transaction():
        one = await registering.register(stage.gp, stage.vault, child.id, new, at)
        known = await person_by_id(await reader_of(one))
    assert known is not None
    actor = acting_for(known, child.person, new.kind, "")
    return Family(stage, child, actor, one)


async def reader_of(representation: UUID) -> UUID:
    """Give who acts by a representation."""
    table = tables.Representation
    row = await table.select(table.representative).where(table.id == representation).first()
    assert row is not None
    return UUID(str(row["representative"]))
