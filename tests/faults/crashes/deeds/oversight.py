"""What the practice reads of its own log."""

from faults.crashes.deeds.model import Deed, Sent, get, post
from faults.crashes.world import World

WHY = "De patiënt belde hierover."


async def _overview(world: World) -> Sent:
    return get(await world.as_employee(), "practice.log", per="medewerker")


async def _file(world: World) -> Sent:
    return post(await world.as_employee(), {"kind": "xlsx"}, "practice.log_file")


async def _of_one(world: World) -> Sent:
    patient = await world.newcomer()
    return post(await world.as_employee(), {"reason": WHY}, "practice.patient_log", id=patient.id)


async def _copy(world: World) -> Sent:
    patient, form = await world.newcomer(), {"explanation": "Op verzoek van de patiënt."}
    return post(await world.as_employee(), form, "practice.patient_copy", id=patient.id)


OVERSIGHT = (
    Deed("copy of a whole file", _copy),
    Deed("overview of the log", _overview),
    Deed("log as a file", _file),
    Deed("log of one patient", _of_one),
)
