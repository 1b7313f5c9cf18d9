"""What the practice does with its register of patients, and the language that somebody chooses."""

from uuid import uuid4

from consent.statements import fetch
from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, get, post
from faults.crashes.world import World
from support.stage import Stage, bsn

TYPED = {"given": "Anna", "own_family": "Zon", "use": "own"}
LISTED = {"name": "Apotheek De Vijzel", "ura": "00004321", "category": "pharmacy"}
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


async def _note_sharing(world: World) -> Sent:
    form = {"who": "category:gp", "choice": "no", "channel": "counter", "by": "self"}
    patient = await world.newcomer()
    return post(await world.as_employee(), form, "practice.sharing", id=patient.id)


async def _review_sharing(world: World) -> Sent:
    return get(await world.as_employee(), "practice.sharing", id=(await world.newcomer()).id)


async def _list_organisation(world: World) -> Sent:
    # Its own practice each time: a number stands on a list once.
    stage, form = await Stage.set(name="De Vlier"), {"file": str(uuid4()), **LISTED}
    return post(await world.as_employee(stage.gp), form, "practice.organisation")


async def _undo_death(world: World) -> Sent:
    patient, session = await world.newcomer(), await world.as_employee()
    form = {"died": "2026-03-01"}
    await world.request(post(session, form, "practice.patient_death", id=patient.id))
    return post(session, {"why": "mistake"}, "practice.patient_death_undo", id=patient.id)


async def _correct(world: World) -> Sent:
    patient = await world.newcomer()
    await patient.released()
    form = {"bsn": world.stranger(), "why": "reported", **TYPED, **BORN, "year": "1961"}
    return post(await world.as_employee(), form, "practice.patient_correct", id=patient.id)


async def _merge(world: World) -> Sent:
    patient, double = await world.newcomer(), await world.newcomer()
    await double.line(episode=await double.episode())
    (row,) = await fetch("select number from patient where id = $1", double.id)
    form = {"number": row["number"], "step": "merge"}
    return post(await world.as_employee(), form, "practice.patient_merge", id=patient.id)


async def _details(world: World) -> Sent:
    return get(await world.as_patient(await world.newcomer()), "patient.details")


async def _language(world: World) -> Sent:
    session = await world.as_patient(await world.newcomer())
    return post(session, {"taal": "en", "terug": "/mijn"}, "public.language")


REGISTER = (
    Deed("register a patient", _register, SEE_OTHER),
    Deed("search a patient", _search),
    Deed("one patient", _review),
    Deed("deregister a patient", _deregister, SEE_OTHER),
    Deed("record a death", _record_death, SEE_OTHER),
    Deed("record what was said about sharing", _note_sharing, SEE_OTHER),
    Deed("what was said about sharing", _review_sharing),
    Deed("list a care organisation", _list_organisation, SEE_OTHER),
    Deed("revoke a death", _undo_death, SEE_OTHER),
    Deed("correct a registration", _correct, SEE_OTHER),
    Deed("merge a double registration", _merge, SEE_OTHER),
    Deed("one's own details", _details),
    Deed("choose a language", _language, SEE_OTHER),
)
