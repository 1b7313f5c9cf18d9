"""The patient's own end to looking: at one practice, or everywhere with their account."""

from datetime import datetime
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound
from consent.files import facts_of_patient, facts_of_person
from consent.model import Actor, Patient
from consent.queries import ending as queries
from consent.representation import choosing

BY_PATIENT, CLOSED = "by_patient", "account_closed"


async def end_own(reader: Actor, patient: UUID, at: datetime) -> None:
    """
    End one's own access to a file; it can be asked for again at once.

    Raises:
        NotFound: it is not this person's file, or it was not open to them.

    """
    facts = await facts_of_patient(patient)
    if facts is None or reader.id is None or facts.patient.person != reader.id:
        raise NotFound
    if not await _end(reader, facts.patient, BY_PATIENT, at):
        raise NotFound


async def end_everything(reader: Actor, at: datetime) -> tuple[Patient, ...]:
    """End all access of and for a person, withdraw what they asked, and give their files."""
    if reader.id is None:
        return ()
    files = tuple(one.patient for one in await facts_of_person(reader.id))
    for file in files:
        await _end(reader, file, CLOSED, at)
    await choosing.withdraw_all(reader, at)
    await choosing.close_to_others(reader, at)
    await queries.withdraw_waiting(reader.id)
    return files


async def _end(reader: Actor, file: Patient, reason: str, at: datetime) -> bool:
    release = await queries.end_release(file.id, file.person, reason, at)
    if release is None:
        return False
    event = Event(
        Action.RELEASE_END,
        at,
        person=file.person,
        practice=file.practice,
        object_id=release,
        release=release,
    )
    await accesslog.record(reader, event)
    return True
