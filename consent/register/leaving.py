"""
The end of an enrolment: at another practice, on request, or by death.

Everything that rests on it ends in the same transaction: releases, requests that wait. The file and
its log stay.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound, Refused
from consent.files import facts_of_patient
from consent.model import Actor, Patient, Reason, Right
from consent.queries import enrolments as queries
from consent.statements import hold


class LeaveReason(StrEnum):
    """Why an enrolment ended, as it is stored; a release that ended with it says the same."""

    DEREGISTERED = "deregistered"
    DIED = "died"
    MERGED = "merged"
    MOVED = "moved"


async def deregister(clerk: Actor, patient: UUID, at: datetime) -> Patient:
    """
    Take somebody off the practice's list.

    Raises:
        NotFound: no such patient in this practice, or no longer.
        Refused: the right is missing.

    """
    file = await held(clerk, patient)
    await close(file.id, LeaveReason.DEREGISTERED, at)
    await accesslog.record(clerk, _event(Action.PATIENT_DEREGISTER, file.person, file, at))
    return file


async def record_death(clerk: Actor, patient: UUID, died_on: date, at: datetime) -> Patient:
    """
    Record that somebody died: at every practice all that is open for them ends at once.

    Raises:
        NotFound, Refused: as `deregister`.

    """
    file = await held(clerk, patient)
    await queries.record_death(file.person, died_on)
    for row in await queries.files_of(file.person):
        if await close(row["id"], LeaveReason.DIED, at):
            event = Event(
                Action.PATIENT_DEATH,
                at,
                person=file.person,
                practice=row["practice"],
                object_id=row["id"],
            )
            await accesslog.record(clerk, event)
    return file


async def held(clerk: Actor, patient: UUID) -> Patient:
    """
    Give a file of the clerk's practice and hold its person until the transaction ends.

    Raises:
        NotFound, Refused: as `deregister`.

    """
    file = await _here(clerk, patient)
    if not clerk.may(Right.PATIENTS_CHANGE):
        raise Refused(Reason.NO_RIGHT, file.person, file.practice)
    await hold(file.person)
    return await _here(clerk, patient)


async def close(file: UUID, reason: LeaveReason, at: datetime) -> bool:
    """End one file with its releases and the requests that wait; False: it had ended."""
    return await queries.end_file(file, reason.value, at)


async def _here(clerk: Actor, patient: UUID) -> Patient:
    facts = await facts_of_patient(patient)
    if facts is None or facts.patient.practice != clerk.practice:
        raise NotFound
    return facts.patient


def _event(action: Action, person: UUID, file: Any, at: datetime) -> Event:
    return Event(action, at, person=person, practice=file.practice, object_id=file.id)
