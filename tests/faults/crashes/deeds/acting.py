"""What people do for another, and what the desk registers of it."""

from datetime import date
from uuid import UUID, uuid4

from consent import tables
from consent.representation import registering
from consent.representation.registering import Block
from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, get, post
from faults.crashes.world import Session, World
from portal.database import transaction
from support.stage import START, PatientHere

TYPED = {"family": "Zon", "day": "1", "month": "2", "year": "1970"}
CHECKED = {"kind": "mandatee", "document": "mandate", "presence": "together"}


async def _represented(
    world: World, born: str = "1960-05-17", kind: str = "mandatee"
) -> tuple[PatientHere, PatientHere, UUID]:
    number = next(world.people)
    patient = await world.stage.patient(number, born)
    representative, one = await world.newcomer(), uuid4()
    async with transaction():
        await tables.Representation.insert(
            tables.Representation(
                id=one,
                patient=patient.id,
                representative=representative.person,
                kind=kind,
                document="mandate",
                presence="together",
                starts_on=date(2026, 1, 1),
                registered_by=world.stage.gp.id,
                registered_at=START,
            )
        )
    return patient, representative, one


async def _turned(world: World) -> tuple[PatientHere, Session]:
    patient, representative, one = await _represented(world)
    await patient.released(START, representative.person, one)
    return patient, await world.as_patient(representative, acting_for=patient.person)


async def _turn(world: World) -> Sent:
    patient, representative, _ = await _represented(world)
    session = await world.as_patient(representative)
    return post(session, {"voor": str(patient.person)}, "patient.acting")


async def _turn_back(world: World) -> Sent:
    _, session = await _turned(world)
    return post(session, {}, "patient.acting")


async def _look_for_another(world: World) -> Sent:
    _, session = await _turned(world)
    return get(session, "patient.dossier")


async def _own_page_for_another(world: World) -> Sent:
    _, session = await _turned(world)
    return get(session, "patient.saved")


async def _choose(world: World) -> Sent:
    patient, _, one = await _represented(world, "2011-01-10", "parent")
    return post(await world.as_patient(patient), {"besluit": "nee"}, "patient.right", id=one)


async def _look_at_choice(world: World) -> Sent:
    patient, _, one = await _represented(world, "2011-01-10", "parent")
    return get(await world.as_patient(patient), "patient.right", id=one)


async def _withdraw(world: World) -> Sent:
    patient, _, one = await _represented(world)
    return post(await world.as_patient(patient), {}, "patient.right_end", id=one)


async def _register(world: World) -> Sent:
    form = {"bsn": world.stranger(), **TYPED, **CHECKED}
    patient = await world.newcomer()
    return post(await world.as_employee(), form, "practice.representatives", id=patient.id)


async def _review(world: World) -> Sent:
    patient, _, _ = await _represented(world)
    return get(await world.as_employee(), "practice.representatives", id=patient.id)


async def _end(world: World) -> Sent:
    _, _, one = await _represented(world)
    return post(await world.as_employee(), {}, "practice.representative_end", id=one)


async def _block(world: World) -> Sent:
    _, _, one = await _represented(world)
    form = {"reason": "Zorgen."}
    return post(await world.as_employee(), form, "practice.representative_block", id=one)


async def _lift(world: World) -> Sent:
    _, _, one = await _represented(world)
    async with transaction():
        await registering.block(world.stage.gp, Block(one, "Zorgen."), START)
    return post(await world.as_employee(), {}, "practice.representative_lift", id=one)


ACTING = (
    Deed("turn to another", _turn, SEE_OTHER),
    Deed("turn back", _turn_back, SEE_OTHER),
    Deed("look for another", _look_for_another),
    Deed("one's own page for another", _own_page_for_another, 403),
    Deed("a youth says no", _choose, SEE_OTHER),
    Deed("a youth looks at the choice", _look_at_choice, 200),
    Deed("withdraw a mandate", _withdraw, SEE_OTHER),
    Deed("register a representative", _register, SEE_OTHER),
    Deed("representatives of a patient", _review),
    Deed("end a representation", _end, SEE_OTHER),
    Deed("keep a representative out", _block, SEE_OTHER),
    Deed("let a representative in again", _lift, SEE_OTHER),
)
