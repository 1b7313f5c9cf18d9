"""
Two registrations of one human being at one practice become one: an act with a line in the log.

Only a double that its person never used can go: nobody asked, looked or read its log, and it is
their only file. Its lines are kept, and are numbered with those of the file that stays.
"""

from datetime import datetime
from uuid import UUID

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.errors import Refused
from consent.model import Actor, Patient, Reason
from consent.queries import enrolments as queries
from consent.register.leaving import LeaveReason, close, held


async def merge(clerk: Actor, keep: UUID, double: UUID, at: datetime) -> tuple[Patient, Patient]:
    """
    Let everything of the double file go on in the other one, and give both.

    What publishing keeps of them it moves itself, in the same transaction.

    Raises:
        NotFound: one of them is no patient of this practice.
        Refused: the right is missing, or they cannot become one.

    """
    # Always in the same order, so that two clerks do not wait for each other.
    first, second = sorted((keep, double))
    both = {one.id: one for one in (await held(clerk, first), await held(clerk, second))}
    stays, goes = both[keep], both[double]
    await _check(stays, goes)
    await queries.merge_files(goes.id, stays.id)
    await close(goes.id, LeaveReason.MERGED, at)
    await queries.merge_person(goes.person, stays.person)
    event = Event(
        Action.PATIENT_MERGE, at, person=stays.person, practice=stays.practice, object_id=stays.id
    )
    await accesslog.record(clerk, event)
    return stays, goes


async def _check(stays: Patient, goes: Patient) -> None:
    files = await queries.files_of(goes.person)
    same = stays.person == goes.person
    if same or len(files) > 1 or await queries.has_looked(goes.person):
        raise Refused(Reason.CANNOT_MERGE, stays.person, stays.practice)
