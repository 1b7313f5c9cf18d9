"""
Registering somebody at a practice by hand: one person per BSN, found by BSN and birth date.

A move to another practice ends the old file with what rests on it; the new one decides anew.
Without a BSN there is no login: such a person gets a copy on paper.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import NotFound, Refused
from consent.ids import new_id
from consent.model import Actor, Reason, Right
from consent.queries import enrolments as queries
from consent.queries import people
from consent.register.leaving import LeaveReason, close
from consent.register.names import RegisteredName
from consent.register.people import BSN_COLUMN, numbered
from consent.statements import hold
from consent.vault import Vault


class NoBsn(StrEnum):
    """Why somebody is registered without a BSN."""

    ABROAD = "abroad"
    NEWBORN = "newborn"
    REFUGEE = "refugee"
    OTHER = "other"


class Elsewhere(StrEnum):
    """What is to become of an enrolment at another practice."""

    ALSO = "also"
    """They are patients of both."""
    MOVED = "moved"
    """They moved here, and the practice confirmed that it treats them now."""
    UNKNOWN = ""
    """Nobody has said yet."""


class Registration(msgspec.Struct, frozen=True, kw_only=True):
    """
    What the practice knows of a new patient.

    `bsn` has 9 digits and passed the 11-test, or is empty with a reason. `born` is YYYY[-MM[-DD]]
    or empty, as far as it is known.
    """

    bsn: str = ""
    no_bsn: NoBsn | None = None
    name: RegisteredName
    born: str
    elsewhere: Elsewhere = Elsewhere.UNKNOWN


async def register(clerk: Actor, vault: Vault, new: Registration, at: datetime) -> UUID:
    """
    Register somebody at the clerk's practice and give the file.

    Raises:
        Refused: the right is missing; the BSN belongs to another birth date, to somebody who died
            or who is enrolled here; or to somebody enrolled elsewhere of whom nothing was said.

    """
    practice = clerk.practice
    if practice is None:
        raise NotFound
    if not clerk.may(Right.PATIENTS_CHANGE):
        raise Refused(Reason.NO_RIGHT, practice=practice)
    person = await _person(vault, new, at)
    await hold(person)
    await _check(new, person, practice)
    await _end_elsewhere(clerk, new, person, at)
    number = numbered(await people.next_number())
    file = await queries.open_file(person, practice, number, at)
    event = Event(Action.PATIENT_REGISTER, at, person=person, practice=practice, object_id=file)
    await accesslog.record(clerk, event)
    return file


async def _person(vault: Vault, new: Registration, at: datetime) -> UUID:
    keys = vault.bsn_keys(new.bsn) if new.bsn else ()
    known = await people.by_bsn_keys(keys) if keys else None
    if known:
        return UUID(str(known["id"]))
    person = new_id(at)
    await queries.add_person(_row(vault, new, person, keys))
    found = await people.by_bsn_keys(keys) if keys else None
    return found["id"] if found else person


async def _check(new: Registration, person: UUID, practice: UUID) -> None:
    known: Any = await queries.person(person)
    if known["born"] != new.born:
        raise Refused(Reason.BIRTH_DATE_DIFFERS, practice=practice)
    if known["died_on"]:
        raise Refused(Reason.DECEASED, practice=practice)
    current = {row["practice"] for row in await queries.files_of(person) if not row["ended_at"]}
    if practice in current:
        raise Refused(Reason.ALREADY_ENROLLED, practice=practice)
    if current and new.elsewhere is Elsewhere.UNKNOWN:
        raise Refused(Reason.ENROLLED_ELSEWHERE, practice=practice)


async def _end_elsewhere(clerk: Actor, new: Registration, person: UUID, at: datetime) -> None:
    if new.elsewhere is not Elsewhere.MOVED:
        return
    for row in await queries.files_of(person):
        if row["ended_at"] is None and await close(row["id"], LeaveReason.MOVED, at):
            event = Event(
                Action.PATIENT_MOVE,
                at,
                person=person,
                practice=row["practice"],
                object_id=row["id"],
            )
            await accesslog.record(clerk, event)


def _row(vault: Vault, new: Registration, person: UUID, keys: tuple[bytes, ...]) -> dict[str, Any]:
    return {
        "id": person,
        "bsn_key": keys[0] if keys else None,
        "bsn_sealed": vault.seal(new.bsn.encode(), BSN_COLUMN, person) if keys else None,
        "no_bsn_reason": new.no_bsn.value if new.no_bsn else "",
        "born": new.born,
        **new.name.columns,
    }
