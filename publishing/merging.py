"""What two registrations of one human being hold becomes one file, with the act of `consent`."""

from datetime import datetime
from uuid import UUID

from consent.errors import Refused
from consent.model import Actor, Patient, Reason
from consent.register import merging
from publishing.queries import merging as queries


async def merge(clerk: Actor, keep: UUID, double: UUID, at: datetime) -> Patient:
    """
    Let everything of a double file go on in the one that stays, and give that one.

    Raises:
        NotFound, Refused: as in `consent.register.merging`; refused also when a system delivered
            the same thing to both.

    """
    stays, goes = await merging.merge(clerk, keep, double, at)
    if await queries.both_hold(goes.id, stays.id):
        raise Refused(Reason.CANNOT_MERGE, stays.person, stays.practice)
    await queries.move(goes.id, stays.id)
    return stays
