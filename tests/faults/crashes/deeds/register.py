"""What the practice does with its register of patients, and the language that somebody chooses."""

from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, get, post
from faults.crashes.world import World
from support.stage import bsn

TYPED = {"given": "Anna", "own_family": "Zon", "use": "own"}
BORN = {"day": "17", "month": "5", "year": "1960"}


async def _register(world: World) -> Sent:
    form = {"bsn": world.stranger(), **TYPED, **BORN}
    return post(await world.as_employee(), form, "practice.patient_new")


async def _search(world: World) -> Sent:
    number = next(world.people)
    await world.stage.patient(number)
    return post(await world.as_employee(), {"bsn": bsn(number)}, "practice.patients")


async def _review(world: World) -> Sent:
    return get(await world.as_employee(), "practice.patient", id=(await world.newcomer()).id)


async def _deregister(world: World) -> Sent:
    patient = await world.newcomer()
    await patient.released()
    return post(await world.as_employee(), {}, "practice.patient_deregister", id=patient.id)


async def _record_death(world: World) -> Sent:
    patient = await world.newcomer()
    await patient.released()
    await world.as_patient(patient)
    form = {"died": "2026-03-01"}
    return post(await world.as_employee(), form, "practice.patient_death", id=patient.id)


async def _language(world: World) -> Sent:
    session = await world.as_patient(await world.newcomer())
    return post(session, {"taal": "en", "terug": "/mijn"}, "public.language")


REGISTER = (
    Deed("register a patient", _register, SEE_OTHER),
    Deed("search a patient", _search),
    Deed("one patient", _review),
    Deed("deregister a patient", _deregister, SEE_OTHER),
    Deed("record a death", _record_death, SEE_OTHER),
    Deed("choose a language", _language, SEE_OTHER),
)
