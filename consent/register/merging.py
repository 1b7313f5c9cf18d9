"""
Two registrations of one human being at one practice become one: an act with a line in the log.

The double has never been used by its person, is their only file, and agrees in the birth date. Its
lines are kept, and are numbered with those of the file that stays. Its requests and releases end,
and who may act for its person: that was decided for the file that stays. Who is kept out, what was
stated about sharing, and a BSN that only the double had go along.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.dates import may_be_one
from consent.errors import Refused
from consent.model import Actor, Patient, Reason
from consent.queries import enrolments
from consent.queries import merging as queries
from consent.register.leaving import LeaveReason, close, held
from consent.register.people import BSN_COLUMN
from consent.vault import Vault


async def merge(
    clerk: Actor, vault: Vault, keep: UUID, double: UUID, at: datetime
) -> tuple[Patient, Patient]:
    """
    Let everything of the double file go on in the other one, and give both.

    What publishing keeps of them it moves itself, in the same transaction.

    Raises:
        NotFound: one of them is no patient of this practice.
        Refused: the right is missing, or they cannot become one; the reason says why.

    """
    stays, goes = await pair(clerk, keep, double)
    number: Any = await enrolments.registered(goes.id)
    await queries.move(goes.id, stays.id, at)
    await close(goes.id, LeaveReason.MERGED, at)
    await queries.end_representation(goes.id, at)
    await queries.join(goes.person, stays.person)
    if number["bsn_key"] and not await _has_bsn(stays):
        bsn = vault.open(bytes(number["bsn_sealed"]), BSN_COLUMN, goes.person)
        sealed = vault.seal(bsn, BSN_COLUMN, stays.person)
        values = {"bsn_key": number["bsn_key"], "bsn_sealed": sealed, "no_bsn_reason": ""}
        await enrolments.correct_person(stays.person, values)
    event = Event(
        Action.PATIENT_MERGE, at, person=stays.person, practice=stays.practice, object_id=stays.id
    )
    await accesslog.record(clerk, event)
    return stays, goes


async def pair(clerk: Actor, keep: UUID, double: UUID) -> tuple[Patient, Patient]:
    """
    Give and hold the two that are to become one: which stays, and which goes.

    Raises:
        NotFound, Refused: as `merge`.

    """
    # Always in the same order, so that two clerks do not wait for each other.
    first, second = sorted((keep, double))
    both = {one.id: one for one in (await held(clerk, first), await held(clerk, second))}
    stays, goes = both[keep], both[double]
    reason = await _why_not(stays, goes)
    if reason:
        raise Refused(reason, stays.person, stays.practice)
    return stays, goes


async def _why_not(stays: Patient, goes: Patient) -> Reason | None:
    if stays.person == goes.person:
        return Reason.CANNOT_MERGE
    if not may_be_one(stays.born, goes.born):
        return Reason.MERGE_AGES
    if len(await enrolments.files_of(goes.person)) > 1:
        return Reason.MERGE_ELSEWHERE
    if await queries.has_looked(goes.person):
        return Reason.MERGE_TWO_PEOPLE if await _has_bsn(stays) else Reason.MERGE_OTHER_WAY
    return None


async def _has_bsn(file: Patient) -> bool:
    known: Any = await enrolments.registered(file.id)
    return known["bsn_key"] is not None
