"""
What was registered wrongly is put right: a name, a birth date, a BSN, or a death that was none.

By hand it says why, in the log of its person; what the practice's own system states anew is
applied as well. Nothing that ended comes back by itself: access is asked for again.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import says_all_of
from consent.errors import NotFound, Refused
from consent.files import facts_of_registration
from consent.model import Actor, Patient, PersonName, Reason, Right
from consent.queries import enrolments as queries
from consent.queries.ending import end_of_file
from consent.register.leaving import LeaveReason, held
from consent.register.names import RegisteredName
from consent.register.people import BSN_COLUMN
from consent.statements import hold
from consent.vault import Vault

RENUMBERED = "renumbered"
NAME = frozenset(RegisteredName(given="", own_family="").columns)


class Why(StrEnum):
    """Why something is put right, as the log keeps it."""

    MISTAKE = "mistake"
    OFFICIAL = "official"
    REPORTED = "reported"


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be registered from now on; an empty `bsn` leaves the number as it is."""

    name: RegisteredName
    born: str
    bsn: str = ""
    why: Why


class Corrected(msgspec.Struct, frozen=True):
    """What an act put right: "name", "born" or "bsn"; nothing when all was so already."""

    file: Patient
    parts: tuple[str, ...]


async def correct(
    clerk: Actor, vault: Vault, patient: UUID, wanted: Correction, at: datetime
) -> Corrected:
    """
    Put a registration right, with a line for each part that changes.

    With another BSN all access ends: whoever logged in so far did so under the wrong one.

    Raises:
        NotFound: no such patient in this practice.
        Refused: the right is missing, or the BSN is somebody else's or shared with a practice.

    """
    file = await held(clerk, patient)
    known: Any = await queries.registered(file.id)
    values = wanted.name.columns | {"born": wanted.born}
    changes = {key: value for key, value in values.items() if value != known[key]}
    if wanted.bsn:
        changes |= await _number(vault, file, known, wanted.bsn)
    parts = await _apply(clerk, file, changes, at, wanted.why.value)
    if "bsn" in parts and known["bsn_key"]:
        await end_of_file(file.id, RENUMBERED, at)
    return Corrected(file, parts)


async def state_anew(
    source: Actor, patient: UUID, name: RegisteredName, born: str, at: datetime
) -> tuple[str, ...]:
    """
    Apply what the practice's own system says of a known patient, and give which parts changed.

    What it does not say, or says less precisely, leaves what is known.
    """
    facts = await facts_of_registration(patient)
    if facts is None:
        raise NotFound
    await hold(facts.patient.person)
    known: Any = await queries.registered(patient)
    changes = {} if _is_named(known, name) else _renamed(known, name)
    if not says_all_of(known["born"], born):
        changes["born"] = born
    return await _apply(source, facts.patient, changes, at)


async def undo_death(clerk: Actor, patient: UUID, why: Why, at: datetime) -> Patient:
    """
    Revoke a death that was recorded wrongly: the enrolments that it ended go on, at every practice.

    Raises:
        NotFound: nobody of this practice, also not of those who died.
        Refused: the right is missing, or no death is recorded.

    """
    facts = await facts_of_registration(patient)
    if facts is None or facts.patient.practice != clerk.practice:
        raise NotFound
    file = facts.patient
    if not clerk.may(Right.PATIENTS_CHANGE):
        raise Refused(Reason.NO_RIGHT, file.person, file.practice)
    await hold(file.person)
    known: Any = await queries.person(file.person)
    if known["died_on"] is None:
        raise Refused(Reason.NOT_DECEASED, file.person, file.practice)
    await queries.record_death(file.person, None)
    for row in await queries.files_of(file.person):
        if row["ended_reason"] == LeaveReason.DIED:
            await queries.reopen_file(row["id"])
            event = Event(
                Action.PATIENT_DEATH_UNDO,
                at,
                person=file.person,
                practice=row["practice"],
                object_id=row["id"],
                reason=why.value,
            )
            await accesslog.record(clerk, event)
    return file


async def _number(vault: Vault, file: Patient, known: Any, bsn: str) -> dict[str, Any]:
    keys = vault.bsn_keys(bsn)
    if known["bsn_key"] and bytes(known["bsn_key"]) in keys:
        return {}
    if await queries.has_bsn(keys):
        raise Refused(Reason.BSN_TAKEN, file.person, file.practice)
    if len(await queries.files_of(file.person)) > 1:
        raise Refused(Reason.BSN_SHARED, file.person, file.practice)
    return {
        "bsn_key": keys[0],
        "bsn_sealed": vault.seal(bsn.encode(), BSN_COLUMN, file.person),
        "no_bsn_reason": "",
    }


async def _apply(
    actor: Actor, file: Patient, changes: Mapping[str, Any], at: datetime, why: str = ""
) -> tuple[str, ...]:
    if not changes:
        return ()
    await queries.correct_person(file.person, dict(changes))
    found = {"name": changes.keys() & NAME, "born": "born" in changes, "bsn": "bsn_key" in changes}
    parts = tuple(part for part, is_changed in found.items() if is_changed)
    events = [
        Event(
            Action.PATIENT_CORRECT,
            at,
            person=file.person,
            practice=file.practice,
            object_id=file.id,
            detail=part,
            reason=why,
        )
        for part in parts
    ]
    await accesslog.record(actor, *events)
    return parts


def _is_named(known: Any, name: RegisteredName) -> bool:
    # By what people read: a system may write a prefix and a surname as one.
    stated = msgspec.structs.replace(name, given=name.given or known["given"])
    return stated.used.full == PersonName.of(known).full


def _renamed(known: Any, name: RegisteredName) -> dict[str, Any]:
    values = msgspec.structs.replace(name, given=name.given or known["given"]).columns
    return {key: value for key, value in values.items() if value != known[key]}
