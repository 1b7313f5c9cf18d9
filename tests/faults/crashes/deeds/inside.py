"""What stays inside the practice: why something is shown, its flag, and notes."""

from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, get, post
from faults.crashes.world import World
from portal.database import transaction
from publishing.inside import notes
from publishing.inside.notes import Text
from support.kept import item
from support.stage import START


async def _visible(world: World) -> Sent:
    return get(await world.as_employee(), "practice.visible", id=(await world.newcomer()).id)


async def _why(world: World) -> Sent:
    line = await (await world.newcomer()).line()
    return get(await world.as_employee(), "practice.why", id=line)


async def _hide(world: World) -> Sent:
    episode = await (await world.newcomer()).episode()
    return post(await world.as_employee(), {"visible": "off"}, "practice.why", id=episode)


async def _hide_medicine(world: World) -> Sent:
    medicine = await item(await world.newcomer())
    return post(await world.as_employee(), {"visible": "off"}, "practice.why", id=medicine)


async def _show(world: World) -> Sent:
    line = await (await world.newcomer()).line(visible_to_patient=False)
    return post(await world.as_employee(), {"visible": "on"}, "practice.why", id=line)


async def _show_contact(world: World) -> Sent:
    patient = await world.newcomer()
    line = await patient.line(contact=await patient.contact(kind="08"))
    form = {"visible": "on", "what": "contact"}
    return post(await world.as_employee(), form, "practice.why", id=line)


async def _notes(world: World) -> Sent:
    return get(await world.as_employee(), "practice.notes", id=(await world.newcomer()).id)


async def _write(world: World) -> Sent:
    form = {"step": "write", "body": "Bel terug.", "kind": "internal"}
    patient = await world.newcomer()
    return post(await world.as_employee(), form, "practice.notes", id=patient.id)


async def _share(world: World) -> Sent:
    return await _with_note(world, "share")


async def _remove(world: World) -> Sent:
    return await _with_note(world, "remove")


async def _with_note(world: World, step: str) -> Sent:
    patient = await world.newcomer()
    async with transaction():
        note = await notes.write(patient.stage.gp, patient.id, Text("Bel terug."), START)
    form = {"step": step, "note": str(note)}
    return post(await world.as_employee(), form, "practice.notes", id=patient.id)


INSIDE = (
    Deed("what is shown of a file", _visible),
    Deed("why a line is shown", _why),
    Deed("hide an episode", _hide, SEE_OTHER),
    Deed("hide a medicine", _hide_medicine, SEE_OTHER),
    Deed("show a line", _show, SEE_OTHER),
    Deed("show a contact", _show_contact, SEE_OTHER),
    Deed("the notes beside a file", _notes),
    Deed("write a note", _write, SEE_OTHER),
    Deed("share a note", _share, SEE_OTHER),
    Deed("throw a note away", _remove, SEE_OTHER),
)
