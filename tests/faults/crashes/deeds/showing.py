"""How results are shown: a pace chosen, a result opened, terms and a margin set by a practice."""

from datetime import timedelta

from consent.model import ResultCategory
from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, post
from faults.crashes.world import World
from publishing.model import Pace
from publishing.visibility import Wish
from support.stage import START, Stage

HOUR = timedelta(hours=1)


async def _choose(world: World) -> Sent:
    patient = await world.newcomer()
    await patient.released()
    form = dict.fromkeys((one.value for one in ResultCategory), "warn")
    return post(await world.as_patient(patient), form, "patient.pace")


async def _open(world: World) -> Sent:
    patient = await world.newcomer()
    await patient.released(START - HOUR)
    await patient.wishes(ResultCategory.LABORATORY, Wish(Pace.WARN, START - HOUR))
    report = await patient.report()
    await patient.publication(report, [await patient.result(report)])
    return post(await world.as_patient(patient), {}, "patient.result_open", id=report)


async def _terms(world: World) -> Sent:
    stage = await Stage.set(name="De Vlier")
    form = {"preliminary": ["imaging"], "pending": ["laboratory"], "publish_from": "17:00"}
    return post(await world.as_employee(stage.gp), form, "practice.result_terms")


async def _margin(world: World) -> Sent:
    stage = await Stage.set(name="De Vlier")
    for number in (1, 2, 3):
        patient = await stage.patient(number)
        report = await patient.report()
        await patient.result(report, code="3208", code_system="nhg45")
    form = {"determination": "nhg45|3208", "amount": "10", "kind": "percent"}
    return post(await world.as_employee(stage.gp), form, "practice.margin")


SHOWING = (
    Deed("a pace", _choose, SEE_OTHER),
    Deed("opening a result", _open, SEE_OTHER),
    Deed("terms of results", _terms, SEE_OTHER),
    Deed("a margin", _margin, SEE_OTHER),
)
