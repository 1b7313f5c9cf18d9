"""
Stating who else may see a file, by the patient or by an employee who heard it from them.

Every function runs in the caller's transaction and writes its log lines there; a statement is
added and never changed.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.age import age_rule
from consent.dates import age, today
from consent.errors import NotFound, Refused
from consent.files import facts_of_patient
from consent.ids import new_id
from consent.model import Actor, Patient, Reason, Right, Section, Standing
from consent.queries import sharing as queries
from consent.register.leaving import held
from consent.sharing.choosing import stated_by
from consent.sharing.model import (
    Answer,
    Category,
    Channel,
    Choice,
    Organisation,
    Scope,
    Told,
)
from consent.sharing.reading import shared_of
from consent.statements import hold

ACTIONS = {
    Choice.EMERGENCY: Action.SHARING_GIVE,
    Choice.NO: Action.SHARING_OBJECT,
    Choice.WITHDRAWN: Action.SHARING_WITHDRAW,
    Choice.YES: Action.SHARING_GIVE,
}


class Wanted(msgspec.Struct, frozen=True):
    """What somebody chooses about one organisation of the practice's list, or one category."""

    choice: Choice
    starts_on: date
    category: Category | None = None
    organisation: UUID | None = None
    section: Section | None = None
    ends_on: date | None = None


class NewOrganisation(msgspec.Struct, frozen=True):
    """A care organisation to add to the practice's list; `ura` has eight digits."""

    name: str
    ura: str
    category: Category


async def state_own(reader: Actor, patient: UUID, wanted: Sequence[Wanted], at: datetime) -> None:
    """
    State something about one's own file.

    Raises:
        NotFound: it is not this person's file, or the practice knows no such organisation.
        Refused: they are younger than 12, or it would begin in the past.

    """
    facts = await facts_of_patient(patient)
    if facts is None or reader.id is None or facts.patient.person != reader.id:
        raise NotFound
    file = facts.patient
    await hold(file.person)
    if not age_rule(age(file.born, today(at))).may_ask:
        raise Refused(Reason.UNDER_12, file.person, file.practice)
    told = {"stated_by": Standing.SELF.value, "channel": Channel.PORTAL.value, "person": reader.id}
    await _add(reader, file, wanted, told, at)


async def record(
    clerk: Actor, patient: UUID, wanted: Sequence[Wanted], told: Told, at: datetime
) -> None:
    """
    Write down what a patient, or who acts for them, stated at the practice.

    Raises:
        NotFound: no such patient in this practice, or no such organisation.
        Refused: the right is missing, or it would begin in the past.

    """
    file = await held(clerk, patient)
    row = {"stated_by": told.by.value, "channel": told.channel.value, "membership": clerk.id}
    await _add(clerk, file, wanted, row, at)


async def add_organisation(clerk: Actor, new: NewOrganisation, at: datetime) -> Organisation:
    """
    Put a care organisation on the list of the practice.

    Raises:
        NotFound: the clerk has no active practice.
        Refused: the right is missing, or the list has that number.

    """
    if clerk.practice is None:
        raise NotFound
    if not clerk.may(Right.PATIENTS_CHANGE):
        raise Refused(Reason.NO_RIGHT, practice=clerk.practice)
    number = new_id(at)
    row = {
        **msgspec.structs.asdict(new),
        "id": number,
        "practice": clerk.practice,
        "added_by": clerk.id,
        "added_at": at,
    }
    if not await queries.add_organisation(row):
        raise Refused(Reason.ALREADY_LISTED, practice=clerk.practice)
    event = Event(Action.ORGANISATION_ADD, at, practice=clerk.practice, object_id=number)
    await accesslog.record(clerk, event)
    return Organisation(number, new.name, new.ura, new.category)


async def _add(
    actor: Actor, file: Patient, wanted: Sequence[Wanted], told: dict[str, Any], at: datetime
) -> None:
    shared = await shared_of(file)
    numbers = {one.id: one.ura for one in shared.organisations}
    before = [one.statement for one in shared.versions]
    for one in wanted:
        if one.starts_on < today(at):
            raise Refused(Reason.MOMENT_PASSED, file.person, file.practice)
        if one.organisation is not None and one.organisation not in numbers:
            raise NotFound
        ura = numbers[one.organisation] if one.organisation else ""
        stated = stated_by(one.choice, Scope(one.category, ura, one.section), before)
        rows = [_row(one, scope, answer, at) for scope, answer in stated]
        for row in rows:
            await queries.add(row | told | {"patient": file.id, "recorded_at": at})
        if rows:
            event = Event(
                ACTIONS[one.choice],
                at,
                person=file.person,
                practice=file.practice,
                object_id=rows[0]["id"],
            )
            await accesslog.record(actor, event)


def _row(wanted: Wanted, scope: Scope, answer: Answer, at: datetime) -> dict[str, Any]:
    return {
        "id": new_id(at),
        "category": scope.category.value if scope.category else "",
        "organisation": wanted.organisation,
        "section": scope.section.value if scope.section else "",
        "emergency": scope.emergency,
        "answer": answer.value,
        "starts_on": wanted.starts_on,
        "ends_on": wanted.ends_on if answer is not Answer.NOT_STATED else None,
    }
