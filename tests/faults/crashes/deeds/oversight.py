"""What the practice reads of its own log, and checks of it."""

from datetime import date

from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, get, post
from faults.crashes.world import World
from integration.matrix.world.things import checked

SORRY = "Een medewerker keek zonder reden. Dat spijt ons."
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


async def _draw(world: World) -> Sent:
    # A month is drawn once.
    number = next(world.people)
    month = date(2000 + number // 12, number % 12 + 1, 1)
    form = {"month": f"{month:%Y-%m}"}
    return post(await world.as_employee(), form, "practice.checks_draw")


async def _check(world: World) -> Sent:
    check = await checked(await world.newcomer())
    return get(await world.as_employee(), "practice.check", id=check)


async def _judge(world: World) -> Sent:
    check, form = await checked(await world.newcomer()), {"outcome": "unlawful", "note": WHY}
    return post(await world.as_employee(), form, "practice.check", id=check)


async def _tell(world: World) -> Sent:
    check = await checked(await world.newcomer(), outcome="unlawful")
    return post(await world.as_employee(), {"words": SORRY}, "practice.check_tell", id=check)


OVERSIGHT = (
    Deed("draw of a sample", _draw, SEE_OTHER),
    Deed("look at a line to check", _check),
    Deed("verdict on a look", _judge, SEE_OTHER),
    Deed("unlawful look told", _tell, SEE_OTHER),
    Deed("copy of a whole file", _copy),
    Deed("overview of the log", _overview),
    Deed("log as a file", _file),
    Deed("log of one patient", _of_one),
)
