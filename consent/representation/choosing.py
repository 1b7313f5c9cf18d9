"""
What the patient and the representative decide themselves: a youth's yes or no, and withdrawing.

Every function runs in the caller's transaction and writes its log line there. Withdrawing is one
step, from either side, and holds at the next request.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.age import AgeBand
from consent.dates import age, today
from consent.errors import NotFound, Refused
from consent.ids import new_id
from consent.model import Actor, Reason, Right
from consent.queries import representation as queries
from consent.representation.listing import Known
from consent.representation.model import EndedBy
from consent.representation.rules import PARENTAL, YES_ONLINE_FROM, band_on
from consent.statements import hold

_NO_YOUTH = {
    AgeBand.ADULT: Reason.FROM_16,
    AgeBand.CHILD: Reason.UNDER_12,
    None: Reason.BIRTH_DATE_UNKNOWN,
}


def is_theirs_to_choose(known: Known, on: date) -> bool:
    """Tell whether a patient is a youth who decides about this parent or guardian."""
    return known.one.kind in PARENTAL and band_on(known.born, on) is AgeBand.YOUTH


async def choose(youth: Actor, one: UUID, left_out: Collection[UUID] | None, at: datetime) -> None:
    """
    Say yes, without these episodes, or no (None) to one parent or guardian looking along.

    A yes from here needs 14 years: before, parents keep the child's login, so that it is said at
    the desk. A no counts at any age from 12, and ends what the representative had at once.

    Raises:
        NotFound: nobody acts for this person under this number.
        Refused: they are no youth, or not old enough to say yes here.

    """
    row = await _theirs(youth, one)
    born, on = row["born"], today(at)
    if row["kind"] not in PARENTAL:
        raise NotFound
    if band_on(born, on) is not AgeBand.YOUTH:
        raise Refused(_NO_YOUTH[band_on(born, on)], row["person"], row["practice"])
    if left_out is not None and (age(born, on) or 0) < YES_ONLINE_FROM:
        raise Refused(Reason.UNDER_14, row["person"], row["practice"])
    chosen = {
        "id": new_id(at),
        "representation": one,
        "allowed": left_out is not None,
        "left_out": sorted(left_out or ()),
        "chosen_at": at,
    }
    await queries.choose(chosen)
    if left_out is None:
        await queries.end_releases([one], EndedBy.PATIENT.value, at)
    await accesslog.record(youth, _event(Action.REPRESENTATION_CHOOSE, row, at))


async def withdraw(actor: Actor, one: UUID, at: datetime) -> None:
    """
    End a representation: the patient's, the representative's, or the practice's act.

    A child under 12 does not end the authority of a parent; the practice may.

    Raises:
        NotFound: it is not this person's, nor of this practice, or it had ended.
        Refused: an employee without the right.

    """
    row = await queries.one(one)
    by = _side(actor, row)
    if row is None or by is None:
        raise NotFound
    if by is EndedBy.PRACTICE and not actor.may(Right.PATIENTS_CHANGE):
        raise Refused(Reason.NO_RIGHT, row["person"], row["practice"])
    if by is EndedBy.PATIENT and band_on(row["born"], today(at)) is AgeBand.CHILD:
        raise Refused(Reason.UNDER_12, row["person"], row["practice"])
    await hold(row["patient"])
    await queries.end([one], by.value, at)
    await accesslog.record(actor, _event(Action.REPRESENTATION_END, row, at))


async def withdraw_all(representative: Actor, at: datetime) -> None:
    """End everything that somebody does for others, such as when they close their account."""
    if representative.id is None:
        return
    for row in await queries.of_representative(representative.id):
        await queries.end([row["representation"]], EndedBy.REPRESENTATIVE.value, at)
        await accesslog.record(representative, _event(Action.REPRESENTATION_END, row, at))


async def close_to_others(patient: Actor, at: datetime) -> None:
    """End what others see of a person who closes their account; who they are, stays registered."""
    if patient.id is None:
        return
    for row in await queries.of_person(patient.id):
        if row["release"] is not None:
            await queries.end_releases([row["representation"]], EndedBy.PATIENT.value, at)
            event = Event(
                Action.RELEASE_END,
                at,
                person=row["person"],
                practice=row["practice"],
                object_id=row["release"],
                release=row["release"],
            )
            await accesslog.record(patient, event)


async def _theirs(youth: Actor, one: UUID) -> Any:
    row = await queries.one(one)
    if row is None or youth.subject is not None or youth.id != row["person"]:
        raise NotFound
    await hold(row["patient"])
    return row


def _side(actor: Actor, row: Any) -> EndedBy | None:
    if row is None:
        return None
    if actor.practice is not None:
        return EndedBy.PRACTICE if actor.practice == row["practice"] else None
    if actor.id == row["representative"]:
        return EndedBy.REPRESENTATIVE
    return EndedBy.PATIENT if (actor.id, actor.subject) == (row["person"], None) else None


def _event(action: Action, row: Any, at: datetime) -> Event:
    return Event(
        action,
        at,
        person=row["person"],
        practice=row["practice"],
        object_id=row["representation"],
        release=row["release"],
    )
