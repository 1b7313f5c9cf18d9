"""What a manager does with employees, and where somebody ends their own sessions."""

from uuid import UUID, uuid4

from consent.model import Function, Right
from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, post
from faults.crashes.world import Session, World
from integration.practice.conftest import Form
from portal.frame.links import link
from support.stage import Stage


async def _colleague(world: World) -> tuple[Session, UUID]:
    employee = await world.stage.employee(Function.ASSISTANT, Right.REQUESTS_SEE)
    await world.as_employee(employee)
    assert employee.id
    return await world.as_employee(), employee.id


async def _add(world: World) -> Sent:
    form = {"name": "B. de Boer", "uzi": uuid4().hex, "function": "nurse"}
    rights = {"right": ["requests.see", "log.read"]}
    return post(await world.as_employee(), form | rights, "practice.employee_new")


async def _give_a_right(world: World) -> Sent:
    session, employee = await _colleague(world)
    page = await world.page(session, link("practice.employee", id=employee))
    form = Form(page)
    form.pairs.append(("right", "log.read"))
    return post(session, form.data, "practice.employee", id=employee)


async def _let_go(world: World) -> Sent:
    session, employee = await _colleague(world)
    return post(session, {}, "practice.employee_leave", id=employee)


async def _log_out(world: World) -> Sent:
    session, employee = await _colleague(world)
    return post(session, {}, "practice.employee_sessions", id=employee)


async def _name_fallback(world: World) -> Sent:
    # Its own practice each time, where nobody has been named yet.
    stage = await Stage.set(name="De Vlier")
    return post(await world.as_employee(stage.gp), {"fallback": "Dokter Vos"}, "practice.fallback")


async def _end_all(world: World) -> Sent:
    patient = await world.newcomer()
    await world.as_patient(patient)
    return post(await world.as_patient(patient), {}, "patient.sessions_end")


EMPLOYEES = (
    Deed("let an employee begin", _add, SEE_OTHER),
    Deed("give an employee a right", _give_a_right, SEE_OTHER),
    Deed("let an employee go", _let_go, SEE_OTHER),
    Deed("log an employee out", _log_out, SEE_OTHER),
    Deed("name who steps in", _name_fallback, SEE_OTHER),
    Deed("end all of one's sessions", _end_all, SEE_OTHER),
)
