"""What a system sends."""

from consent.register.sources import SourceKind
from faults.crashes.deeds.model import ACCEPTED, Deed, Sent
from faults.crashes.world import World
from integration.intake.delivering import source_here
from portal.frame.links import link
from support import health, hl7, messages
from support.stage import Stage, bsn


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


async def _health_comes(world: World) -> Sent:
    parts = messages.patient(world.stranger()), health.medication(), health.blood_pressure()
    return await _message(world, messages.body(messages.bundle(*parts)))


async def _hl7(world: World) -> Sent:
    stage = await Stage.set(name="De Vlier")
    stage.vault = world.app.state.vault
    await stage.patient(0)
    segments = hl7.header(), hl7.pid(bsn(0)), hl7.obr(), hl7.obx()
    _, credential = await source_here(stage, SourceKind.LABORATORY, f"lab {next(world.people)}")
    headers = {"authorization": f"Bearer {credential}"}
    url = link("intake.hl7v2")
    return {"method": "POST", "url": url, "headers": headers, "content": hl7.body(*segments)}


# The message is one transaction, each of its items or faults another, and its end the last.
INTAKE = (
    Deed("message that enrols and brings a result", _enrol, ACCEPTED, changes=4),
    Deed("message that enrols and brings a letter", _letter_comes, ACCEPTED, changes=5),
    Deed("message that enrols and brings a medicine", _health_comes, ACCEPTED, changes=5),
    Deed("message of HL7 with a result", _hl7, changes=5),
    Deed("message that cannot be read", _unreadable, 400, changes=2),
    Deed("message about nobody", _of_nobody, ACCEPTED, changes=3),
)
