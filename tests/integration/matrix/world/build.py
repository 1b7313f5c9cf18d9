"""The world of the matrix: two practices, patients of every kind, employees with every right."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from consent.agreements import choices
from consent.model import Actor, Function, PersonName, Standing
from consent.register.people import NewPerson, acting_for, known_or_new, person_by_id
from integration.matrix.table.expected import Case
from integration.matrix.table.routes import Route
from integration.matrix.world import visitors
from integration.matrix.world.portal import Portal
from integration.matrix.world.things import (
    Holder,
    Thing,
    Whose,
    asked,
    filled,
    newcomer,
    nothing,
    represented,
)
from integration.matrix.world.visitors import Visitor
from portal.database import transaction
from portal.identity.visitor import VisitorKind
from support.stage import OPEN, START, Stage, bsn

ADDRESSED = (
    Whose.OWN,
    Whose.OWN_ELSEWHERE,
    Whose.SAME,
    Whose.OTHER,
    Whose.MISSING,
    Whose.MALFORMED,
)
BORN_A_CHILD = "2016-05-17"
# Who is enrolled here, in this order, and who of them at the other practice too.
PEOPLE = (
    "released",
    "waiting",
    "child",
    "one of two",
    "both",
    "neighbour",
    "also waiting",
    "represented",
)
# Who comes in their stead, with a mandate.
REPRESENTED = "represented"
VISITING = PEOPLE[:5]
OPENED = {"released", "one of two", "both", "neighbour"}
ELSEWHERE = {"one of two": False, "both": True, "stranger": True, "waiting there": False}


@dataclass
class World:
    """Everybody and everything; `holders` are files by the name of their patient, per practice."""

    portal: Portal
    here: Stage
    there: Stage
    holders: dict[tuple[str, str], Holder] = field(default_factory=dict)
    visitors: dict[str, Visitor] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(100))

    def case(self, route: Route, who: Visitor, thing: Thing | None) -> Case:
        """Put a case together."""
        places: dict[str, UUID | None] = {
            "": None,
            "file ": None,
            "here": self.here.practice,
            "there": self.there.practice,
        }
        for (name, place), holder in self.holders.items():
            if name == who.name:
                places[f"file {place}"] = holder.patient.id
        return Case(route, who, thing, places)

    def things(self, kind: str, who: Visitor) -> Iterator[Thing]:
        """Give every thing of a kind that this visitor can ask for."""
        if kind == "employee":
            yield from self._colleagues(who)
            return
        if kind == "account":
            yield from (one for one in self._colleagues(who) if one.whose is not Whose.OWN)
            return
        if kind == "session":
            # Whoever ends their own is out of this world.
            yield Thing(Whose.OTHER, self._session_of_another(who))
            yield nothing(Whose.MISSING)
            yield nothing(Whose.MALFORMED)
            return
        for whose in ADDRESSED:
            if whose in {Whose.MISSING, Whose.MALFORMED}:
                yield nothing(whose)
            elif (holder := self._holder(who, whose)) and kind in holder.things:
                yield holder.thing(kind, whose)

    async def colleague(self, who: Visitor) -> Thing:
        """Let somebody begin to work at the practice of an employee."""
        stage = self.there if who.practice == self.there.practice else self.here
        fresh = await stage.employee(Function.ASSISTANT)
        await visitors.employee(self.portal.app, "colleague", fresh)
        return Thing(Whose.OWN, fresh.id or "", None, stage.practice)

    async def double(self, who: Visitor) -> None:
        """Enrol somebody who never used their registration at the practice of an employee."""
        stage = self.there if who.practice == self.there.practice else self.here
        await stage.patient(next(self.numbers))

    async def newcomer(self, who: Visitor) -> Holder:
        """Enrol somebody at the practice of an employee, with everything still to be decided."""
        stage = self.there if who.practice == self.there.practice else self.here
        return await newcomer(stage, next(self.numbers))

    async def again(self, who: Visitor) -> Visitor:
        """Let the same visitor log in once more."""
        if who.actor is None:
            return who
        app = self.portal.app
        if who.kind is VisitorKind.EMPLOYEE:
            return await visitors.employee(app, who.name, who.actor)
        if who.subject:
            return await visitors.representative(app, who.name, who.actor)
        own = self.holders.get((who.name, "here"))
        return await visitors.patient(app, who.name, own.patient if own else None)

    def _session_of_another(self, who: Visitor) -> UUID:
        others = (one.session for one in self.visitors.values() if one.name != who.name)
        return next(session for session in others if session)

    def _colleagues(self, who: Visitor) -> Iterator[Thing]:
        own, other = (self.here, self.there)
        if who.practice == self.there.practice:
            own, other = other, own
        yield Thing(Whose.OWN, own.gp.id or "", None, own.practice)
        yield Thing(Whose.OTHER, other.gp.id or "", None, other.practice)
        yield nothing(Whose.MISSING)
        yield nothing(Whose.MALFORMED)

    def _holder(self, who: Visitor, whose: Whose) -> Holder | None:
        if whose is Whose.OWN_ELSEWHERE:
            return self.holders.get((who.name, "there"))
        if whose is Whose.OWN and who.kind is VisitorKind.PATIENT:
            return self.holders.get((who.name, "here"))
        is_there = who.practice == self.there.practice
        if who.kind is VisitorKind.EMPLOYEE and whose is not Whose.OTHER:
            name = "waiting" if whose is Whose.OWN else "also waiting"
            return self.holders.get((f"{name} there", "there") if is_there else (name, "here"))
        if whose is Whose.OTHER and not is_there:
            return self.holders["stranger", "there"]
        return self.holders["neighbour", "here"]


async def build(portal: Portal) -> World:
    """Set the stage."""
    here, there = await Stage.set(), await Stage.set(name="De Molen")
    here.vault = there.vault = portal.app.state.vault
    world = World(portal, here, there)
    for number, name in enumerate(PEOPLE):
        await _enrol(world, name, number)
    await _enrol_there(world, "stranger", len(PEOPLE))
    await _enrol_there(world, "waiting there", len(PEOPLE) + 1)
    for who in [one async for one in _everybody(world)]:
        world.visitors[who.name] = who
    for stage in (here, there):
        async with transaction():
            # Chosen once, so that only what changes is a change.
            await choices.change(stage.gp, OPEN, START)
    return world


async def _enrol(world: World, name: str, number: int) -> None:
    born = BORN_A_CHILD if name == "child" else "1960-05-17"
    patient = await world.here.patient(number, born, f"Anna {name.title()}")
    if name in OPENED:
        await patient.released()
    world.holders[name, "here"] = await filled(patient, asking=name != "child")
    if name in ELSEWHERE:
        await _enrol_there(world, name, number)


async def _enrol_there(world: World, name: str, number: int) -> None:
    patient = await world.there.patient(number, name=f"Anna {name.title()}")
    if ELSEWHERE[name]:
        await patient.released()
    world.holders[name, "there"] = await filled(patient)


async def _mandated(world: World) -> Actor:
    holder = world.holders[REPRESENTED, "here"]
    patient, at = holder.patient, START
    new = NewPerson(bsn(200), PersonName("Wim", "", "Machtig"), "1958-01-01")
    async with transaction():
        person = await known_or_new(world.here.vault, new, at)
    by = await represented(patient, person)
    known = await person_by_id(person)
    assert known is not None
    actor = acting_for(known, patient.person, Standing.MANDATEE, "")
    await patient.released(reader=person, representation=by)
    holder.things |= {"representation": by, "request": await asked(patient, actor, by)}
    return actor


async def _everybody(world: World) -> AsyncIterator[Visitor]:
    app = world.portal.app
    yield Visitor("nobody")
    yield await visitors.patient(app, "nowhere", None)
    for name in VISITING:
        yield await visitors.patient(app, name, world.holders[name, "here"].patient)
    yield await visitors.representative(app, REPRESENTED, await _mandated(world))
    async for one in visitors.employees(app, world.here, world.there):
        yield one
