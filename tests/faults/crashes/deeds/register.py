"""What the practice does with its register of patients, and the language that somebody chooses."""

from uuid import UUID, uuid4

from consent.register.sources import SourceKind
from consent.statements import fetch
from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, get, post
from faults.crashes.world import World
from integration.intake.delivering import source_here
from portal.intake.delivery import deliver
from publishing.receive import Delivery
from support import messages
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


async def _aside(world: World) -> UUID:
    stage = world.stage
    source, _ = await source_here(stage, SourceKind.LABORATORY, f"lab {next(world.people)}")
    message = messages.body(messages.bundle(messages.patient(None), messages.result()))
    await deliver(Delivery(source, message), stage.vault, stage.at, file="", language="nl")
    [row] = await fetch("select id from intake_message order by id desc limit 1")
    return UUID(str(row["id"]))


async def _review_aside(world: World) -> Sent:
    return get(await world.as_employee(), "practice.quarantine_one", id=await _aside(world))


async def _read_again(world: World) -> Sent:
    return post(await world.as_employee(), {}, "practice.quarantine_again", id=await _aside(world))


async def _link_aside(world: World) -> Sent:
    patient, message = await world.newcomer(), await _aside(world)
    (row,) = await fetch("select number from patient where id = $1", patient.id)
    form = {"number": row["number"], "way": "other", "how": "Samen nagekeken."}
    return post(await world.as_employee(), form, "practice.quarantine_link", id=message)


async def _dismiss_aside(world: World) -> Sent:
    message = await _aside(world)
    return post(await world.as_employee(), {}, "practice.quarantine_dismiss", id=message)


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
    Deed("one message put aside", _review_aside),
    # What is said, then each item with what follows from it, then what was thought to be there.
    Deed("read a message again in vain", _read_again, SEE_OTHER),
    Deed("link a message", _link_aside, SEE_OTHER, changes=3),
    Deed("dismiss a message", _dismiss_aside, SEE_OTHER),
    Deed("choose a language", _language, SEE_OTHER),
)
