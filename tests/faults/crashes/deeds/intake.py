"""What a system sends."""

from faults.crashes.deeds.model import ACCEPTED, Deed, Sent
from faults.crashes.world import World
from portal.frame.links import link
from support import messages


async def _message(world: World, body: bytes) -> Sent:
    # Each time from another system: one that sends the same names twice would find them taken.
    credential = await world.system()
    headers = {"authorization": f"Bearer {credential}", "content-type": "application/json"}
    return {"method": "POST", "url": link("intake.fhir"), "headers": headers, "content": body}


async def _enrol(world: World) -> Sent:
    bundle = messages.bundle(messages.patient(world.stranger()), messages.result())
    return await _message(world, messages.body(bundle))


async def _unreadable(world: World) -> Sent:
    return await _message(world, b"{")


async def _of_nobody(world: World) -> Sent:
    return await _message(world, messages.body(messages.result()))


async def _letter_comes(world: World) -> Sent:
    parts = messages.patient(world.stranger()), messages.letter(), messages.binary()
    return await _message(world, messages.body(messages.bundle(*parts)))


# The message itself is one transaction, each of its items another, and so is a fault of one.
INTAKE = (
    Deed("message that enrols and brings a result", _enrol, ACCEPTED, changes=3),
    Deed("message that enrols and brings a letter", _letter_comes, ACCEPTED, changes=4),
    Deed("message that cannot be read", _unreadable, 400, changes=2),
    Deed("message about nobody", _of_nobody, ACCEPTED, changes=2),
)
