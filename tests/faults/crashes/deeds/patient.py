"""What a patient does and looks at."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, get, post
from faults.crashes.world import Session, World
from integration.practice.conftest import asked
from support.kept import measurement
from support.stage import PatientHere, lines_of


async def _reader(world: World) -> tuple[PatientHere, Session]:
    patient = await world.newcomer()
    await patient.released()
    return patient, await world.as_patient(patient)


async def _ask(world: World) -> Sent:
    patient = await world.newcomer()
    return post(await world.as_patient(patient), {"praktijk": str(patient.id)}, "patient.access")


async def _ask_by_rule(world: World) -> Sent:
    patient = await world.newcomer(world.automatic)
    return post(await world.as_patient(patient), {"praktijk": str(patient.id)}, "patient.access")


async def _ask_in_vain(world: World) -> Sent:
    patient = await world.newcomer(world.closed)
    return post(await world.as_patient(patient), {"praktijk": str(patient.id)}, "patient.access")


async def _withdraw(world: World) -> Sent:
    patient = await world.newcomer()
    request = await asked(patient)
    return post(await world.as_patient(patient), {}, "patient.withdraw", id=request)


async def _withdraw_too_late(world: World) -> Sent:
    patient = await world.newcomer()
    request = await asked(patient)
    session = await world.as_patient(patient)
    await world.request(post(session, {}, "patient.withdraw", id=request))
    return post(session, {}, "patient.withdraw", id=request)


async def _share(world: World) -> Sent:
    patient = await world.newcomer()
    form = {"file": str(patient.id), "who": ["category:gp", "category:care"], "choice": "yes"}
    return post(await world.as_patient(patient), form, "patient.sharing")


def _list(route: str) -> Callable[[World], Awaitable[Sent]]:
    async def prepare(world: World) -> Sent:
        _, session = await _reader(world)
        return get(session, route)

    return prepare


async def _refused_list(world: World) -> Sent:
    return get(await world.as_patient(await world.newcomer()), "patient.results")


async def _published(patient: PatientHere) -> UUID:
    report = await patient.report()
    await patient.publication(report, [await patient.result(report)])
    return report


async def _one_result(world: World) -> Sent:
    patient, session = await _reader(world)
    return get(session, "patient.result", id=await _published(patient))


async def _stray_result(world: World) -> Sent:
    _, session = await _reader(world)
    return get(session, "patient.result", id=await _published(await world.newcomer()))


async def _one_letter(world: World) -> Sent:
    patient, session = await _reader(world)
    return get(session, "patient.letter", id=await patient.accorded())


async def _letter_file(world: World) -> Sent:
    patient, session = await _reader(world)
    return get(session, "patient.letter_file", id=await patient.accorded())


async def _one_episode(world: World) -> Sent:
    patient, session = await _reader(world)
    return get(session, "patient.episode", id=await patient.episode())


async def _one_measurement(world: World) -> Sent:
    patient, session = await _reader(world)
    return get(session, "patient.measurement", id=await measurement(patient))


async def _some_line(world: World) -> tuple[Session, UUID]:
    patient, session = await _reader(world)
    await world.request(get(session, "patient.log"))
    return session, (await lines_of(patient.person))[-1]["id"]


async def _one_line(world: World) -> Sent:
    session, line = await _some_line(world)
    return get(session, "patient.log_question", id=line)


async def _ask_about_a_line(world: World) -> Sent:
    session, line = await _some_line(world)
    return post(session, {"vraag": "Waarom?"}, "patient.log_question", id=line)


PATIENT = (
    Deed("ask, by hand", _ask, SEE_OTHER),
    Deed("ask, by rule", _ask_by_rule, SEE_OTHER),
    Deed("ask in vain", _ask_in_vain, 403),
    Deed("withdraw", _withdraw, SEE_OTHER),
    Deed("withdraw too late", _withdraw_too_late, 409),
    Deed("ask about a line", _ask_about_a_line, SEE_OTHER),
    Deed("state who may see it too", _share, SEE_OTHER),
    Deed("home page", _list("patient.home"), changes=0),
)
LOOKS = (
    Deed("results", _list("patient.results")),
    Deed("results that are closed", _refused_list, 403),
    Deed("one result", _one_result),
    Deed("somebody else's result", _stray_result, 404),
    Deed("letters", _list("patient.letters")),
    Deed("one letter", _one_letter),
    Deed("file of a letter", _letter_file),
    Deed("dossier", _list("patient.dossier")),
    Deed("one episode", _one_episode),
    Deed("medicines", _list("patient.medication")),
    Deed("one measurement", _one_measurement),
    Deed("log", _list("patient.log")),
    Deed("log as PDF", _list("patient.log_pdf")),
    Deed("log as CSV", _list("patient.log_csv")),
    Deed("log as events", _list("patient.log_events")),
    Deed("who is involved", _list("patient.involved")),
    Deed("one line of the log", _one_line),
    Deed("file to take home", _list("patient.saved")),
)
