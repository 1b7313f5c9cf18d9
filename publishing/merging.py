"""What two registrations of one human being hold becomes one file, with the act of `consent`."""

from datetime import datetime
from uuid import UUID

from consent.errors import Refused
from consent.model import Actor, Patient, Reason
from consent.register import merging
from consent.vault import Vault
from publishing.queries import merging as queries


async def merge(clerk: Actor, vault: Vault, keep: UUID, double: UUID, at: datetime) -> Patient:
    """
    Let everything of a double file go on in the one that stays, and give that one.

    Raises:
        NotFound, Refused: as `check`.

    """
    await check(clerk, keep, double)
    stays, goes = await merging.merge(clerk, vault, keep, double, at)
    await queries.move(goes.id, stays.id)
    return stays


async def check(clerk: Actor, keep: UUID, double: UUID) -> None:
    """
    Hold two registrations and see whether they can become one.

    Raises:
        NotFound, Refused: as in `consent.register.merging`; refused also when a system delivered
            the same thing to both, because which of the two it means then is not for us to say.

    """
    stays, goes = await merging.pair(clerk, keep, double)
    if await queries.both_hold(goes.id, stays.id):
        raise Refused(Reason.MERGE_CONTENT, stays.person, stays.practice)
